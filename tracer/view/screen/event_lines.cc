// Lines of the trace itself: its source and its events.
#include <algorithm>
#include <cstdio>

#include "explain/narrate.h"
#include "screen/event_window.h"
#include "screen/lines.h"
#include "screen/width.h"

namespace eyewall::screen {
namespace {

constexpr int kTab = 4;
constexpr int kMostIndented = 12;  // steps of indentation that are shown
constexpr int kClimbed = 64;       // scopes that are looked at
constexpr int kWideEnough = 80;    // columns with which an event shows its time, too
constexpr std::uint32_t kMostLines = 10'000'000;

const read::Event* around(const read::Trace& trace, const read::Event& event) {
  return event.in < event.seq ? trace.by_seq(event.in) : nullptr;
}

// How many scopes that the level shows enclose an event; an end stands as deep as its begin.
int depth_of(const read::Trace& trace, const read::Event& event, trace::Level level) {
  int depth = 0;
  const read::Event* at = around(trace, event);
  if (at != nullptr && event.shape() == trace::Shape::end) at = around(trace, *at);
  for (int climbed = 0; at != nullptr && climbed < kClimbed; ++climbed) {
    if (at->level() <= level) ++depth;
    at = around(trace, *at);
  }
  return std::min(depth, kMostIndented);
}

Style style_of(const read::Event& event) {
  using trace::Kind;
  if (!event.kind) return Style::plain;
  switch (*event.kind) {
    case Kind::callback_begin:
      return Style::callback;
    case Kind::handler_begin:
      return Style::handler;
    case Kind::poll_begin:
      return Style::poll;
    case Kind::timer_fire:
      return Style::timer;
    case Kind::gen_send:
    case Kind::gen_yield:
    case Kind::gen_return:
    case Kind::gen_resume:
      return Style::coroutine;
    case Kind::callback_raise:
    case Kind::handler_raise:
    case Kind::callback_drop:
    case Kind::future_reject:
    case Kind::future_lost:
    case Kind::gen_throw:
    case Kind::gen_raise:
    case Kind::http_error:
      return Style::error;
    default:
      return event.level() == trace::Level::syscall ? Style::faint : Style::plain;
  }
}

std::string numbered(int number) {
  char text[24];
  std::snprintf(text, sizeof text, "%4d  ", number);
  return text;
}

Line event_line(const read::Trace& trace, const read::Event& event, trace::Level level, int digits,
                bool time) {
  char front[64];
  const auto seq = static_cast<unsigned long long>(event.seq);
  if (time) {
    std::snprintf(front, sizeof front, "%*llu %10.3f ms  ", digits, seq,
                  static_cast<double>(event.t) / 1e6);
  } else {
    std::snprintf(front, sizeof front, "%*llu  ", digits, seq);
  }
  const auto depth = static_cast<std::size_t>(depth_of(trace, event, level));
  std::string text = front + std::string(depth * 2, ' ') + explain::sentence(event);
  if (event.thread != 0) text += "  (thread " + std::to_string(event.thread) + ")";
  return {std::move(text), ' ', style_of(event)};
}

Shown one_line(std::string title, std::string text) {
  return {std::move(title), {{std::move(text), ' ', Style::faint}}, 0, 1};
}

}  // namespace

Shown source_shown(view::Source& source, const read::Trace& trace, const read::Event& event,
                   const Look& look) {
  const read::Event* at = &event;
  for (int climbed = 0; at != nullptr && at->file.empty() && climbed < kClimbed; ++climbed) {
    at = around(trace, *at);
  }
  if (at == nullptr || at->file.empty()) return one_line("", "This event names no source line.");
  std::string title = explain::site(*at);
  if (at != &event) title += " (of event " + std::to_string(at->seq) + ")";
  const auto& file = source.lines(at->file);
  const auto count = static_cast<int>(file.size());
  const auto acting = static_cast<int>(std::min<std::uint32_t>(at->line, kMostLines));
  if (acting == 0 || acting > count) {
    return one_line(std::move(title), "This source file is not to be found here.");
  }
  const int first = std::clamp(look.first.value_or(acting - 1 - look.rows / 2), 0,
                               std::max(0, count - look.rows));
  Shown shown{std::move(title), {}, first, count};
  for (int number = first + 1; number <= std::min(first + look.rows, count); ++number) {
    const std::string& text = file[static_cast<std::size_t>(number) - 1];
    const bool acts = number == acting;
    shown.lines.push_back({numbered(number) + expand_tabs(text, kTab), acts ? '>' : ' ',
                           acts ? Style::acting : Style::plain});
  }
  return shown;
}

Shown events_shown(view::Navigator& navigator, bool following, const Look& look) {
  const read::Trace& trace = navigator.trace();
  const int digits = static_cast<int>(std::to_string(navigator.last()).size());
  Shown shown;
  for (const read::Seq seq : event_window(navigator, look.rows, following)) {
    Line line = event_line(trace, *trace.by_seq(seq), navigator.level(), digits,
                           look.columns >= kWideEnough);
    if (seq == navigator.at()) line = {std::move(line.text), '>', Style::acting};
    shown.lines.push_back(std::move(line));
  }
  shown.count = static_cast<int>(shown.lines.size());
  return shown;
}

}  // namespace eyewall::screen
