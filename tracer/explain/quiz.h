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
  std::string misconception;  // its id, such as "runs-at-once" (belief.h); empty: it has no name
  std::string feedback;       // what is wrong with it; of the right one: empty
};

struct Question {
  trace::Seq at;      // what the learner may see: the state after this event
  trace::Seq answer;  // the event that answers it: the next begin event of its thread
  std::string text;
  std::vector<Option> options;  // three to five; one is right
  std::vector<Link> why;        // the feedback of the answer
};

/// The question at the first scheduling decision at or after event `from`; nothing where none
/// follows. The same seed gives the same options in the same order, on every machine.
std::optional<Question> next_question(model::Timeline& timeline, trace::Seq from,
                                      std::uint64_t seed);

struct QuizOptions {
  std::uint64_t seed = 1;
  std::size_t count = 10;  // at most so many questions
  /// Only decisions that this level shows: coroutine asks of futures and yields alone.
  trace::Level level = trace::Level::loop;
};

/// Questions in the order of the trace: a choice that depends on the seed, of as many sorts of
/// decisions as there are, and no two with one answer (the first would give the second away).
std::vector<Question> questions(model::Timeline& timeline, const QuizOptions& options);

}  // namespace eyewall::explain
