// What may go wrong with a trace's file, and what must not: the program.
#include <gmock/gmock.h>
#include <signal.h>
#include <sys/resource.h>

#include "record/record.h"
#include "trace/emit.h"
#include "tracer/record/child.h"

namespace eyewall::record {
namespace {

using testing::EndsWith;
using testing::HasSubstr;
using testing::StartsWith;
using trace::Kind;
namespace f = trace::f;

void notes(int count) {
  for (int i = 0; i < count; ++i)
    trace::emit<Kind::note>({}, 0, f::text("0123456789 0123456789 0123456789"));
}

std::size_t count(const std::string& text, const std::string& part) {
  std::size_t found = 0;
  for (std::size_t at = 0; (at = text.find(part, at)) != std::string::npos; at += part.size())
    ++found;
  return found;
}

// Every event of a file without a footer: whole lines, then nothing but newlines.
void expect_whole_events(const std::string& path, std::size_t events) {
  const std::string text = contents(path);
  const std::string used = text.substr(0, text.find_last_not_of('\n') + 1);
  const auto all = lines(used);
  ASSERT_EQ(all.size(), events + 1);
  for (std::size_t i = 1; i < all.size(); ++i) {
    ASSERT_THAT(all[i], StartsWith("{\"seq\":" + std::to_string(i) + ",\"t\":"));
    ASSERT_EQ(all[i].back(), '}');
  }
}

TEST(RecordFailure, AKilledProgramLeavesEveryEventBeforeThatInstant) {
  for (const int events : {0, 1, 500, 5'000, 100'000}) {
    const TempFile file;
    const Outcome outcome = in_child([&] {
      start(file.path());
      notes(events);
      ::raise(SIGKILL);
    });
    EXPECT_TRUE(WIFSIGNALED(outcome.status));
    expect_whole_events(file.path(), static_cast<std::size_t>(events) + 1);
  }
}

TEST(RecordFailure, ACrashedProgramLeavesEveryEventBeforeThatInstant) {
  const TempFile file;
  const Outcome outcome = in_child([&] {
    ::signal(SIGSEGV, SIG_DFL);
    start(file.path());
    notes(10);
    ::raise(SIGSEGV);
  });
  EXPECT_TRUE(WIFSIGNALED(outcome.status));
  expect_whole_events(file.path(), 11);
}

TEST(RecordFailure, AnUnwritablePathIsOneMessageAndNoTrace) {
  const Outcome outcome = in_child([] {
    if (start("/nowhere/trace.jsonl")) ::_exit(9);
    notes(10);
    stop();
  });
  EXPECT_TRUE(ended_well(outcome));
  EXPECT_EQ(outcome.error,
            "eyewall: cannot write trace /nowhere/trace.jsonl: No such file or directory; "
            "going on without a trace\n");
}

TEST(RecordFailure, AFolderOrADeviceIsOneMessageAndNoTrace) {
  for (const std::string path : {"/", "/dev/null", "/dev/full"}) {
    const Outcome outcome = in_child([&] {
      if (start(path)) ::_exit(9);
      notes(10);
      stop();
    });
    EXPECT_TRUE(ended_well(outcome)) << path;
    EXPECT_THAT(outcome.error, StartsWith("eyewall: cannot write trace " + path + ": "));
    EXPECT_EQ(count(outcome.error, "\n"), 1U) << outcome.error;
  }
}

TEST(RecordFailure, AFullDiskIsSaidAsSuch) {
  const Outcome outcome = in_child([] { start("/dev/full"); });
  EXPECT_EQ(outcome.error,
            "eyewall: cannot write trace /dev/full: No space left on device; going on without a "
            "trace\n");
}

// The limit on a file's size stands for a disk that fills up; it would also kill a careless
// writer.
void limit_files_to(rlim_t bytes) {
  const rlimit limit{bytes, bytes};
  ::setrlimit(RLIMIT_FSIZE, &limit);
}

TEST(RecordFailure, ADiskThatFillsUpEndsTheTraceAndNotTheProgram) {
  const TempFile file;
  const Outcome outcome = in_child([&] {
    limit_files_to(300'000);
    start(file.path());
    notes(100'000);
    if (trace::on()) ::_exit(9);
    stop();
  });
  EXPECT_TRUE(ended_well(outcome));
  EXPECT_EQ(count(outcome.error, "\n"), 1U) << outcome.error;
  EXPECT_THAT(outcome.error, HasSubstr("File too large; going on without a trace"));
  const std::string text = contents(file.path());
  EXPECT_GT(text.size(), 100'000U);
  EXPECT_THAT(text, EndsWith("}\n")) << "nothing but whole lines";
  expect_whole_events(file.path(), lines(text).size() - 1);
}

TEST(RecordFailure, ADiskThatIsFullFromTheStartLeavesTheProgramAlone) {
  const TempFile file;
  const Outcome outcome = in_child([&] {
    limit_files_to(1'000);
    if (start(file.path())) ::_exit(9);
    notes(10);
  });
  EXPECT_TRUE(ended_well(outcome));
  EXPECT_EQ(contents(file.path()), "");
}

TEST(RecordFailure, AFileThatAnotherProgramRecordsIntoIsLeftAlone) {
  const TempFile file;
  ASSERT_TRUE(start(file.path()));
  notes(3);
  const Outcome outcome = list_tests_with({{"EYEWALL_TRACE", file.path()}});
  EXPECT_TRUE(ended_well(outcome));
  EXPECT_THAT(outcome.error,
              HasSubstr("another program records into it; going on without a trace"));
  stop();
  EXPECT_THAT(contents(file.path()), EndsWith("{\"eyewall_end\":1,\"events\":5}\n"));
}

}  // namespace
}  // namespace eyewall::record
