// Who acts in an event, and on whom: a trace as a play.
//
// What: gives each event its two participants: the code that acts (a coroutine, a stream, a thread,
//   else the program) is that of the scope in which the event lies.
// For: mermaid.cc. Threads: one. Ownership: borrows the state, which outlives it.
// Source: ours.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>

#include "export/diagram.h"
#include "model/state.h"

namespace eyewall::exports {

class Cast {
 public:
  explicit Cast(const model::State& state) : state_(state) {}

  struct Line {
    Who from;
    std::string_view arrow;  // empty: a note over `from`
    Who to;
  };
  /// The parts of the state's last event. Show it every event, each once, in order.
  Line next(const read::Event& event);

  /// How a participant is called now: "coroutine 1 download".
  std::string name(Who who) const;

 private:
  enum class Part : std::uint8_t { acts, caller, own, loop, kernel, pool, program, waiter };
  struct Row;
  static const Row* row_of(trace::Kind kind);
  Who find(Part part, const read::Event& event) const;
  Who scope(read::Seq begin, std::uint32_t thread) const;
  Who own(const read::Event& event) const;
  Who owner(const read::Event& event, Who otherwise) const;
  Who waiter(const read::Event& event) const;

  const model::State& state_;
  std::unordered_map<read::Seq, Who> scopes_;  // open scopes: who acts inside
};

}  // namespace eyewall::exports
