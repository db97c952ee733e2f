#include "view/panes.h"

#include <algorithm>

#include "view/pane_rows.h"

namespace eyewall::view {
namespace {

constexpr PaneInfo kPanes[] = {
    {PaneName::loop, "loop", "Loop"},
    {PaneName::stack, "stack", "Call stack"},
    {PaneName::ready, "ready", "Ready queue"},
    {PaneName::handlers, "handlers", "Handlers"},
    {PaneName::timers, "timers", "Timers"},
    {PaneName::futures, "futures", "Futures"},
    {PaneName::coroutines, "coroutines", "Coroutines"},
    {PaneName::streams, "streams", "Streams"},
    {PaneName::exchanges, "exchanges", "HTTP exchanges"},
    {PaneName::threads, "threads", "Threads and executor"},
    {PaneName::output, "output", "Output"},
};

}  // namespace

std::span<const PaneInfo> pane_names() {
  return kPanes;
}

std::optional<PaneName> pane_named(std::string_view word) {
  std::optional<PaneName> found;
  for (const PaneInfo& info : kPanes) {
    if (info.name == word) return info.pane;
    if (word.empty() || !info.name.starts_with(word)) continue;
    if (found) return std::nullopt;
    found = info.pane;
  }
  return found;
}

Pane pane(const model::State& state, PaneName name, std::size_t limit) {
  Rows rows(name, limit);
  switch (name) {
    case PaneName::loop:
      loop_rows(state, rows);
      break;
    case PaneName::stack:
      stack_rows(state, rows);
      break;
    case PaneName::ready:
      ready_rows(state, rows);
      break;
    case PaneName::handlers:
      handler_rows(state, rows);
      break;
    case PaneName::timers:
      timer_rows(state, rows);
      break;
    case PaneName::futures:
      future_rows(state, rows);
      break;
    case PaneName::coroutines:
      coroutine_rows(state, rows);
      break;
    case PaneName::streams:
      stream_rows(state, rows);
      break;
    case PaneName::exchanges:
      exchange_rows(state, rows);
      break;
    case PaneName::threads:
      thread_rows(state, rows);
      break;
    case PaneName::output:
      output_rows(state, rows);
      break;
  }
  return std::move(rows).take();
}

}  // namespace eyewall::view
