// The moves that know where they go: steps, scopes, turns, arrows.
#include <stdexcept>

#include "explain/narrate.h"
#include "view/navigator.h"
#include "view/owner.h"

namespace eyewall::view {
namespace {

using Why = Stop::Why;

std::string capital(std::string text) {
  if (!text.empty() && text[0] >= 'a' && text[0] <= 'z') {
    text[0] = static_cast<char>(text[0] - 'a' + 'A');
  }
  return text;
}

std::string number(Seq seq) {
  return "event " + std::to_string(seq);
}

}  // namespace

// One move after another, as long as each goes where it was to go and has nothing to say.
template <class Move>
Stop Navigator::times(std::uint64_t count, Move move) {
  const Seq from = at_;
  Stop stop = to(at_);
  for (std::uint64_t i = 0; i < count && stop.why == Why::moved && stop.text.empty(); ++i) {
    stop = move();
  }
  return visited(from, std::move(stop));
}

// The next event that the level shows.
const read::Event* Navigator::shown_beside(Way way) const {
  const auto step = way == Way::forward ? Seq{1} : ~Seq{0};
  const read::Event* at = trace_.by_seq(at_ + step);
  while (at != nullptr && !shows(*at)) at = trace_.by_seq(at->seq + step);
  return at;
}

Stop Navigator::step_once(Way way) {
  if (const read::Event* there = shown_beside(way)) return to(there->seq);
  const bool all = level_ == trace::Level::syscall;
  if (way == Way::forward) {
    return to(at_, Why::end,
              all ? "This is the last event." : "No event behind this one is shown.");
  }
  return to(at_, Why::start,
            all ? "This is the first event." : "No event before this one is shown.");
}

Stop Navigator::step(Way way, std::uint64_t count) {
  return times(count, [&] { return step_once(way); });
}

Stop Navigator::next_once(Way way) {
  Follower follower(state());
  const std::string name = follower.name(state());
  const auto step = way == Way::forward ? Seq{1} : ~Seq{0};
  bool over = follower.is_last(event(), way == Way::back);
  for (Seq seq = at_ + step; !over && trace_.by_seq(seq) != nullptr; seq += step) {
    const read::Event& there = *trace_.by_seq(seq);
    if (!follower.follows(there)) continue;
    if (shows(there)) return to(seq);
    over = follower.is_last(there, way == Way::back);
  }
  Stop stop = step_once(way);
  if (stop.why != Why::moved) return stop;
  stop.text = way == Way::forward
                  ? capital(name) + ", has no further event; this is what happens next."
                  : capital(name) + ", has no earlier event; this is what happened before.";
  return stop;
}

Stop Navigator::next(Way way, std::uint64_t count) {
  return times(count, [&] { return next_once(way); });
}

// To the end of a scope: the event that closes it, or the first outside of it.
Stop Navigator::leave(const read::Event& begin) {
  for (Seq seq = at_ + 1; seq <= last(); ++seq) {
    const read::Event& there = *trace_.by_seq(seq);
    if (there.thread != begin.thread) continue;
    if (there.shape() == trace::Shape::end && there.in == begin.seq) return to(seq);
    if (!lies_in(trace_, there, begin.seq)) {
      return to(seq, Why::moved,
                "Nothing says how what began at " + number(begin.seq) +
                    " ended; this is what follows it.");
    }
  }
  return to(last(), Why::end,
            "What began at " + number(begin.seq) + " has not ended when the trace does.");
}

Stop Navigator::finish_once(Way way) {
  const read::Event* begin = scope_of(trace_, event(), level_, way == Way::back);
  if (begin == nullptr) {
    return stay(std::string("Nothing encloses this event") +
                (level_ == trace::Level::syscall ? "" : " at this level of detail") +
                ": there is nothing to finish.");
  }
  return way == Way::forward ? leave(*begin) : to(begin->seq);
}

Stop Navigator::finish(Way way, std::uint64_t count) {
  return times(count, [&] { return finish_once(way); });
}

Stop Navigator::iter_once(Way way) {
  const auto step = way == Way::forward ? Seq{1} : ~Seq{0};
  for (Seq seq = at_ + step; trace_.by_seq(seq) != nullptr; seq += step) {
    if (trace_.by_seq(seq)->is(trace::Kind::loop_iteration)) return to(seq);
  }
  return way == Way::forward
             ? to(at_, Why::end, "The loop makes no further turn.")
             : to(at_, Why::start, "There is no turn of the loop before this event.");
}

Stop Navigator::iter(Way way, std::uint64_t count) {
  return times(count, [&] { return iter_once(way); });
}

Stop Navigator::go(Seq seq) {
  if (trace_.by_seq(seq) == nullptr) {
    throw std::invalid_argument("there is no " + number(seq) + "; the trace has 1 to " +
                                std::to_string(last()));
  }
  const Seq from = at_;
  return visited(from, to(seq));
}

Stop Navigator::cause() {
  if (trace_.by_seq(event().cause) != nullptr) return go(event().cause);
  if (const read::Event* around = trace_.by_seq(event().in)) {
    return stay("No other event caused this one; it happened inside " + number(around->seq) + ": " +
                explain::sentence(*around));
  }
  return stay("No other event caused this one.");
}

std::span<const std::uint32_t> Navigator::effects(Seq seq) {
  if (effects_ == nullptr) effects_ = std::make_unique<const Effects>(trace_);
  return effects_->of(seq);
}

Stop Navigator::effect(std::size_t n) {
  const auto caused = effects(at_);
  if (caused.empty()) return stay("This event caused no other.");
  if (n == 0 || n > caused.size()) {
    throw std::invalid_argument("this event caused " + std::to_string(caused.size()) +
                                "; there is no effect " + std::to_string(n));
  }
  return go(Seq{caused[n - 1]});
}

}  // namespace eyewall::view
