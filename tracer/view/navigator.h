// A place in a trace, and every way to move it: what the players share. It says nothing itself.
//
// What: the place (an event, and the state after it), the level of detail, the places visited,
//   breakpoints and watches, marks and notes. Each move goes to another event, or stays, and
//   returns a Stop: why it stands where it stands, in data and in words.
// How to use it: make one over a trace that has events; call moves; show event() and state() with
//   panes.h, and the words of Stop::text. Whatever the user typed and is wrong (no such place,
//   pattern, expression, mark) is thrown as std::invalid_argument with a sentence for them, and
//   nothing has moved. Counts are from 1.
// For: the line player and the full-screen one. Threads: one at a time; interrupt_with() is how
//   another thread or a signal handler ends a long run.
// Ownership: borrows the trace, which outlives it.
// Source: ours; the words are those of gdb and rr.
#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "model/timeline.h"
#include "view/breakpoints.h"
#include "view/effects.h"
#include "view/notebook.h"
#include "view/query.h"

namespace eyewall::view {

using trace::Seq;

enum class Way : std::uint8_t { forward, back };

struct Stop {
  enum class Why : std::uint8_t {
    moved,        // it went where it was to go
    start,        // there was nothing before: it stands at the first event (that the level shows)
    end,          // there was nothing behind: it stands at the last
    breakpoint,   // hits says which; watches too
    interrupted,  // see interrupt_with()
    nothing,      // there was nowhere to go to: it has not moved
  };
  Why why = Why::moved;
  Seq from = 0;           // where it stood before
  Seq at = 0;             // where it stands
  std::vector<Hit> hits;  // not empty with Why::breakpoint only
  std::string text;       // a sentence where there is something to say, else empty
};
std::string_view to_string(Stop::Why why);  // "moved"

class Navigator {
 public:
  /// Stands at the first event. Marks and notes are kept at `notes`; nowhere where it is empty.
  /// Throws std::invalid_argument for a trace without events.
  explicit Navigator(const read::Trace& trace, std::string notes = {});

  const read::Trace& trace() const { return trace_; }
  model::Timeline& timeline() { return timeline_; }
  Seq at() const { return at_; }
  Seq last() const { return trace_.events().size(); }
  const read::Event& event() const { return trace_.events()[at_ - 1]; }
  /// After the event. The reference is good until the next move, or use of the timeline.
  const model::State& state() { return timeline_.at(at_); }
  /// How far it is, in percent, as the prompt says it: 100 at the last event.
  unsigned percent() const { return static_cast<unsigned>(at_ * 100 / last()); }

  /// Steps pass over events that are finer than the level; the place is kept when it changes.
  trace::Level level() const { return level_; }
  void set_level(trace::Level level) { level_ = level; }
  bool shows(const read::Event& event) const { return event.level() <= level_; }

  // navigator_moves.cc
  Stop step(Way way, std::uint64_t count = 1);
  /// The next event of the same coroutine or callback (see owner.h); when it has none, a step.
  Stop next(Way way, std::uint64_t count = 1);
  /// Out of the enclosing scope: to its end, or to its begin.
  Stop finish(Way way, std::uint64_t count = 1);
  /// To the next turn of the loop, or the last one before.
  Stop iter(Way way, std::uint64_t count = 1);
  /// To event `seq`; throws where there is none.
  Stop go(Seq seq);
  /// Where a text says: N, +N, -N, N%, start, end, @12.5ms (what had happened by then), #mark.
  Stop go(std::string_view place) { return go(place_of(place)); }
  Seq place_of(std::string_view place) const;
  /// Through the places visited.
  Stop back(std::uint64_t count = 1);
  Stop forward(std::uint64_t count = 1);
  Stop cause();
  /// To the n-th of effects().
  Stop effect(std::size_t n = 1);
  /// The events that name event `seq` as their cause.
  std::span<const std::uint32_t> effects(Seq seq);

  // navigator_run.cc: these may take long. Breakpoints stop them at any level of detail.
  /// To the count-th stop at a breakpoint or a watch, or to the end or the start.
  Stop run(Way way, std::uint64_t count = 1);
  /// As run, but at the latest where a pattern matches, or at a place (see go).
  Stop until(Way way, std::string_view where);
  /// To where an expression's value last changed: at or before this event. The one hit says from
  /// what to what.
  Stop last_change(std::string_view expression);
  /// The same, at or before event `seq`, without moving; nothing where it never changed.
  struct Change {
    Seq at;
    Hit hit;
  };
  std::optional<Change> change_before(std::string_view expression, Seq seq);
  /// To the next event that a query matches; to none around the end.
  Stop find(Way way, const Query& query);

  Breakpoints& breakpoints() { return breakpoints_; }
  const Breakpoints& breakpoints() const { return breakpoints_; }
  Notebook& notebook() { return notebook_; }
  const Notebook& notebook() const { return notebook_; }
  /// A pattern for events like the one where it stands: "callback.begin:name=on_headers".
  std::string pattern_here() const;

  /// A run ends soon after the flag is set; the caller clears it. It outlives the Navigator.
  void interrupt_with(const std::atomic<bool>* flag) { interrupt_ = flag; }

 private:
  Stop to(Seq seq, Stop::Why why = Stop::Why::moved, std::string text = {});
  Stop stay(std::string text) { return to(at_, Stop::Why::nothing, std::move(text)); }
  Stop visited(Seq from, Stop stop);
  Stop visit(std::size_t place, std::string text);
  template <class Move>
  Stop times(std::uint64_t count, Move move);
  const read::Event* shown_beside(Way way) const;
  Stop step_once(Way way);
  Stop next_once(Way way);
  Stop finish_once(Way way);
  Stop leave(const read::Event& begin);
  Stop iter_once(Way way);
  Stop run_once(Way way, Seq limit, const Breakpoints& points, const explain::Pattern* until);
  bool interrupted() const { return interrupt_ != nullptr && interrupt_->load(); }

  const read::Trace& trace_;
  model::Timeline timeline_;
  Seq at_ = 1;
  trace::Level level_ = trace::Level::syscall;
  std::vector<Seq> visited_{1};
  std::size_t visit_ = 0;  // which of them it stands at
  Breakpoints breakpoints_;
  Notebook notebook_;
  std::unique_ptr<const Effects> effects_;  // made when first asked for
  const std::atomic<bool>* interrupt_ = nullptr;
};

}  // namespace eyewall::view
