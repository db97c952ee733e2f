// Grades as values, and what they look like to each tool.
#include "exercise/grade.h"

#include <gmock/gmock.h>

#include <nlohmann/json.hpp>
#include <sstream>

#include "exercise/grade_formats.h"
#include "exercise/grading.h"
#include "tracer/exercise/scratch.h"

namespace eyewall::exercise {
namespace {

using testing::Each;
using testing::ElementsAre;
using testing::Field;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

const Stop kNever = false;

// A class of one, whose greet and rest came out as the test says.
struct Class {
  Class() : catalog(kLessons) {
    for (const Exercise& exercise : catalog.exercises()) {
      Attempt made;
      made.points = exercise.points();
      for (const Check& check : exercise.checks) {
        Verdict& verdict = made.verdicts.emplace_back();
        verdict.say = check.say;
        verdict.because = check.because;
        verdict.hidden = check.hidden;
        verdict.points = check.points;
        verdict.passed = true;
      }
      attempts.push_back(made);
    }
  }

  // Check number `check` of greet fails.
  Class& failing(std::size_t check) {
    Verdict& verdict = attempts[0].verdicts[check];
    verdict.passed = false;
    verdict.expected = "`a` < `b`";
    verdict.instead = "\"b\" & no a.";
    return *this;
  }
  Student student() const {
    Student made{"Ann <a&b>", {}};
    for (std::size_t i = 0; i < attempts.size(); ++i)
      made.works.push_back({&catalog.exercises()[i], std::make_shared<const Attempt>(attempts[i])});
    return made;
  }
  std::string written(std::string_view format, bool words = false) const {
    std::ostringstream out;
    const std::vector<Student> students = {student()};
    grade_format_named(format)->write(out, students, words);
    return out.str();
  }

  Catalog catalog;
  std::vector<Attempt> attempts;
};

TEST(Grade, OfAClassThatSolvedEverythingIsWhole) {
  const Class graded;
  const Student student = graded.student();
  EXPECT_TRUE(student.all_solved());
  EXPECT_EQ(student.earned(), student.points());
  EXPECT_EQ(student.points(), 6U);
}

TEST(Grade, IsPartialWhereOneCheckFails) {
  const Class graded = Class().failing(0);
  const Student student = graded.student();
  EXPECT_EQ(student.earned(), 4U);
  EXPECT_EQ(student.solved(), 1U);
  EXPECT_EQ(reason_of(student.works[0], false), "failed: the loop runs greet once");
  EXPECT_THAT(marks_of(student.works[0], false)[0].reason,
              HasSubstr("Expected: `a` < `b`.\nInstead: \"b\" & no a."));
}

TEST(Grade, OfAHiddenCheckHasItsWordsForATeacherOnly) {
  const Class graded = Class().failing(2);
  const Student student = graded.student();
  const Mark seen = marks_of(student.works[0], false)[2];
  EXPECT_EQ(seen.say, "a hidden check");
  EXPECT_EQ(seen.reason, "");
  EXPECT_EQ(seen.earned, 0U);
  EXPECT_EQ(reason_of(student.works[0], false), "a hidden check failed");
  EXPECT_EQ(marks_of(student.works[0], true)[2].say, "no callback is left");
  EXPECT_EQ(reason_of(student.works[0], true), "failed: no callback is left");
}

TEST(Grade, OfWhatWasNotJudgedIsNothingAndSaysWhy) {
  Class graded;
  graded.attempts[0].stage = Attempt::Stage::broke;
  graded.attempts[0].trouble = "still ran after 10 seconds";
  graded.attempts[1].stage = Attempt::Stage::compiler;
  graded.attempts[1].built.first = "rest.cc:1:1: error: no\n  1 | x\n";
  const Student student = graded.student();
  EXPECT_EQ(student.earned(), 0U);
  EXPECT_THAT(marks_of(student.works[0], false),
              Each(Field(&Mark::reason, "It still ran after 10 seconds.")));
  EXPECT_THAT(marks_of(student.works[0], false), Each(Field(&Mark::passed, false)));
  EXPECT_EQ(reason_of(student.works[1], false), "does not compile: rest.cc:1:1: error: no");
}

TEST(GradeFormats, AreFoundByName) {
  EXPECT_EQ(grade_format_named("xml"), nullptr);
  for (const GradeFormat& format : grade_formats())
    EXPECT_EQ(grade_format_named(format.name), &format);
}

TEST(GradeFormats, KeepHiddenWordsFromAStudent) {
  const Class graded = Class().failing(2);
  for (const char* format : {"text", "json", "junit", "classroom"})
    EXPECT_THAT(graded.written(format), Not(HasSubstr("no callback is left"))) << format;
  EXPECT_THAT(graded.written("classroom", true), Not(HasSubstr("no callback is left")));
  for (const char* format : {"text", "json", "junit"})
    EXPECT_THAT(graded.written(format, true), HasSubstr("no callback is left")) << format;
}

TEST(GradeFormats, GradescopeHidesThemItself) {
  const auto json = nlohmann::json::parse(Class().failing(2).written("gradescope"));
  EXPECT_EQ(json.at("score"), 5);
  EXPECT_EQ(json.at("stdout_visibility"), "hidden");
  const auto& test = json.at("tests").at(2);
  EXPECT_EQ(test.at("visibility"), "hidden");
  EXPECT_EQ(test.at("status"), "failed");
  EXPECT_EQ(test.at("number"), "1.3");
  EXPECT_EQ(test.at("score"), 0);
  EXPECT_EQ(test.at("max_score"), 1);
  EXPECT_EQ(json.at("tests").at(0).at("visibility"), "visible");
  EXPECT_EQ(json.at("tests").at(0).at("status"), "passed");
}

TEST(GradeFormats, ClassroomHasWhatItsReporterReads) {
  Class graded = Class().failing(0);
  graded.attempts[1].stage = Attempt::Stage::missing;
  const auto json = nlohmann::json::parse(graded.written("classroom"));
  EXPECT_EQ(json.at("version"), 1);
  EXPECT_EQ(json.at("status"), "fail");
  EXPECT_EQ(json.at("max_score"), 6);
  std::vector<std::string> statuses;
  unsigned score = 0;
  for (const auto& test : json.at("tests")) {
    statuses.push_back(test.at("status"));
    score += test.at("score").get<unsigned>();
    EXPECT_EQ(test.at("line_no"), 0);
    EXPECT_EQ(test.at("message").is_null(), test.at("status") == "pass");
  }
  EXPECT_THAT(statuses, ElementsAre("fail", "pass", "pass", "error", "error"));
  EXPECT_EQ(score, 2U);
  EXPECT_EQ(nlohmann::json::parse(Class().written("classroom")).at("status"), "pass");
}

TEST(GradeFormats, JunitCountsAndEscapes) {
  const std::string xml = Class().failing(0).written("junit");
  EXPECT_THAT(xml, HasSubstr("<testsuite name=\"Ann &lt;a&amp;b&gt;\" tests=\"5\" failures=\"1\" "
                             "errors=\"0\" skipped=\"0\" time=\"0.000\">"));
  EXPECT_THAT(xml, HasSubstr("Instead: &quot;b&quot; &amp; no a."));
}

TEST(XmlEscaped, IsAlwaysWhatXmlCanHold) {
  EXPECT_EQ(xml_escaped("a\tb\n\x1b[1m\x7f"), "a\tb\n\xEF\xBF\xBD[1m\x7f");
  EXPECT_EQ(xml_escaped("循环 \xF0\x9F\x98\x80"), "循环 \xF0\x9F\x98\x80");
  EXPECT_EQ(xml_escaped("\xC3"), "\xEF\xBF\xBD");
  EXPECT_EQ(xml_escaped("\xC0\x80"), "\xEF\xBF\xBD\xEF\xBF\xBD");
  EXPECT_EQ(xml_escaped("\xEF\xBF\xBF!"), "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD!");
}

// A folder in which greet is that text.
Handed handed(const OwnFolder& own, const std::string& student, const std::string& text) {
  own.put(student + "/01_loop/greet.cc", text);
  return {student, own.path() / student};
}

TEST(Grading, TakesEqualFilesForOneProgram) {
  const OwnFolder own;
  const Catalog catalog(kLessons);
  const Grading grading({&catalog.find("greet")},
                        {handed(own, "a", "x"), handed(own, "b", "y"), handed(own, "c", "x")});
  EXPECT_EQ(grading.programs(), 2U);
}

TEST(Grading, TellsWhatIsNotThereFromWhatIsNotTaken) {
  const OwnFolder own;
  const Catalog catalog(kLessons);
  handed(own, "large", std::string((1 << 20) + 1, ' '));
  std::filesystem::create_directories(own.path() / "link/01_loop");
  std::filesystem::create_symlink("/etc/passwd", own.path() / "link/01_loop/greet.cc");
  std::filesystem::create_directories(own.path() / "none");
  std::filesystem::create_directories(own.path() / "folder/01_loop/greet.cc");
  std::vector<Handed> all;
  for (const char* name : {"large", "link", "none", "folder"})
    all.push_back({name, own.path() / name});
  const Grading grading({&catalog.find("greet")}, all);
  EXPECT_EQ(grading.programs(), 0U);
  std::vector<std::string> reasons;
  for (const Student& student : grading.students())
    reasons.push_back(reason_of(student.works[0], false));
  EXPECT_THAT(reasons,
              ElementsAre("not handed in: it is larger than 1 MiB", "not handed in: it is a link",
                          "not handed in", "not handed in: it is no file"));
}

TEST(Grading, LeavesNothingAndWritesNothingWhereItIsHandedIn) {
  const OwnFolder own;
  const Catalog catalog(kLessons);
  Grading grading({&catalog.find("greet")}, {handed(own, "a", "int main() { x }")});
  const Workshop workshop(EYEWALL_BINARY_DIR);
  grading.grade(0, workshop, limits_for(workshop), own.path() / "scratch", kNever);
  EXPECT_THAT(trouble_of(grading.students()[0].works[0]),
              HasSubstr("01_loop/greet.cc:1:14: error:"));
  EXPECT_TRUE(std::filesystem::is_empty(own.path() / "scratch"));
  EXPECT_THAT(contents(own.path() / "a/01_loop/greet.cc"), Not(IsEmpty()));
}

}  // namespace
}  // namespace eyewall::exercise
