// Common mistakes, found in a run and named.
//
// What: a table of mistakes, each with a name and a sentence, and what finds it. Some are rules of
//   lint (explain/lint.h) under a learner's name, the others are looked for here.
// For: the story of a run that failed. Threads: pure functions. Ownership: found ones own their
// texts.
// Source: ours; they are what users of event loops ask about.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "read/trace.h"

namespace eyewall::exercise {

struct MistakeKind {
  std::string_view id;    // "callback_added_twice"
  std::string_view says;  // what it is and what to do, in a sentence or two
};

/// Every mistake that has a name, in the table's order.
std::span<const MistakeKind> mistake_kinds();

struct Mistake {
  MistakeKind kind;
  trace::Seq seq;    // the event that shows it
  std::string text;  // what happened, a sentence
};

/// Those of a run, in the table's order, each kind once: the first time it shows.
std::vector<Mistake> mistakes(const read::Trace& trace);

}  // namespace eyewall::exercise
