// The table of formats, and the one for people.
#include "exercise/grade_formats.h"

#include <algorithm>
#include <array>

#include "explain/text.h"

namespace eyewall::exercise {
namespace {

constexpr std::array kGradeFormats = {
    GradeFormat{"text", "for people", false, write_grade_text},
    GradeFormat{"json", "everything, for programs", false, write_grade_json},
    GradeFormat{"junit", "JUnit's XML, for CI", false, write_grade_junit},
    GradeFormat{"classroom", "GitHub Classroom's autograding", true, write_grade_classroom},
    GradeFormat{"gradescope", "Gradescope's results.json", true, write_grade_gradescope},
};

std::string out_of(unsigned earned, unsigned points) {
  return std::to_string(earned) + " of " + std::to_string(points) +
         (points == 1 ? " point" : " points");
}

void write_work(std::ostream& out, const Work& work, bool words) {
  out << "  " << (work.attempt->solved() ? "ok    " : "FAIL  ") << work.exercise->id() << "  "
      << out_of(work.attempt->earned(), work.exercise->points());
  const std::string reason = reason_of(work, words);
  if (!reason.empty()) out << "  " << read::printable(reason);
  out << '\n';
}

void write_student(std::ostream& out, const Student& student, bool words) {
  out << read::printable(student.name) << ": " << student.solved() << " of " << student.works.size()
      << " solved, " << out_of(student.earned(), student.points()) << '\n';
  std::string missing;
  for (const Work& work : student.works) {
    const bool there = work.attempt->stage != Attempt::Stage::missing;
    if (there || !work.attempt->trouble.empty())
      write_work(out, work, words);
    else
      missing += (missing.empty() ? "" : ", ") + work.exercise->id();
  }
  for (const std::string& line : explain::wrap(missing, 70)) {
    if (!missing.empty()) out << "  not handed in: " << line << '\n';
  }
}

}  // namespace

std::span<const GradeFormat> grade_formats() {
  return kGradeFormats;
}

const GradeFormat* grade_format_named(std::string_view name) {
  const auto found = std::find_if(kGradeFormats.begin(), kGradeFormats.end(),
                                  [&](const GradeFormat& each) { return each.name == name; });
  return found == kGradeFormats.end() ? nullptr : &*found;
}

std::string test_name(const Work& work, std::size_t check, const Mark& mark) {
  return work.exercise->id() + " " + std::to_string(check + 1) + ": " + mark.say;
}

void write_grade_text(std::ostream& out, Students students, bool words) {
  std::size_t all_solved = 0;
  for (const Student& student : students) {
    write_student(out, student, words);
    if (student.all_solved()) ++all_solved;
  }
  if (students.size() != 1)
    out << all_solved << " of " << students.size() << " students solved everything\n";
}

}  // namespace eyewall::exercise
