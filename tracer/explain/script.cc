#include "explain/script.h"

#include <algorithm>

namespace eyewall::explain {
namespace {

constexpr Step kSteps[] = {
#define EYEWALL_PART(heading) {Role::part, {}, {}, {}, {}, heading},
#define EYEWALL_STEP(id, pattern, file, function, sentence) \
  {Role::step, id, pattern, file, function, sentence},
#define EYEWALL_EVENT(id, pattern, file, function, sentence) \
  {Role::event, id, pattern, file, function, sentence},
#define EYEWALL_LABEL(id, pattern) {Role::label, id, pattern, {}, {}, {}},
#include "explain/walkthrough.def"
#undef EYEWALL_LABEL
#undef EYEWALL_EVENT
#undef EYEWALL_STEP
#undef EYEWALL_PART
};

// The rows' patterns; a part has one that is never asked.
const std::vector<Pattern>& patterns() {
  static const std::vector<Pattern> parsed = [] {
    std::vector<Pattern> made;
    for (const Step& row : kSteps) made.emplace_back(row.role == Role::part ? "note" : row.pattern);
    return made;
  }();
  return parsed;
}

bool counts(Pattern::Hit hit, std::size_t seen_before) {
  if (hit == Pattern::Hit::every) return true;
  return (seen_before == 0) == (hit == Pattern::Hit::first);
}

}  // namespace

std::size_t Step::depth() const {
  return static_cast<std::size_t>(std::count(label.begin(), label.end(), '.'));
}

std::span<const Step> walkthrough() {
  return kSteps;
}

Finder::Finder(const read::Trace& trace)
    : trace_(trace), rows_of_kind_(trace::kinds().size()), seen_(std::size(kSteps)) {
  for (std::size_t row = 0; row < std::size(kSteps); ++row) {
    if (kSteps[row].role == Role::part) continue;
    for (const trace::Kind kind : patterns()[row].kinds()) {
      rows_of_kind_[static_cast<std::size_t>(kind)].push_back(row);
    }
  }
  const auto whole_first = [](std::size_t a, std::size_t b) {
    return !kSteps[a].sub() && kSteps[b].sub();
  };
  for (auto& rows : rows_of_kind_) std::stable_sort(rows.begin(), rows.end(), whole_first);
}

const std::vector<std::size_t>& Finder::find(const read::Event& event) {
  found_.clear();
  if (!event.kind) return found_;
  for (const std::size_t row : rows_of_kind_[static_cast<std::size_t>(*event.kind)]) {
    const Pattern& pattern = patterns()[row];
    if (!pattern.matches(trace_, event)) continue;
    if (counts(pattern.hit(), seen_[row]++)) found_.push_back(row);
  }
  return found_;
}

}  // namespace eyewall::explain
