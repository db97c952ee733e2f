#include "read/line.h"

#include <limits>
#include <string>

namespace eyewall::read {
namespace {

using json::Bad;
using json::Cursor;
using trace::FieldType;

enum Frame : unsigned { kSeq, kT, kKind, kThread, kCause, kIn, kAt };

std::uint32_t narrow(Cursor& in) {
  const std::size_t from = in.offset();
  const std::uint64_t value = in.natural();
  if (value > std::numeric_limits<std::uint32_t>::max()) in.fail(from, "the number is too large");
  return static_cast<std::uint32_t>(value);
}

[[noreturn]] void fail(std::size_t offset, std::string reason) {
  throw Bad{offset, std::move(reason)};
}

}  // namespace

Event EventParser::parse(std::string_view line, Seq expected) {
  Cursor in(line);
  event_ = {};
  values_.clear();
  fields_seen_ = frame_seen_ = 0;
  seq_at_ = cause_at_ = in_at_ = 0;
  in.expect('{');
  if (!in.accept('}')) {
    do {
      in.peek();
      key_at_ = in.offset();
      const std::string_view key = in.string();
      const bool plain = in.in_line();  // every name we know is written without escapes
      in.expect(':');
      if (!plain || !frame(in, key)) field(in, plain ? key : std::string_view(), key_at_);
    } while (in.accept(','));
    in.expect('}');
  }
  in.finish();
  check(expected);
  event_.values = arena_.keep(values_);
  return event_;
}

bool EventParser::frame(Cursor& in, std::string_view key) {
  if (key.size() > 6) return false;
  if (key == "seq") {
    once(in, kSeq);
    in.peek();
    seq_at_ = in.offset();
    event_.seq = in.natural();
  } else if (key == "t") {
    once(in, kT);
    event_.t = in.integer();
  } else if (key == "kind") {
    once(in, kKind);
    event_.kind_name = text(in);
    event_.kind = trace::kind_named(event_.kind_name);
  } else if (key == "thread") {
    once(in, kThread);
    event_.thread = narrow(in);
  } else if (key == "cause") {
    once(in, kCause);
    in.peek();
    cause_at_ = in.offset();
    event_.cause = in.natural();
  } else if (key == "in") {
    once(in, kIn);
    in.peek();
    in_at_ = in.offset();
    event_.in = in.natural();
  } else if (key == "at") {
    once(in, kAt);
    site(in);
  } else {
    return false;
  }
  return true;
}

void EventParser::once(const Cursor& in, unsigned bit) {
  if ((frame_seen_ >> bit & 1) != 0) in.fail(key_at_, "the field stands twice in the event");
  frame_seen_ |= 1U << bit;
}

// "core/ioloop/ioloop.cc:141"
void EventParser::site(Cursor& in) {
  in.peek();
  const std::size_t from = in.offset();
  const std::string_view at = text(in);
  const std::size_t colon = at.rfind(':');
  if (colon == std::string_view::npos || colon + 1 == at.size())
    in.fail(from, "at must be FILE:LINE");
  std::uint64_t line = 0;
  for (const char c : at.substr(colon + 1)) {
    if (c < '0' || c > '9' || line > 100'000'000) in.fail(from, "at must be FILE:LINE");
    line = line * 10 + static_cast<std::uint64_t>(c - '0');
  }
  event_.file = at.substr(0, colon);
  event_.line = static_cast<std::uint32_t>(line);
}

void EventParser::field(Cursor& in, std::string_view key, std::size_t from) {
  const auto known = trace::field_named(key);
  if (!known) {
    in.skip();
    values_.push_back(Value::unknown(in.slice(from, in.offset())));
    return;
  }
  const std::uint64_t bit = std::uint64_t{1} << static_cast<unsigned>(*known);
  if ((fields_seen_ & bit) != 0) in.fail(from, "the field stands twice in the event");
  fields_seen_ |= bit;
  values_.push_back(value(in, *known));
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
  return in.in_line() ? value : arena_.keep(value);
}

void EventParser::check(Seq expected) const {
  const auto has = [this](unsigned bit) { return (frame_seen_ >> bit & 1) != 0; };
  if (!has(kSeq)) fail(0, "the event has no seq");
  if (!has(kT)) fail(0, "the event has no t");
  if (!has(kKind)) fail(0, "the event has no kind");
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
