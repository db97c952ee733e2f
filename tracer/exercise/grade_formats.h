// Grades, written for people and for the tools of a class.
//
// What: text; JSON, ours; JUnit's XML, as CI tools read it; the results of GitHub Classroom's
//   autograding; Gradescope's results.json. The last two are about one student.
// How to use it: grade_format_named("junit")->write(out, students, words).
// For: `eyewall grade`. Threads: pure functions. Ownership: none.
// Source: ours. Gradescope: gradescope-autograders.readthedocs.io, "Autograder Specifications".
//   GitHub Classroom: what its autograding reporter reads. JUnit: the XML of Ant's report, which
//   is what the tools agree on.
#pragma once

#include <ostream>
#include <span>
#include <string>
#include <string_view>

#include "exercise/grade.h"

namespace eyewall::exercise {

using Students = std::span<const Student>;

struct GradeFormat {
  std::string_view name;
  std::string_view what;
  bool one_student;
  /// `words`: those of hidden checks too. Gradescope keeps them from students by itself, and gets
  /// them always; GitHub shows all that it gets to the student, and never does.
  void (*write)(std::ostream& out, Students students, bool words);
};

std::span<const GradeFormat> grade_formats();
const GradeFormat* grade_format_named(std::string_view name);  // nullptr: there is none

// What the table is made of.
void write_grade_text(std::ostream& out, Students students, bool words);
void write_grade_json(std::ostream& out, Students students, bool words);
void write_grade_junit(std::ostream& out, Students students, bool words);
void write_grade_classroom(std::ostream& out, Students students, bool words);
void write_grade_gradescope(std::ostream& out, Students students, bool words);

/// Text as it stands in XML, in an attribute as well. What XML cannot hold becomes U+FFFD.
std::string xml_escaped(std::string_view text);

/// "07_runner/wait_for_it 2: the callback runs once": no two of a student are the same.
std::string test_name(const Work& work, std::size_t check, const Mark& mark);

}  // namespace eyewall::exercise
