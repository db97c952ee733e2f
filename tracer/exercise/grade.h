// What students have handed in, graded: points for each check, and why some are missing.
//
// What: an attempt (attempt.h) as marks, one a check; students with their marks.
// How to use it: grading.h makes them, grade_formats.h writes them.
// For: `eyewall grade`. Threads: values. Ownership: students share the attempts at equal files.
// Source: ours.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "exercise/attempt.h"
#include "exercise/catalog.h"

namespace eyewall::exercise {

/// What one check has earned.
struct Mark {
  std::string say;  // "a hidden check" where its words are not to be seen
  bool hidden = false;
  bool passed = false;
  unsigned earned = 0;
  unsigned points = 1;
  std::string reason;  // why something is missing; empty for a hidden one, as its words are
};

/// One exercise of one student. The exercise is the catalog's.
struct Work {
  const Exercise* exercise = nullptr;
  std::shared_ptr<const Attempt> attempt;
};

struct Student {
  std::string name;
  std::vector<Work> works;

  unsigned earned() const;
  unsigned points() const;
  std::size_t solved() const;
  bool all_solved() const { return solved() == works.size(); }
};

/// A mark for each check of the exercise. `words`: those of hidden checks too.
std::vector<Mark> marks_of(const Work& work, bool words);

/// Why a work is not solved, in a line: "not handed in", "does not compile: ..."; empty: it is.
std::string reason_of(const Work& work, bool words);

/// What happened to the whole program, where that is why every check failed: "It still ran after
/// 10 seconds."; empty where the checks say it.
std::string trouble_of(const Work& work);

}  // namespace eyewall::exercise
