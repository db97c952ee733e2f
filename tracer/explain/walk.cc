#include "explain/walk.h"

#include <utility>

#include "explain/align.h"

namespace eyewall::explain {
namespace {

// For each row of the walkthrough, the events (places in the trace) that could be it.
std::vector<std::vector<std::size_t>> candidates(const read::Trace& trace) {
  std::vector<std::vector<std::size_t>> found(walkthrough().size());
  Finder finder(trace);
  for (std::size_t i = 0; i < trace.events().size(); ++i) {
    for (const std::size_t row : finder.find(trace.events()[i])) {
      if (walkthrough()[row].in_walk()) found[row].push_back(i);
    }
  }
  return found;
}

}  // namespace

Walk::Walk(const read::Trace& trace, std::vector<WalkEntry> entries)
    : trace_(&trace), entries_(std::move(entries)) {
  for (const WalkEntry& entry : entries_) {
    if (entry.step->role == Role::part) continue;
    const bool there = entry.found == Found::in_place;
    complete_ = complete_ && there;
    steps_ += entry.step->counted();
    matched_ += entry.step->counted() && there;
  }
}

Walk walk(const read::Trace& trace) {
  const auto found = candidates(trace);
  const auto chain = longest_chain(found);
  std::vector<WalkEntry> entries;
  for (std::size_t row = 0; row < chain.size(); ++row) {
    const Step& step = walkthrough()[row];
    if (step.role == Role::label) continue;
    WalkEntry entry{&step, nullptr, Found::missing};
    if (chain[row]) {
      entry = {&step, &trace.events()[*chain[row]], Found::in_place};
    } else if (!found[row].empty()) {
      entry = {&step, &trace.events()[found[row].front()], Found::misplaced};
    }
    entries.push_back(entry);
  }
  return Walk(trace, std::move(entries));
}

}  // namespace eyewall::explain
