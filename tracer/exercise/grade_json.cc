// Grades as JSON: ours, GitHub Classroom's, Gradescope's.
#include <nlohmann/json.hpp>

#include "exercise/grade_formats.h"
#include "exercise/story.h"

namespace eyewall::exercise {
namespace {

using GradeJson = nlohmann::ordered_json;

void put(std::ostream& out, const GradeJson& value) {
  out << value.dump(1, ' ', false, GradeJson::error_handler_t::replace) << '\n';
}

GradeJson json_of(const Mark& mark, bool words) {
  GradeJson out = {{"passed", mark.passed},
                   {"earned", mark.earned},
                   {"points", mark.points},
                   {"hidden", mark.hidden}};
  if (mark.hidden && !words) return out;
  out["say"] = mark.say;
  return out;
}

GradeJson json_of(const Work& work, bool words) {
  GradeJson out = json_of(*work.exercise, *work.attempt, words);
  const std::string reason = reason_of(work, words);
  if (!reason.empty()) out["reason"] = reason;
  out["seconds"] = static_cast<double>(work.attempt->ran.took.count()) / 1000;
  if (out["checks"].empty()) {
    for (const Mark& mark : marks_of(work, words)) out["checks"].push_back(json_of(mark, words));
  }
  return out;
}

GradeJson json_of(const Student& student, bool words) {
  GradeJson works = GradeJson::array();
  for (const Work& work : student.works) works.push_back(json_of(work, words));
  return {{"student", student.name},    {"solved", student.solved()}, {"all", student.works.size()},
          {"earned", student.earned()}, {"points", student.points()}, {"exercises", works}};
}

// pass, fail, or error where there was nothing to judge.
const char* classroom_status(const Work& work, const Mark& mark) {
  if (mark.passed) return "pass";
  return work.attempt->stage == Attempt::Stage::judged ? "fail" : "error";
}

// Its reporter takes a line's number of 0 for none, and shows the message of what failed.
GradeJson classroom_test(const Work& work, std::size_t check, const Mark& mark) {
  const std::string message = mark.reason.empty() ? "failed" : mark.reason;
  return {{"name", test_name(work, check, mark)},
          {"status", classroom_status(work, mark)},
          {"score", mark.earned},
          {"message", mark.passed ? GradeJson() : GradeJson(message)},
          {"test_code", ""},
          {"filename", work.exercise->file()},
          {"line_no", 0},
          {"execution_time", std::to_string(work.attempt->ran.took.count()) + "ms"}};
}

GradeJson gradescope_test(const Work& work, std::size_t number, std::size_t check,
                          const Mark& mark) {
  return {{"name", test_name(work, check, mark)},
          {"number", std::to_string(number) + "." + std::to_string(check + 1)},
          {"score", mark.earned},
          {"max_score", mark.points},
          {"status", mark.passed ? "passed" : "failed"},
          {"output", mark.reason},
          {"output_format", "text"},
          {"visibility", mark.hidden ? "hidden" : "visible"}};
}

std::string summary(const Student& student) {
  return std::to_string(student.solved()) + " of " + std::to_string(student.works.size()) +
         " exercises are solved.";
}

}  // namespace

void write_grade_json(std::ostream& out, Students students, bool words) {
  GradeJson all = GradeJson::array();
  for (const Student& student : students) all.push_back(json_of(student, words));
  put(out, {{"version", 1}, {"students", all}});
}

void write_grade_classroom(std::ostream& out, Students students, bool) {
  const Student& student = students.front();
  GradeJson tests = GradeJson::array();
  for (const Work& work : student.works) {
    const std::vector<Mark> marks = marks_of(work, false);
    for (std::size_t i = 0; i < marks.size(); ++i)
      tests.push_back(classroom_test(work, i, marks[i]));
  }
  put(out, {{"version", 1},
            {"status", student.all_solved() ? "pass" : "fail"},
            {"max_score", student.points()},
            {"tests", tests}});
}

void write_grade_gradescope(std::ostream& out, Students students, bool) {
  const Student& student = students.front();
  GradeJson tests = GradeJson::array();
  std::size_t number = 0;
  double seconds = 0;
  for (const Work& work : student.works) {
    const std::vector<Mark> marks = marks_of(work, true);
    ++number;
    seconds += static_cast<double>(work.attempt->ran.took.count()) / 1000;
    for (std::size_t i = 0; i < marks.size(); ++i)
      tests.push_back(gradescope_test(work, number, i, marks[i]));
  }
  put(out, {{"score", student.earned()},
            {"execution_time", seconds},
            {"output", summary(student)},
            {"stdout_visibility", "hidden"},
            {"tests", tests}});
}

}  // namespace eyewall::exercise
