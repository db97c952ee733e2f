// Check files are read strictly: what is wrong is told with file, line and way out.
#include "exercise/catalog.h"

#include <gmock/gmock.h>

#include "tracer/exercise/scratch.h"

namespace eyewall::exercise {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::EndsWith;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

// The whole of a lesson with one exercise; returns what reading it says, or nothing.
std::string complaint(const OwnFolder& folder, const std::string& text) {
  folder.put("07_x/exercise/a.cc", "// TODO\n");
  folder.put("07_x/solution/a.cc", "");
  const auto file = folder.put("07_x/exercise/a.json", text);
  try {
    read_exercise(file);
    return "";
  } catch (const Error& error) {
    EXPECT_EQ(error.file(), file.string());
    const std::string what = error.what();
    return what.substr(file.string().size());
  }
}

std::string complaint_of(const std::string& check) {
  const OwnFolder folder;
  return complaint(folder, check_file("\n{\"say\": \"s\", \"because\": \"b\",\n" + check + "}"));
}

TEST(Catalog, HoldsTheExercisesInTheOrderOfTheLessons) {
  const Catalog catalog(kLessons);
  EXPECT_THAT(catalog.broken(), IsEmpty());
  ASSERT_THAT(catalog.exercises(), SizeIs(2));
  const Exercise& greet = catalog.exercises()[0];
  EXPECT_EQ(greet.id(), "01_loop/greet");
  EXPECT_EQ(greet.title, "Greet from the loop");
  EXPECT_EQ(greet.points(), 4U);
  EXPECT_THAT(greet.uses, ElementsAre("ioloop"));
  EXPECT_THAT(greet.hints, SizeIs(2));
  ASSERT_THAT(greet.mutants, SizeIs(2));
  EXPECT_EQ(greet.mutants[1].expect, "It happened twice; one too many is step");
  EXPECT_EQ(greet.mutants[1].expect_mistake, "callback_added_twice");
  EXPECT_EQ(catalog.exercises()[1].id(), "02_wait/rest");
}

TEST(Catalog, FindsByNameByWholeNameAndByFile) {
  const Catalog catalog(kLessons);
  EXPECT_EQ(catalog.find("rest").id(), "02_wait/rest");
  EXPECT_EQ(catalog.find("02_wait/rest").id(), "02_wait/rest");
  EXPECT_EQ(catalog.find("02_wait/rest.cc").id(), "02_wait/rest");
}

TEST(Catalog, SaysWhatCouldBeMeantByANameThatIsNone) {
  const Catalog catalog(kLessons);
  const auto why = [&](const char* word) {
    try {
      return std::string(catalog.find(word).id());
    } catch (const NoSuchExercise& error) {
      return std::string(error.what());
    }
  };
  EXPECT_EQ(why("reste"), "there is no exercise 'reste'; did you mean rest?");
  EXPECT_THAT(why("zzzzzzzz"), HasSubstr("`eyewall exercise list` lists them"));
}

TEST(Catalog, AsksForMoreWhereTwoHaveTheName) {
  const OwnFolder folder;
  for (const char* lesson : {"01_a", "02_b"}) {
    folder.put(std::string(lesson) + "/exercise/same.cc", "");
    folder.put(std::string(lesson) + "/solution/same.cc", "");
    folder.put(std::string(lesson) + "/exercise/same.json",
               check_file(R"({"say": "s", "because": "b", "never": "print"})"));
  }
  const Catalog catalog(folder.path());
  EXPECT_EQ(catalog.find("02_b/same").lesson, "02_b");
  EXPECT_THROW(catalog.find("same"), NoSuchExercise);
}

TEST(Catalog, KeepsTheGoodOnesBesideABrokenOne) {
  const OwnFolder folder;
  folder.put("01_a/exercise/bad.json", "{");
  folder.put("01_a/exercise/good.cc", "");
  folder.put("01_a/solution/good.cc", "");
  folder.put("01_a/exercise/good.json",
             check_file(R"({"say": "s", "because": "b", "never": "print"})"));
  const Catalog catalog(folder.path());
  EXPECT_THAT(catalog.exercises(), SizeIs(1));
  ASSERT_THAT(catalog.broken(), SizeIs(1));
  EXPECT_THAT(catalog.broken()[0].what(), HasSubstr("bad.json:1: this is no JSON"));
}

TEST(CheckFile, IsReadWhereNothingIsWrong) {
  EXPECT_EQ(complaint_of(R"("never": "print")"), "");
  EXPECT_EQ(complaint_of(R"("count": "print", "at_least": 1, "at_most": 2)"), "");
  EXPECT_EQ(complaint_of(R"("output": [])"), "");
  EXPECT_EQ(complaint_of(R"("at_the_end": ["timers"], "points": 3, "hidden": true)"), "");
}

TEST(CheckFile, RefusesAKeyThatIsNotKnown) {
  const OwnFolder folder;
  EXPECT_EQ(complaint(folder, check_file(R"({"say": "s", "because": "b", "never": "print"})",
                                         ",\n\"hint\": 1")),
            ":5: the key \"hint\" is not known; did you mean hints?");
  EXPECT_EQ(complaint_of("\"never\": \"print\",\n\"sya\": 1"),
            ":6: the key \"sya\" is not known; did you mean say?");
}

TEST(CheckFile, RefusesAKeyThatStandsTwiceOrIsMissing) {
  const OwnFolder folder;
  EXPECT_THAT(complaint(folder, "{\"title\": \"T\",\n\"title\": \"U\"}"),
              HasSubstr(":2: the key \"title\" stands twice"));
  EXPECT_THAT(complaint(folder, "{\"title\": \"T\"}"), HasSubstr("the key \"task\" is missing"));
  EXPECT_THAT(complaint(folder, "[]"), HasSubstr(":1: this has to be an object"));
}

TEST(CheckFile, SaysOnWhichLineItIsNoJson) {
  const OwnFolder folder;
  EXPECT_THAT(complaint(folder, "{\"title\": \"T\",\n\n  oops}"), HasSubstr(":3: this is no JSON"));
}

TEST(CheckFile, PassesOnWhatIsWrongWithAPattern) {
  EXPECT_THAT(complaint_of("\"before\": [\"print\",\n\"calback.begin\"]"),
              AllOf(HasSubstr(":6: the pattern 'calback.begin' cannot be read: "),
                    HasSubstr("callback.begin")));
}

TEST(CheckFile, TakesExactlyOneCheckAtATime) {
  EXPECT_THAT(complaint_of("\"points\": 1"),
              HasSubstr("says nothing to check; use exactly one of"));
  EXPECT_THAT(complaint_of(R"("never": "print", "output": [])"),
              HasSubstr("says two things to check"));
  EXPECT_THAT(complaint_of(R"("before": ["print"])"), HasSubstr("takes two patterns"));
  EXPECT_THAT(complaint_of(R"("count": "print")"), HasSubstr("takes either \"is\""));
  EXPECT_THAT(complaint_of(R"("count": "print", "at_least": 3, "at_most": 2)"),
              EndsWith("no run can do that"));
  EXPECT_THAT(complaint_of(R"("at_the_end": ["timer"])"), HasSubstr("did you mean timers?"));
  EXPECT_THAT(complaint_of(R"("never": "print", "points": 0)"), HasSubstr("from 1 to 100"));
}

TEST(CheckFile, NeedsAStubAndASolution) {
  const OwnFolder folder;
  const auto file = folder.put("07_x/exercise/a.json",
                               check_file(R"({"say": "s", "because": "b", "never": "print"})"));
  EXPECT_THROW(
      {
        try {
          read_exercise(file);
        } catch (const Error& error) {
          EXPECT_THAT(error.what(), AllOf(HasSubstr("its stub is missing: write"),
                                          EndsWith("07_x/exercise/a.cc")));
          throw;
        }
      },
      Error);
}

TEST(CheckFile, NeedsWrongAnswersThatSayWhatIsExpected) {
  const OwnFolder folder;
  folder.put("07_x/mutants/a/m.cc", "int main() {}\n");
  folder.put("07_x/exercise/a.cc", "");
  folder.put("07_x/solution/a.cc", "");
  const auto file = folder.put("07_x/exercise/a.json",
                               check_file(R"({"say": "s", "because": "b", "never": "print"})"));
  EXPECT_THROW(read_exercise(file), Error);
}

}  // namespace
}  // namespace eyewall::exercise
