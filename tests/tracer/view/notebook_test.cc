#include "view/notebook.h"

#include <gmock/gmock.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "tracer/view/own_folder.h"
#include "tracer/view/small.h"

namespace eyewall::view {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

class NotebookTest : public testing::Test {
 protected:
  NotebookTest() {
    fs::remove_all(folder_);
    fs::create_directories(folder_);
  }
  ~NotebookTest() override {
    fs::permissions(folder_, fs::perms::owner_all);
    fs::remove_all(folder_);
  }

  std::string kept() {
    std::stringstream text;
    text << std::ifstream(path_).rdbuf();
    return text.str();
  }

  fs::path folder_ = fs::path(own_folder()) / "notebook";
  std::string path_ = folder_ / "t.jsonl.notes";
  read::Trace trace_ = small_trace();
};

TEST_F(NotebookTest, KeepsMarksAndNotesForTheNextReader) {
  Notebook first(trace_, path_);
  first.mark("here", 9);
  first.note(18, "the second\n\"line\"");
  first.note(3, "earlier");
  first.note(18, "another");
  EXPECT_EQ(first.trouble(), "");
  const Notebook second(trace_, path_);
  EXPECT_EQ(second.marks().at("here"), 9U);
  ASSERT_EQ(second.notes().size(), 3U);
  EXPECT_EQ(second.notes()[0].text, "earlier");
  EXPECT_EQ(second.notes()[1].text, "the second\n\"line\"");
  EXPECT_EQ(second.notes()[2].at, 18U);
  EXPECT_EQ(second.trouble(), "");
}

TEST_F(NotebookTest, TakesBackMarksAndNotes) {
  Notebook book(trace_, path_);
  book.mark("here", 9);
  book.note(9, "one");
  book.note(9, "two");
  EXPECT_TRUE(book.unmark("here"));
  EXPECT_FALSE(book.unmark("here"));
  EXPECT_EQ(book.forget(9), 2U);
  EXPECT_EQ(book.forget(9), 0U);
  const Notebook again(trace_, path_);
  EXPECT_TRUE(again.marks().empty());
  EXPECT_TRUE(again.notes().empty());
}

TEST_F(NotebookTest, LeavesNothingButItsFile) {
  Notebook(trace_, path_).mark("here", 9);
  std::size_t files = 0;
  for (const auto& entry : fs::directory_iterator(folder_))
    files += entry.path() == path_ ? 1 : 100;
  EXPECT_EQ(files, 1U);
}

TEST_F(NotebookTest, SaysSoWhereItCannotWriteAndKeepsItForNow) {
  Notebook book(trace_, folder_ / "no" / "such" / "folder.notes");
  book.mark("here", 9);
  EXPECT_THAT(book.trouble(), HasSubstr("it is kept only until you quit: cannot write"));
  EXPECT_EQ(book.marks().at("here"), 9U);
}

TEST_F(NotebookTest, SaysSoForATraceWithoutAFile) {
  Notebook book(trace_, "");
  EXPECT_EQ(book.trouble(), "");
  book.note(1, "x");
  EXPECT_THAT(book.trouble(), HasSubstr("no file to keep them beside"));
  EXPECT_EQ(book.notes().size(), 1U);
}

TEST_F(NotebookTest, NeverWritesOverWhatIsNoFile) {
  fs::create_directories(path_);
  Notebook book(trace_, path_);
  EXPECT_THAT(book.trouble(), HasSubstr("cannot be read"));
  book.mark("here", 9);
  EXPECT_THAT(book.trouble(), HasSubstr("cannot be read"));
  EXPECT_TRUE(fs::is_directory(path_));
}

TEST_F(NotebookTest, KeepsLinesThatItCannotReadAndSaysWhich) {
  std::ofstream(path_)
      << "{\"eyewall_notes\":1,\"start\":\"2026-11-24T15:15:54.071Z\"}\n"
         "{\"seq\":5,\"mark\":\"m\"}\n{\"seq\":5,\"picture\":\"of a later version\"}\n"
         "{\"seq\":-1,\"mark\":\"n\"}\n{\"seq\":1,\"note\":7}\n[1]\nno json\n";
  Notebook book(trace_, path_);
  EXPECT_THAT(book.trouble(), HasSubstr("t.jsonl.notes, line 7 is neither"));
  EXPECT_EQ(book.marks().size(), 1U);
  book.mark("o", 6);
  EXPECT_THAT(kept(), HasSubstr("of a later version"));
  EXPECT_THAT(kept(), HasSubstr("\nno json\n"));
}

TEST_F(NotebookTest, SaysThatTheNotesAreOfAnotherRecording) {
  std::ofstream(path_)
      << "{\"eyewall_notes\":1,\"start\":\"earlier\"}\n{\"seq\":5,\"mark\":\"m\"}\n";
  const Notebook book(trace_, path_);
  EXPECT_THAT(book.trouble(), HasSubstr("were made in another recording"));
  EXPECT_EQ(book.marks().at("m"), 5U);
}

}  // namespace
}  // namespace eyewall::view
