// A state in words: what every view shows beside the events.
//
// What: panes of rows, one pane a question ("which callbacks wait?"). The line player prints them
//   for `info`, the full-screen player draws them, the HTML page holds them: one text for all.
// For: the views. Threads: pure functions of the state. Ownership: rows own their texts.
// Source: ours; the panes are what Tornado 3.1.1's PollIOLoop, Runner and IOStream hold.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "model/state.h"

namespace eyewall::view {

struct Row {
  std::uint64_t id;  // of the object, or the place in the pane: stable while the object lives
  std::string text;  // one line, fit for a terminal
  bool changed;      // by the last event
};

enum class PaneName : std::uint8_t {
  loop,
  stack,
  ready,
  handlers,
  timers,
  futures,
  coroutines,
  streams,
  exchanges,
  threads,
  output,
};

struct PaneInfo {
  PaneName pane;
  std::string_view name;   // the word of `info`
  std::string_view title;  // a heading
};
/// Every pane, in the order in which they are shown.
std::span<const PaneInfo> pane_names();
/// The pane of that word, or of a beginning of it that no other has.
std::optional<PaneName> pane_named(std::string_view word);

struct Pane {
  PaneName name;
  std::vector<Row> rows;
  std::size_t more = 0;  // rows that were left out for the limit
};

/// The rows of a pane: of what is live, and of what the last event changed; at most `limit`.
Pane pane(const model::State& state, PaneName name, std::size_t limit = 1000);

}  // namespace eyewall::view
