// The exercises of a checkout, read from lessons/NN_topic/exercise/NAME.json.
//
// What: each exercise with its checks, hints, stub, solution and known wrong answers; in the order
//   of the lessons, and of "order" in a lesson. notes/exercises.md describes the files.
// How to use it: Catalog(lessons) once, then find().
// For: `eyewall exercise`, `eyewall grade`. Threads: constant once read; any thread.
// Ownership: owns everything.
// Errors: Error; of a catalog that is read whole they are collected in broken().
// Source: ours; the commands are those of rustlings.
#pragma once

#include <filesystem>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "exercise/check.h"
#include "exercise/error.h"

namespace eyewall::exercise {

/// A wrong answer that is known: it must fail, and say so with these words.
struct Mutant {
  std::filesystem::path file;
  std::string expect;          // a piece of what the failure says
  std::string expect_mistake;  // the mistake that is named; empty: any, or none
};

struct Exercise {
  std::string lesson;  // "07_runner"
  std::string name;    // "wait_for_it"
  std::string title;
  std::string task;
  std::uint64_t order = 0;
  std::uint64_t minutes = 0;
  std::vector<std::string> uses;  // layers that it links
  std::vector<Check> checks;
  std::vector<std::string> hints;
  std::filesystem::path check_file;
  std::filesystem::path stub;
  std::filesystem::path solution;
  std::vector<Mutant> mutants;

  std::string id() const { return lesson + "/" + name; }
  /// Where the learner's file is, below their folder: "07_runner/wait_for_it.cc".
  std::string file() const { return id() + ".cc"; }
  unsigned points() const;
};

/// Reads one check file, and looks for what stands beside it. Throws Error.
Exercise read_exercise(const std::filesystem::path& check_file);

/// A name that is none, or that several exercises have.
class NoSuchExercise : public std::invalid_argument {
 public:
  using std::invalid_argument::invalid_argument;
};

class Catalog {
 public:
  /// Every exercise under a folder of lessons.
  explicit Catalog(const std::filesystem::path& lessons);

  const std::vector<Exercise>& exercises() const { return exercises_; }
  /// What could not be read, and was left out.
  const std::vector<Error>& broken() const { return broken_; }
  /// By "07_runner/wait_for_it", or "wait_for_it" where only one is called so; ".cc" behind it does
  /// no harm. Throws NoSuchExercise, which says what could be meant.
  const Exercise& find(std::string_view word) const;

 private:
  std::vector<Exercise> exercises_;
  std::vector<Error> broken_;
};

}  // namespace eyewall::exercise
