// Grades the folders of a class: each different file is built and run once.
//
// What: reads what is handed in, and tells the programs that there are; grade(i) does one, on any
//   thread; then every student has their marks. A file that many have handed in, as the stub that
//   nobody changed, is one program.
// How to use it: Grading(exercises, folders); grade() below programs(); students().
// For: `eyewall grade`. Threads: grade() on any, side by side; the rest on one.
// Ownership: owns the attempts. The folders are only read: a program is built and run from a copy
//   below `scratch`, in a folder of its own, which is removed when it is done.
// Errors: Error of a bad checkout; whatever a student's file does is a value.
// Source: ours.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "exercise/grade.h"

namespace eyewall::exercise {

/// A student's folder, as `eyewall exercise init` made it.
struct Handed {
  std::string student;
  std::filesystem::path folder;
};

class Grading {
 public:
  /// Reads every file. The exercises are the catalog's and stay there.
  Grading(std::vector<const Exercise*> exercises, const std::vector<Handed>& class_);

  std::size_t programs() const { return programs_.size(); }
  void grade(std::size_t program, const Workshop& workshop, const Limits& limits,
             const std::filesystem::path& scratch, const Stop& stop);
  /// The students in their order, when every program is graded.
  std::vector<Student> students() const;

 private:
  static constexpr std::size_t kNoProgram = static_cast<std::size_t>(-1);

  struct Program {
    const Exercise* exercise;
    std::string text;
    std::shared_ptr<const Attempt> attempt;
  };
  struct Row {
    std::string student;
    std::vector<std::size_t> programs;                    // an exercise each, or kNoProgram
    std::vector<std::shared_ptr<const Attempt>> missing;  // then this says why
  };

  std::vector<const Exercise*> exercises_;
  std::vector<Program> programs_;
  std::vector<Row> rows_;
};

}  // namespace eyewall::exercise
