// What the words of the line player work on.
//
// What: the navigator, the sources, and what a word leaves for a later one.
// For: Player, and the words (words.h). Threads: one at a time. Ownership: borrows the navigator.
// Source: ours.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "explain/quiz.h"
#include "explain/walk.h"
#include "view/navigator.h"
#include "view/source.h"

namespace eyewall::view {

struct Session {
  Session(Navigator& navigator, Source files) : at(navigator), source(std::move(files)) {}

  Navigator& at;
  Source source;
  std::optional<Query> sought;                // by the last search
  std::optional<explain::Walk> walked;        // made when first asked for
  std::optional<explain::Question> question;  // that waits for its answer
};

}  // namespace eyewall::view
