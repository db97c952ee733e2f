#include "explain/pattern.h"

#include <algorithm>
#include <charconv>

namespace eyewall::explain {
namespace {

constexpr int kDeepest = 1000;  // a trace nests less; one that was made up must not hold us up

std::vector<std::string_view> split(std::string_view text, char between) {
  std::vector<std::string_view> parts;
  while (true) {
    const std::size_t end = text.find(between);
    if (const auto part = text.substr(0, end); !part.empty()) parts.push_back(part);
    if (end == std::string_view::npos) return parts;
    text.remove_prefix(end + 1);
  }
}

[[noreturn]] void fail(std::string_view what, std::string_view word) {
  throw PatternError("pattern: " + std::string(what) + ": '" + std::string(word) + "'");
}

bool is_text(trace::FieldType type) {
  return type == trace::FieldType::Str || type == trace::FieldType::Bytes ||
         type == trace::FieldType::Who;
}

std::int64_t number(std::string_view word, trace::FieldType type) {
  if (type == trace::FieldType::Mask) {
    constexpr std::string_view names[] = {"READ", "WRITE", "ERR", "HUP"};
    constexpr std::int64_t bits[] = {0x001, 0x004, 0x008, 0x010};  // epoll's
    for (std::size_t i = 0; i < std::size(names); ++i) {
      if (word == names[i]) return bits[i];
    }
    fail("no such descriptor event", word);
  }
  if (type == trace::FieldType::Bool && (word == "true" || word == "false")) return word == "true";
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), value);
  if (error != std::errc() || end != word.data() + word.size()) fail("not a number", word);
  return value;
}

bool text_is(std::string_view text, std::string_view wanted) {
  if (!wanted.ends_with('*')) return text == wanted;
  return text.starts_with(wanted.substr(0, wanted.size() - 1));
}

}  // namespace

Pattern::Pattern(std::string_view text) {
  for (const std::string_view word : split(text, ' ')) {
    const bool leads = clauses_.empty() && hit_ == Hit::every;
    if (leads && (word == "first" || word == "again")) {
      hit_ = word == "first" ? Hit::first : Hit::again;
    } else if (word == "in" || word == "under") {
      if (clauses_.empty()) fail("nothing stands before", word);
      if (clauses_.back().kinds.empty()) fail("no kind before", word);
      clauses_.push_back({word == "in" ? Reach::in : Reach::under, {}, {}});
    } else if (clauses_.empty()) {
      clauses_.push_back({Reach::itself, kinds_in(word), {}});
    } else if (clauses_.back().kinds.empty()) {
      clauses_.back().kinds = kinds_in(word);
    } else {
      clauses_.back().conditions.push_back(condition(word));
    }
  }
  if (clauses_.empty() || clauses_.back().kinds.empty()) fail("no kind", text);
}

std::vector<trace::Kind> Pattern::kinds_in(std::string_view word) {
  std::vector<trace::Kind> kinds;
  for (const std::string_view name : split(word, '|')) {
    const auto kind = trace::kind_named(name);
    if (!kind) fail("no such kind", name);
    kinds.push_back(*kind);
  }
  return kinds;
}

Pattern::Condition Pattern::condition(std::string_view word) {
  const std::size_t equals = word.find('=');
  const bool unequal = equals != std::string_view::npos && equals > 0 && word[equals - 1] == '!';
  const std::string_view name = word.substr(0, unequal ? equals - 1 : equals);
  const auto field = trace::field_named(name);
  if (!field) fail("no such field", name);
  Condition made;
  made.field = *field;
  made.wanted = !unequal;
  made.present = equals == std::string_view::npos;
  if (made.present) return made;
  const trace::FieldType type = trace::info(*field).type;
  for (const std::string_view value : split(word.substr(equals + 1), '|')) {
    if (is_text(type))
      made.values.emplace_back(value);
    else
      made.numbers.push_back(number(value, type));
  }
  if (made.values.empty() && made.numbers.empty()) fail("no value", word);
  return made;
}

bool Pattern::Condition::any(const read::Event& event) const {
  const std::string_view text = event.text(field);
  for (const std::string& value : values) {
    if (text_is(text, value)) return true;
  }
  const std::int64_t number = event.integer(field);
  const bool bits = trace::info(field).type == trace::FieldType::Mask;
  return std::any_of(numbers.begin(), numbers.end(), [&](std::int64_t value) {
    return bits ? (number & value) != 0 : number == value;
  });
}

bool Pattern::Condition::holds(const read::Event& event) const {
  if (present) return event.has(field);
  return (event.has(field) && any(event)) == wanted;
}

bool Pattern::Clause::of_kind(const read::Event& event) const {
  return event.kind && std::find(kinds.begin(), kinds.end(), *event.kind) != kinds.end();
}

bool Pattern::Clause::holds(const read::Event& event) const {
  return of_kind(event) && std::all_of(conditions.begin(), conditions.end(),
                                       [&](const auto& one) { return one.holds(event); });
}

bool Pattern::matches(const read::Trace& trace, const read::Event& event) const {
  const read::Event* at = &event;
  for (const Clause& clause : clauses_) {
    if (clause.reach != Reach::itself) at = trace.by_seq(at->in);
    const bool climbs = clause.reach == Reach::under;
    for (int depth = 0; climbs && at != nullptr && !clause.of_kind(*at); ++depth) {
      at = depth < kDeepest ? trace.by_seq(at->in) : nullptr;
    }
    if (at == nullptr || !clause.holds(*at)) return false;
  }
  return true;
}

}  // namespace eyewall::explain
