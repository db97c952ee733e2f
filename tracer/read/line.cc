#include "read/line.h"

#include <iterator>
#include <limits>
#include <string>

namespace eyewall::read {
namespace {

using json::Bad;
using json::Cursor;
using trace::FieldType;

// The keys that the encoder writes first. Where they stand they need not be looked up.
constexpr std::string_view kUsual[] = {R"("seq":)", R"("t":)", R"("kind":)"};
static_assert(Frame::seq == Frame{0} && Frame::t == Frame{1} && Frame::kind == Frame{2});

std::uint32_t narrow(Cursor& in) {
  const std::size_t from = in.offset();
  const std::uint64_t value = in.natural();
  if (value > std::numeric_limits<std::uint32_t>::max()) in.fail(from, "the number is too large");
  return static_cast<std::uint32_t>(value);
}

[[noreturn]] void fail(std::size_t offset, std::string reason) {
  throw Bad{offset, std::move(reason)};
}

// Its "seq", with the rest of the object checked; 0 where it has none.
std::uint64_t number_in(Cursor& in) {
  std::uint64_t seq = 0;
  in.expect('{');
  do {
    const bool here = in.string() == "seq" && in.in_line();
    in.expect(':');
    if (here) {
      seq = in.natural();
    } else {
      in.skip();
    }
  } while (in.accept(','));
  in.expect('}');
  in.finish();
  return seq;
}

}  // namespace

std::string_view without_nuls(std::string_view line) {
  if (line.empty() || line.back() != '\0') return line;
  const std::size_t last = line.find_last_not_of('\0');
  return last == std::string_view::npos ? std::string_view() : line.substr(0, last + 1);
}

Seq seq_of(std::string_view line) {
  try {
    Cursor in(without_nuls(line));
    return number_in(in);
  } catch (const Bad&) {
    return 0;
  }
}

const Event& EventParser::parse(std::string_view line, Seq expected) {
  clear();
  Cursor in(line);
  in.expect('{');
  if (!in.accept('}')) {
    do {
      entry(in);
    } while (in.accept(','));
    in.expect('}');
  }
  in.finish();
  check(expected);
  event_.values = arena_.keep(values_);
  return event_;
}

void EventParser::clear() {
  event_ = {};
  values_.clear();
  fields_seen_ = frame_seen_ = 0;
  seq_at_ = cause_at_ = in_at_ = usual_ = 0;
}

void EventParser::entry(Cursor& in) {
  in.peek();
  key_at_ = in.offset();
  if (usual_ < std::size(kUsual) && in.literal(kUsual[usual_])) {
    frame(in, static_cast<Frame>(usual_++));
    return;
  }
  const std::string_view name = in.string();
  // Known names need no escapes.
  const std::size_t key = in.in_line() ? names::kKeyTable.find(name) : names::kKeys.size();
  in.expect(':');
  if (key < names::kFrames) return frame(in, static_cast<Frame>(key));
  if (key < names::kKeys.size()) return field(in, static_cast<Field>(key - names::kFrames));
  unknown(in);
}

void EventParser::frame(Cursor& in, Frame part) {
  once(in, frame_seen_, static_cast<unsigned>(part));
  in.peek();
  switch (part) {
    case Frame::seq:
      seq_at_ = in.offset();
      event_.seq = in.natural();
      break;
    case Frame::t:
      event_.t = in.integer();
      break;
    case Frame::kind:
      kind(in);
      break;
    case Frame::thread:
      event_.thread = narrow(in);
      break;
    case Frame::cause:
      cause_at_ = in.offset();
      event_.cause = in.natural();
      break;
    case Frame::in:
      in_at_ = in.offset();
      event_.in = in.natural();
      break;
    case Frame::at:
      site(in);
      break;
  }
}

void EventParser::once(const Cursor& in, std::uint64_t& seen, unsigned bit) const {
  if ((seen >> bit & 1) != 0) in.fail(key_at_, "the field stands twice in the event");
  seen |= std::uint64_t{1} << bit;
}

void EventParser::kind(Cursor& in) {
  const std::string_view name = in.string();
  const std::size_t known = names::kKindTable.find(name);
  if (known < names::kKinds.size()) {
    event_.kind = static_cast<trace::Kind>(known);
    event_.kind_name = names::kKinds[known];
  } else {
    event_.kind_name = kept(name, in.in_line());
  }
}

// "core/ioloop/ioloop.cc:141"
void EventParser::site(Cursor& in) {
  const std::size_t from = in.offset();
  const std::string_view at = in.string();
  const std::size_t colon = at.rfind(':');
  if (colon == std::string_view::npos || colon + 1 == at.size())
    in.fail(from, "at must be FILE:LINE");
  std::uint64_t line = 0;
  for (const char c : at.substr(colon + 1)) {
    if (c < '0' || c > '9' || line > 100'000'000) in.fail(from, "at must be FILE:LINE");
    line = line * 10 + static_cast<std::uint64_t>(c - '0');
  }
  event_.file = kept(at.substr(0, colon), in.in_line());
  event_.line = static_cast<std::uint32_t>(line);
}

void EventParser::field(Cursor& in, Field field) {
  once(in, fields_seen_, static_cast<unsigned>(field));
  values_.push_back(value(in, field));
}

// The pair, whatever it is, as it stands in the line.
void EventParser::unknown(Cursor& in) {
  in.skip();
  values_.push_back(Value::unknown(kept(in.slice(key_at_, in.offset()), true)));
}

Value EventParser::value(Cursor& in, Field field) {
  switch (trace::info(field).type) {
    case FieldType::Int:
      return Value::number(field, in.integer());
    case FieldType::ObjectId: {
      const std::size_t from = in.offset();
      const std::int64_t id = in.integer();
      if (id < 1) in.fail(from, "an object's number is 1 or more");
      return Value::number(field, id);
    }
    case FieldType::Bool:
      return Value::number(field, in.boolean() ? 1 : 0);
    case FieldType::Mask:
      return Value::number(field, mask(in));
    case FieldType::Bytes:
      return Value::string(field, text(in, json::Text::bytes));
    case FieldType::Str:
    case FieldType::Who:
      break;
  }
  return Value::string(field, text(in));
}

std::uint32_t EventParser::mask(Cursor& in) {
  std::uint32_t events = 0;
  in.expect('[');
  if (in.accept(']')) return events;
  do {
    in.peek();
    const std::size_t from = in.offset();
    const std::string_view name = in.string();
    const std::uint32_t bit = name == "READ"    ? 0x001
                              : name == "WRITE" ? 0x004
                              : name == "ERR"   ? 0x008
                              : name == "HUP"   ? 0x010
                                                : 0;
    if (bit == 0) in.fail(from, "an event of a descriptor is READ, WRITE, ERR or HUP");
    events |= bit;
  } while (in.accept(','));
  in.expect(']');
  return events;
}

std::string_view EventParser::text(Cursor& in, json::Text text) {
  const std::string_view value = in.string(text);
  return kept(value, in.in_line());
}

std::string_view EventParser::kept(std::string_view text, bool in_line) {
  if (keep_) return arena_.keep_once(text);
  return in_line ? text : arena_.keep(text);
}

void EventParser::check(Seq expected) const {
  const auto has = [this](Frame part) {
    return (frame_seen_ >> static_cast<unsigned>(part) & 1) != 0;
  };
  if (!has(Frame::seq)) fail(0, "the event has no seq");
  if (!has(Frame::t)) fail(0, "the event has no t");
  if (!has(Frame::kind)) fail(0, "the event has no kind");
  const Seq seq = event_.seq;
  if (seq != expected) {
    fail(seq_at_, "event " + std::to_string(seq) + " stands where event " +
                      std::to_string(expected) + " belongs" +
                      (seq > expected ? ": the trace has a gap" : ""));
  }
  if (event_.cause >= seq) fail(cause_at_, "the cause of an event must stand before it");
  if (event_.in >= seq) fail(in_at_, "the event that encloses another must stand before it");
}

}  // namespace eyewall::read
