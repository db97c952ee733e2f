// Lines of the trace itself: its source and its events.
#include <algorithm>
#include <cstdio>

#include "explain/narrate.h"
#include "screen/lines.h"
#include "screen/width.h"

namespace eyewall::screen {
namespace {

constexpr int kTab = 4;
constexpr int kDeepest = 12;  // steps of indentation that are shown
constexpr int kClimbed = 64;  // scopes that are looked at

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
  return std::min(depth, kDeepest);
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

std::string numbered(std::uint32_t number) {
  char text[24];
  std::snprintf(text, sizeof text, "%4u  ", number);
  return text;
}

}  // namespace

SourceLines source_lines(view::Source& source, const read::Trace& trace, const read::Event& event,
                         int rows) {
  const read::Event* at = &event;
  for (int climbed = 0; at != nullptr && at->file.empty() && climbed < kClimbed; ++climbed) {
    at = around(trace, *at);
  }
  if (at == nullptr || at->file.empty()) {
    return {"", {{"This event names no source line.", ' ', Style::faint}}};
  }
  SourceLines shown{explain::site(*at), {}};
  if (at != &event) shown.title += " (of event " + std::to_string(at->seq) + ")";
  const auto count = static_cast<std::uint32_t>(source.count(at->file));
  if (at->line == 0 || at->line > count) {
    shown.lines.push_back({"This source file is not here.", ' ', Style::faint});
    return shown;
  }
  const auto height = static_cast<std::uint32_t>(std::max(rows, 1));
  const std::uint32_t latest = count > height ? count - height + 1 : 1;
  const std::uint32_t first =
      std::clamp(at->line > height / 2 ? at->line - height / 2 : 1, 1U, latest);
  for (std::uint32_t number = first; number < first + height && number <= count; ++number) {
    const bool acts = number == at->line;
    shown.lines.push_back({numbered(number) + expand_tabs(source.text(at->file, number), kTab),
                           acts ? '>' : ' ', acts ? Style::acting : Style::plain});
  }
  return shown;
}

Line event_line(const read::Trace& trace, const read::Event& event, trace::Level level, int digits,
                bool time) {
  char front[64];
  if (time) {
    std::snprintf(front, sizeof front, "%*llu %10.3f ms  ", digits,
                  static_cast<unsigned long long>(event.seq), static_cast<double>(event.t) / 1e6);
  } else {
    std::snprintf(front, sizeof front, "%*llu  ", digits,
                  static_cast<unsigned long long>(event.seq));
  }
  const auto depth = static_cast<std::size_t>(depth_of(trace, event, level));
  std::string text = front + std::string(depth * 2, ' ') + explain::sentence(event);
  if (event.thread != 0) text += "  (thread " + std::to_string(event.thread) + ")";
  return {std::move(text), ' ', style_of(event)};
}

}  // namespace eyewall::screen
