// The lives of objects: each a track of its own, from birth to end.
//
// What: looks at what an event changed in the state, and writes births, changes and ends. Which
//   object lives is the model's word.
// For: perfetto.cc. Threads: one. Ownership: borrows the file that it writes into.
// Source: ours.
#pragma once

#include <map>
#include <string>
#include <utility>

#include "export/chrome.h"
#include "model/state.h"

namespace eyewall::exports {

class Tracks {
 public:
  /// Objects of a finer level than `level` have no track.
  Tracks(Chrome& file, trace::Level level) : file_(file), level_(level) {}

  /// `state` is that after the event.
  void step(const read::Event& event, const model::State& state);
  /// Ends all that still live: the trace ends.
  void finish(std::int64_t t);

 private:
  struct Life {
    std::uint64_t number;
    std::string_view category;
    std::string name;
    std::string_view status;
    std::uint32_t thread;  // of its birth
    Chrome::Track track() const { return {number, category, name}; }
  };
  void step(const read::Event& event, const model::State& state, model::Ref object);

  Chrome& file_;
  trace::Level level_;
  std::uint64_t born_ = 0;
  std::map<std::pair<model::Sort, model::Id>, Life> lives_;
};

}  // namespace eyewall::exports
