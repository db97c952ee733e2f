// The learner's folder: nothing is written over, and progress survives.
#include "exercise/folder.h"

#include <gmock/gmock.h>

#include "tracer/exercise/scratch.h"

namespace eyewall::exercise {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

namespace fs = std::filesystem;

// A folder with the test's exercises, made anew.
struct Mine {
  Mine() : catalog(kLessons), root(own.path() / "mine") {
    Folder::init(root, catalog);
    folder.emplace(root);
  }
  const Exercise& greet() const { return catalog.find("greet"); }

  OwnFolder own;
  Catalog catalog;
  fs::path root;
  std::optional<Folder> folder;
};

TEST(FolderInit, AddsEveryStubOnce) {
  const OwnFolder own;
  const Catalog catalog(kLessons);
  const fs::path root = own.path() / "mine";
  EXPECT_THAT(Folder::init(root, catalog),
              ElementsAre("README.md", "01_loop/greet.cc", "02_wait/rest.cc"));
  EXPECT_EQ(contents(root / "01_loop/greet.cc"), contents(catalog.find("greet").stub));
  EXPECT_THAT(Folder::init(root, catalog), IsEmpty());
}

TEST(FolderInit, WritesNothingOver) {
  const Mine mine;
  write_whole(mine.root / "01_loop/greet.cc", "mine\n");
  fs::remove(mine.root / "02_wait/rest.cc");
  EXPECT_THAT(Folder::init(mine.root, mine.catalog), ElementsAre("02_wait/rest.cc"));
  EXPECT_EQ(contents(mine.root / "01_loop/greet.cc"), "mine\n");
}

TEST(FolderInit, RefusesAFolderThatIsSomethingElse) {
  const OwnFolder own;
  const Catalog catalog(kLessons);
  own.put("thesis/chapter.txt", "...");
  EXPECT_THROW(Folder::init(own.path() / "thesis", catalog), Error);
  EXPECT_THROW(Folder::init(own.path() / "thesis/chapter.txt", catalog), Error);
  EXPECT_FALSE(fs::exists(own.path() / "thesis/README.md"));
}

TEST(FolderInit, TakesAFolderThatIsEmpty) {
  const OwnFolder own;
  EXPECT_EQ(Folder::init(own.path(), Catalog(kLessons)).size(), 3U);
}

TEST(FolderFind, LooksUpwards) {
  const Mine mine;
  const auto found = Folder::find(mine.root / "01_loop");
  ASSERT_TRUE(found);
  EXPECT_EQ(found->root(), mine.root);
  EXPECT_FALSE(Folder::find(mine.own.path()));
}

TEST(FolderHints, ComeOneByOneAndTheLastStays) {
  const Mine mine;
  EXPECT_EQ(mine.folder->next_hint(mine.greet()), 1U);
  EXPECT_EQ(mine.folder->next_hint(mine.greet()), 2U);
  EXPECT_EQ(mine.folder->next_hint(mine.greet()), 2U);
}

TEST(FolderReset, KeepsWhatWasWrittenUnderANameOfItsOwn) {
  const Mine mine;
  const fs::path file = mine.root / "01_loop/greet.cc";
  for (const char* text : {"first", "second"}) {
    write_whole(file, text);
    EXPECT_EQ(contents(mine.folder->reset(mine.greet())), text);
    EXPECT_EQ(contents(file), contents(mine.greet().stub));
  }
  EXPECT_TRUE(fs::exists(mine.root / ".eyewall/backup/01_loop/greet.1.cc"));
  EXPECT_TRUE(fs::exists(mine.root / ".eyewall/backup/01_loop/greet.2.cc"));
}

TEST(FolderReset, PutsBackAFileThatIsGone) {
  const Mine mine;
  fs::remove_all(mine.root / "01_loop");
  EXPECT_EQ(mine.folder->reset(mine.greet()), fs::path());
  EXPECT_TRUE(fs::exists(mine.root / "01_loop/greet.cc"));
}

TEST(FolderReset, BeginsHintsAnewAndLeavesASolutionOpen) {
  const Mine mine;
  mine.folder->progress().change("01_loop/greet", [](Standing& standing) {
    standing.solved = standing.unlocked = true;
    standing.hints = 2;
  });
  mine.folder->reset(mine.greet());
  const Standing standing = mine.folder->progress().of("01_loop/greet");
  EXPECT_FALSE(standing.solved);
  EXPECT_TRUE(standing.unlocked);
  EXPECT_EQ(standing.hints, 0U);
}

TEST(ProgressFile, IsWhatWasSaved) {
  const OwnFolder own;
  const Progress progress(own.path());
  EXPECT_THAT(progress.read(), IsEmpty());
  progress.change("a/b~c", [](Standing& standing) { standing.earned = 3; });
  progress.change("a/d", [](Standing& standing) { standing.solved = true; });
  EXPECT_EQ(Progress(own.path()).of("a/b~c").earned, 3U);
  EXPECT_TRUE(Progress(own.path()).of("a/d").solved);
  EXPECT_FALSE(Progress(own.path()).of("a/e").solved);
}

TEST(ProgressFile, ThatIsDamagedIsNotWrittenOver) {
  const OwnFolder own;
  const fs::path file = own.put("progress.json", "{\"version\": 1,\n oops");
  const Progress progress(own.path());
  try {
    progress.change("a/b", [](Standing&) {});
    FAIL() << "it was taken";
  } catch (const Error& error) {
    EXPECT_THAT(error.what(), HasSubstr("progress.json:2: "));
    EXPECT_THAT(error.what(), HasSubstr("Move that file away to go on"));
  }
  EXPECT_EQ(contents(file), "{\"version\": 1,\n oops");
}

TEST(NextExercise, IsTheFirstThatIsNotSolved) {
  const Catalog catalog(kLessons);
  Standings standings;
  EXPECT_EQ(next_exercise(catalog, standings)->name, "greet");
  standings["01_loop/greet"].solved = true;
  EXPECT_EQ(next_exercise(catalog, standings)->name, "rest");
  standings["02_wait/rest"].solved = true;
  EXPECT_EQ(next_exercise(catalog, standings), nullptr);
}

}  // namespace
}  // namespace eyewall::exercise
