// The slices of each thread: what an event opens and what it closes.
//
// What: a stack a thread. Scopes are closed by the event whose `in` names them; the loop, its turn
//   and its poll, which are no scopes of the trace, by the events that end them. Whatever was left
//   open inside goes with them, so slices always nest.
// For: perfetto.cc. Threads: one. Ownership: borrows the file that it writes into.
// Source: ours.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "export/chrome.h"
#include "model/state.h"

namespace eyewall::exports {

class Slices {
 public:
  explicit Slices(Chrome& file) : file_(file) {}

  /// Whether the event opens a slice, which is written or planned; `state` is that after it.
  bool opens(const read::Event& event, const model::State& state);
  /// Whether the event closes one.
  bool closes(const read::Event& event);
  /// Closes all that is open: the trace ends.
  void finish(std::int64_t t);

 private:
  enum class What : std::uint8_t { scope, loop, turn, poll };
  struct Open {
    What what;
    read::Seq begin;
    std::size_t number;
  };
  using Stack = std::vector<Open>;

  void open(const read::Event& event, What what, std::string_view name, std::string_view category);
  bool close_scope(const read::Event& event);
  bool close_newest(const read::Event& event, What what);
  void pop_to(std::size_t size, std::uint32_t thread, std::int64_t t, const read::Event* event);
  void end_turn(const read::Event& event);

  Chrome& file_;
  std::map<std::uint32_t, Stack> stacks_;  // by thread
};

}  // namespace eyewall::exports
