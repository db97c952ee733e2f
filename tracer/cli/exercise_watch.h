// eyewall exercise, without a word more: the exercises one by one, judged whenever a file is saved.
//
// For: exercise.cc. Threads: the main one, before any other is started; what is judged is judged
//   on others. Ownership: takes the terminal, and gives it back.
// Errors: Problem where there is no terminal, no folder of exercises, or no exercise.
// Source: ours; the keys are those of rustlings.
#pragma once

#include "cli/exercise.h"

namespace eyewall::cli {

/// Until q; a signal ends the process as it wants, when everything is put back.
int watch(const ExercisePlaces& places);

}  // namespace eyewall::cli
