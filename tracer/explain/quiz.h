// What runs next? Questions about a trace, at each point where somebody had to choose.
//
// What: hides what follows a scheduling decision and asks for it. Options are what stands in the
//   queue, the timers and the descriptors at that moment, and named misconceptions.
// For: `predict` in the players and in the HTML page, `eyewall predict` and `eyewall quiz`.
// Threads: one a Timeline. Ownership: questions own their texts.
// Source: ours; the misconceptions are those that learners of Tornado have.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "explain/why.h"
#include "model/timeline.h"

namespace eyewall::explain {

struct Option {
  std::string text;
  bool right;
  std::string misconception;  // its id, such as "runs-at-once"; empty: none has a name for it
  std::string feedback;       // what is wrong with it; of the right one: empty
};

struct Question {
  trace::Seq at;      // what the learner may see: the state after this event
  trace::Seq answer;  // the event that answers it
  std::string text;
  std::vector<Option> options;  // one is right
  std::vector<Link> why;        // the feedback of the answer
};

/// The question at the first scheduling decision at or after event `from`; nothing where none
/// follows. The same seed gives the same options in the same order.
std::optional<Question> next_question(model::Timeline& timeline, trace::Seq from,
                                      std::uint64_t seed);

}  // namespace eyewall::explain
