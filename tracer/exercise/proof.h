// Proves exercises: that each can be failed and solved, and says what it was made to say.
//
// What: a stub must build and fail, a solution pass, each known wrong answer fail with the message
//   that is written in it; hints, TODOs and orders must be there. A fault is a file and a sentence.
// How to use it: look_over() for what can be read; trials() and prove() for what has to be run.
// For: `eyewall exercise lint`. Threads: prove() on any, side by side. Ownership: values; a Trial
//   borrows its exercise.
// Source: ours; the checks are those of rustlings' own.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "exercise/attempt.h"
#include "exercise/catalog.h"

namespace eyewall::exercise {

struct Fault {
  std::string file;
  std::string text;
};

/// What is wrong with an exercise's texts.
std::vector<Fault> look_over(const Exercise& exercise, const Workshop& workshop);
/// What is wrong with the catalog as a whole: orders, and the first exercise.
std::vector<Fault> look_over(const Catalog& catalog);

/// One program that proves something.
struct Trial {
  enum class Kind : std::uint8_t { stub, solution, mutant };
  const Exercise* exercise;
  Kind kind;
  const Mutant* mutant;  // of Kind::mutant
  const std::filesystem::path& file() const;
};

std::vector<Trial> trials(const Exercise& exercise);

/// Builds and runs it in a folder of its own in `scratch`. `root`: what the paths in messages are
/// relative to.
std::vector<Fault> prove(const Workshop& workshop, const Trial& trial,
                         const std::filesystem::path& root, const std::filesystem::path& scratch,
                         const Stop& stop);

}  // namespace eyewall::exercise
