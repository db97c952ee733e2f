// Holding a pattern against an event. How it is read is in pattern_parser.cc.
#include "explain/pattern.h"

#include <algorithm>

#include "explain/pattern_parser.h"

namespace eyewall::explain {
namespace {

class Whole : public Enclosing {
 public:
  explicit Whole(const read::Trace& trace) : trace_(trace) {}
  const read::Event* by_seq(trace::Seq seq) const override { return trace_.by_seq(seq); }

 private:
  const read::Trace& trace_;
};

}  // namespace

Pattern::Pattern(std::string_view text) {
  PatternParser(text, *this).parse();
}

std::vector<trace::Kind> Pattern::kinds() const {
  std::vector<trace::Kind> all;
  for (std::size_t kind = 0; kind < trace::kinds().size(); ++kind) {
    if (could_match(static_cast<trace::Kind>(kind))) all.push_back(static_cast<trace::Kind>(kind));
  }
  return all;
}

bool Pattern::Place::holds(const read::Event& event) const {
  if (event.file.empty() || (line != 0 && line != event.line)) return false;
  std::string_view end = event.file;
  while (!path.matches(end)) {
    const std::size_t slash = end.find('/', end.front() == '/' ? 1 : 0);
    if (slash == std::string_view::npos) return false;
    end.remove_prefix(slash + 1);
    if (end.empty()) return false;
  }
  return true;
}

std::int64_t Pattern::Condition::number(const read::Event& event) const {
  switch (key) {
    case Key::seq:
      return static_cast<std::int64_t>(event.seq);
    case Key::t:
      return event.t;
    case Key::thread:
      return event.thread;
    case Key::cause:
      return static_cast<std::int64_t>(event.cause);
    case Key::in:
      return static_cast<std::int64_t>(event.in);
    case Key::field:
    case Key::at:
      break;
  }
  return event.integer(field);
}

bool Pattern::Condition::there(const read::Event& event) const {
  switch (key) {
    case Key::cause:
      return event.cause != 0;
    case Key::in:
      return event.in != 0;
    case Key::at:
      return !event.file.empty();
    case Key::field:
      return event.has(field);
    default:
      return true;
  }
}

bool Pattern::Condition::any(const read::Event& event) const {
  const auto of = [](const auto& list, auto holds) {
    return std::any_of(list.begin(), list.end(), holds);
  };
  if (key == Key::at) return of(places, [&](const Place& place) { return place.holds(event); });
  if (!texts.empty()) {
    const std::string_view text = event.text(field);
    return of(texts, [&](const Glob& value) { return value.matches(text); });
  }
  const std::int64_t value = number(event);
  const bool bits = key == Key::field && trace::info(field).type == trace::FieldType::Mask;
  return of(numbers,
            [&](std::int64_t wanted) { return bits ? (value & wanted) != 0 : value == wanted; });
}

bool Pattern::Condition::holds(const read::Event& event) const {
  const bool is_there = there(event);
  switch (test) {
    case Test::present:
      return is_there;
    case Test::equal:
      return is_there && any(event);
    case Test::unequal:
      return !is_there || !any(event);
    case Test::less:
      return is_there && number(event) < numbers.front();
    case Test::at_most:
      return is_there && number(event) <= numbers.front();
    case Test::more:
      return is_there && number(event) > numbers.front();
    case Test::at_least:
      return is_there && number(event) >= numbers.front();
  }
  return false;
}

bool Pattern::Clause::is_what(const read::Event& event) const {
  if (event.kind && kinds[static_cast<std::size_t>(*event.kind)]) return true;
  if (!event.kind && std::any_of(names.begin(), names.end(),
                                 [&](const Glob& name) { return name.matches(event.kind_name); })) {
    return true;
  }
  return std::any_of(sites.begin(), sites.end(),
                     [&](const Place& site) { return site.holds(event); });
}

bool Pattern::Clause::holds(const read::Event& event) const {
  return is_what(event) && std::all_of(conditions.begin(), conditions.end(),
                                       [&](const auto& one) { return one.holds(event); });
}

bool Pattern::matches(const read::Trace& trace, const read::Event& event) const {
  return matches(Whole(trace), event);
}

bool Pattern::matches(const Enclosing& around, const read::Event& event) const {
  const read::Event* at = &event;
  for (const Clause& clause : clauses_) {
    if (clause.reach != Reach::itself) at = around.by_seq(at->in);
    const bool climbs = clause.reach == Reach::under;
    for (int depth = 0; climbs && at != nullptr && !clause.is_what(*at); ++depth) {
      at = depth < read::kDeepestNesting ? around.by_seq(at->in) : nullptr;
    }
    if (at == nullptr || !clause.holds(*at)) return false;
  }
  return true;
}

}  // namespace eyewall::explain
