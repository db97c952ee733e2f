// Whatever a program does is a value, and nothing of it is left.
#include "exercise/child.h"

#include <gmock/gmock.h>
#include <unistd.h>

#include <csignal>

#include "tracer/exercise/scratch.h"

namespace eyewall::exercise {
namespace {

using testing::HasSubstr;
using End = Ran::End;

constexpr std::chrono::seconds kLong{60};  // only a failure takes so long

Ran run_shell(const std::string& script, Limits limits = {kLong}, const std::string& folder = "") {
  const Stop never = false;
  return run({{"/bin/sh", "-c", script}, folder, {{"TOLD", "a b"}}, {}}, limits, never);
}

TEST(Child, IsHeardOnBothStreamsAndHasItsStatus) {
  const Ran ran = run_shell("echo out; echo err >&2; exit 3");
  EXPECT_EQ(ran.end, End::exited);
  EXPECT_EQ(ran.status, 3);
  EXPECT_FALSE(ran.good());
  EXPECT_EQ(ran.output, "out\n");
  EXPECT_EQ(ran.messages, "err\n");
  EXPECT_TRUE(run_shell("exit 0").good());
}

TEST(Child, HasItsFolderItsVariablesAndNothingToRead) {
  const OwnFolder folder;
  EXPECT_EQ(run_shell("pwd; echo $TOLD; cat", {kLong}, folder.path()).output,
            std::filesystem::canonical(folder.path()).string() + "\na b\n");
}

TEST(Child, ThatCrashesIsKilledBySignal) {
  const Ran ran = run_shell("kill -SEGV $$");
  EXPECT_EQ(ran.end, End::killed);
  EXPECT_EQ(ran.signal, SIGSEGV);
  EXPECT_EQ(to_string(ran, {}), "was killed by signal 11 (Segmentation fault)");
}

TEST(Child, ThatDoesNotEndIsEnded) {
  const Ran ran = run_shell("echo begun; while :; do :; done", {std::chrono::milliseconds(100)});
  EXPECT_EQ(ran.end, End::too_long);
  EXPECT_EQ(ran.output, "begun\n");
}

TEST(Child, ThatPrintsTooMuchIsEnded) {
  Limits limits{kLong};
  limits.output = 1000;
  const Ran ran = run_shell("while :; do echo more; done", limits);
  EXPECT_EQ(ran.end, End::too_much_output);
  EXPECT_EQ(ran.output.size(), 1000U);
}

TEST(Child, ThatPrintsTooMuchAndEndsHasPrintedTooMuch) {
  Limits limits{kLong};
  limits.output = 3;
  EXPECT_EQ(run_shell("echo four", limits).end, End::too_much_output);
  EXPECT_EQ(run_shell("echo ab", limits).end, End::exited);
}

TEST(Child, ThatWritesALargeFileIsEnded) {
  const OwnFolder folder;
  Limits limits{kLong};
  limits.file = 1 << 20;
  const Ran ran = run_shell("exec yes > big", limits, folder.path());
  EXPECT_EQ(ran.end, End::too_large_file);
  EXPECT_EQ(std::filesystem::file_size(folder.path() / "big"), 1U << 20);
}

TEST(Child, WhoseTraceGrowsAndGrowsIsEnded) {
  const OwnFolder folder;
  Limits limits{kLong};
  limits.trace = 1 << 16;
  const Stop never = false;
  const std::string trace = folder.path() / "trace";
  const Ran ran = run({{"/bin/sh", "-c", "yes > trace"}, folder.path(), {}, trace}, limits, never);
  EXPECT_EQ(ran.end, End::too_large_trace);
  EXPECT_THAT(to_string(ran, {}), HasSubstr("its trace is over 32 MiB: an endless loop?"));
}

TEST(Child, IsHeldToItsMemory) {
  Limits limits{kLong};
  limits.memory = 64 << 20;
  EXPECT_EQ(run_shell("ulimit -v", limits).output, "65536\n");
  limits.memory = 0;
  EXPECT_EQ(run_shell("ulimit -v", limits).output, "unlimited\n");
}

TEST(Child, ThatIsNoneCouldNotBeStarted) {
  const Stop never = false;
  const Ran ran = run({{"/no/such/program"}, "", {}, {}}, {kLong}, never);
  EXPECT_EQ(ran.end, End::not_started);
  EXPECT_THAT(to_string(ran, {}), HasSubstr("No such file or directory"));
  EXPECT_EQ(run({{"/bin/true"}, "/no/such/folder", {}, {}}, {kLong}, never).end, End::not_started);
}

TEST(Child, IsStoppedFromOutside) {
  const Stop now = true;
  EXPECT_EQ(run({{"/bin/sh", "-c", "while :; do :; done"}, "", {}, {}}, {kLong}, now).end,
            End::stopped);
}

TEST(Child, LeavesNobodyBehind) {
  int ends[2];
  ASSERT_EQ(::pipe(ends), 0);
  // What it leaves in the background holds the pipe open as long as it lives.
  const Ran ran = run_shell("sleep 1000 & echo done");
  ::close(ends[1]);
  EXPECT_EQ(ran.output, "done\n");
  char byte;
  EXPECT_EQ(::read(ends[0], &byte, 1), 0) << "the pipe's last holder is gone";
  ::close(ends[0]);
}

TEST(Child, MayEndByTheSignalsThatThisProcessIgnores) {
  const auto before = ::signal(SIGINT, SIG_IGN);
  const Ran ran = run_shell("kill -INT $$");
  ::signal(SIGINT, before);
  EXPECT_EQ(ran.signal, SIGINT);
}

}  // namespace
}  // namespace eyewall::exercise
