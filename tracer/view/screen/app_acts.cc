// What keys do that takes more than one call of the navigator.
#include <algorithm>
#include <stdexcept>

#include "screen/app.h"
#include "view/owner.h"

namespace eyewall::screen {
namespace {

std::string owner_name(view::Navigator& navigator) {
  return view::Follower(navigator.state()).name(navigator.state());
}

}  // namespace

void App::step(Way way, std::uint64_t count) {
  following_.empty() ? say(navigator_.step(way, count)) : step_followed(way, count);
}

// The navigator would go on to other events where there is no further one: here, one stays.
void App::step_followed(Way way, std::uint64_t count) {
  for (std::uint64_t i = 0; i < count; ++i) {
    const view::Stop stop = navigator_.next(way);
    if (stop.why == view::Stop::Why::moved && stop.text.empty()) continue;
    if (stop.why == view::Stop::Why::moved) navigator_.back();
    say("No " + std::string(way == Way::forward ? "further" : "earlier") + " event of " +
        following_ + "; f shows all events again.");
    return;
  }
}

// One event on, unless a breakpoint lies before it.
void App::play() {
  const bool stops = !navigator_.breakpoints().all().empty() && following_.empty();
  if (!stops) return step(Way::forward, 1);
  read::Seq to = navigator_.at() + 1;
  while (to <= navigator_.last() && !navigator_.shows(*navigator_.trace().by_seq(to))) ++to;
  if (to > navigator_.last()) return step(Way::forward, 1);
  say(navigator_.until(Way::forward, std::to_string(to)));
}

// Somewhere else, other events are of interest.
void App::end_following() {
  if (following_.empty() || owner_name(navigator_) == following_) return;
  say("All events are shown again: this one is not of " + following_ + ".");
  following_.clear();
}

void App::scroll(Way way, std::uint64_t by) {
  if (focus_.part() == Part::events) return step(way, by);
  const Slot* slot = focus_.layout().find(focus_.part());
  if (slot == nullptr) return;
  const Shown seen = shown(*slot);
  const int most = static_cast<int>(std::min<std::uint64_t>(by, static_cast<unsigned>(seen.count)));
  focus_.scroll(way == Way::forward ? most : -most, seen.count, slot->rect.rows - 1, seen.first);
}

void App::follow_arrow() {
  const std::size_t count = navigator_.effects(navigator_.at()).size();
  const view::Stop stop = navigator_.effect(times());
  say(stop);
  if (stop.why != view::Stop::Why::moved || count < 2) return;
  say("Arrow " + std::to_string(times()) + " of " + std::to_string(count) +
      "; a number before ] chooses another, Ctrl-O goes back.");
}

void App::toggle_breakpoint() {
  const std::string pattern = navigator_.pattern_here();
  const auto& all = navigator_.breakpoints().all();
  const auto same =
      std::find_if(all.begin(), all.end(), [&](const auto& each) { return each.text == pattern; });
  if (same == all.end()) {
    const unsigned number = navigator_.breakpoints().add(pattern).number;
    say("Breakpoint " + std::to_string(number) + ": " + pattern + "; c runs to the next.");
  } else {
    const unsigned number = same->number;
    navigator_.breakpoints().remove(number);
    say("Breakpoint " + std::to_string(number) + " is gone: " + pattern + ".");
  }
}

void App::find(Way way) {
  if (!query_) throw std::invalid_argument("there is nothing to search for yet; / asks for it");
  for (std::uint64_t i = 0; i < times(); ++i) {
    const view::Stop stop = navigator_.find(way, *query_);
    say(stop);
    if (stop.why != view::Stop::Why::moved) return;
  }
}

void App::follow() {
  if (!following_.empty()) {
    following_.clear();
    return say("All events are shown.");
  }
  following_ = owner_name(navigator_);
  say("Only events of " + following_ + " are shown; f shows all again.");
}

void App::zoom() {
  using trace::Level;
  switch (navigator_.level()) {
    case Level::syscall:
      navigator_.set_level(Level::loop);
      return say("Detail: the loop. System calls are hidden.");
    case Level::loop:
      navigator_.set_level(Level::coroutine);
      return say("Detail: coroutines. The loop's own events are hidden.");
    case Level::coroutine:
      navigator_.set_level(Level::syscall);
      return say("Detail: everything, down to system calls.");
  }
}

}  // namespace eyewall::screen
