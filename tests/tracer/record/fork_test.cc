// A recorded program that forks: the trace is the parent's, and the child is free.
#include <gmock/gmock.h>
#include <signal.h>

#include <atomic>
#include <thread>

#include "record/record.h"
#include "trace/emit.h"
#include "tracer/record/child.h"

namespace eyewall::record {
namespace {

using testing::EndsWith;
using trace::Kind;
namespace f = trace::f;

void note_often(int count) {
  for (int i = 0; i < count; ++i) trace::emit<Kind::note>({}, 0, f::text("0123456789"));
}

TEST(RecordFork, AForkedChildNeitherRecordsNorEndsItsParentsTrace) {
  const TempFile file;
  ASSERT_TRUE(start(file.path()));
  note_often(1);
  const Outcome outcome = in_child([] {
    note_often(50);
    stop();
  });
  EXPECT_TRUE(ended_well(outcome));
  note_often(1);
  stop();
  EXPECT_EQ(lines(contents(file.path())).size(), 6U);
}

TEST(RecordFork, AForkedChildMayRecordIntoAFileOfItsOwn) {
  const TempFile parent("parent");
  const TempFile own("own");
  ASSERT_TRUE(start(parent.path()));
  const Outcome outcome = in_child([&] {
    if (!start(own.path())) ::_exit(9);
    note_often(7);
    stop();
  });
  EXPECT_TRUE(ended_well(outcome));
  stop();
  EXPECT_THAT(contents(parent.path()), EndsWith("\"events\":2}\n"));
  EXPECT_THAT(contents(own.path()), EndsWith("\"events\":9}\n"));
}

// A daemon, in short: a child that is there still when its parent has ended. Its number comes
// through the pipe when it runs.
pid_t lasting_child(int pipe) {
  const pid_t child = ::fork();
  if (child != 0) return child;
  ::close(STDERR_FILENO);
  const pid_t self = ::getpid();
  static_cast<void>(!::write(pipe, &self, sizeof self));
  while (true) ::pause();
}

void end(pid_t child) {
  ::kill(child, SIGKILL);
  ::waitpid(child, nullptr, 0);
}

TEST(RecordFork, AChildThatLastsDoesNotKeepTheFileLocked) {
  const TempFile file;
  int ends[2];
  ASSERT_EQ(::pipe(ends), 0);
  ASSERT_TRUE(start(file.path()));
  const pid_t child = lasting_child(ends[1]);
  stop();
  EXPECT_TRUE(start(file.path()));
  stop();
  end(child);
}

TEST(RecordFork, AChildOfAKilledProgramDoesNotKeepTheFileLocked) {
  const TempFile file;
  int ends[2];
  ASSERT_EQ(::pipe(ends), 0);
  pid_t child = 0;
  in_child([&] {
    start(file.path());
    lasting_child(ends[1]);
    static_cast<void>(!::read(ends[0], &child, sizeof child));
    static_cast<void>(!::write(ends[1], &child, sizeof child));
    ::raise(SIGKILL);
  });
  ASSERT_EQ(::read(ends[0], &child, sizeof child), static_cast<ssize_t>(sizeof child));
  EXPECT_TRUE(start(file.path()));
  stop();
  ::kill(child, SIGKILL);
}

TEST(RecordFork, AChildEndsThoughAnotherThreadEmittedAtTheFork) {
  const TempFile file;
  ASSERT_TRUE(start(file.path()));
  std::atomic<bool> over{false};
  std::thread other([&] {
    while (!over) note_often(1);
  });
  for (int i = 0; i < 100; ++i) {
    const Outcome outcome = in_child([] {
      ::alarm(20);
      trace::since_start(0);
      stop();
    });
    EXPECT_TRUE(ended_well(outcome)) << "after " << i << " children";
    if (!ended_well(outcome)) break;
  }
  over = true;
  other.join();
  stop();
}

}  // namespace
}  // namespace eyewall::record
