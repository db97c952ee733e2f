// Expected outcomes are values; broken ones are exceptions that name the attempt and the errno.
#include "sys/result.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "core/sys/captured_log.h"

namespace eyewall::sys {
namespace {

TEST(Result, CheckGivesTheValueOfWhatWorked) {
  EXPECT_EQ(check({42, 0}, "read"), 42);
  EXPECT_EQ(check({0, 0}, "read"), 0) << "end of stream is a value";
}

TEST(Result, CheckThrowsTheAttemptAndTheErrno) {
  try {
    check({-1, ECONNREFUSED}, "connect 127.0.0.1:1");
    FAIL() << "nothing was thrown";
  } catch (const Error& error) {
    EXPECT_EQ(error.error(), ECONNREFUSED);
    EXPECT_EQ(error.code(), std::errc::connection_refused);
    EXPECT_EQ(std::string(error.what()), "connect 127.0.0.1:1: Connection refused");
  }
}

TEST(Result, OnlyAgainAndWouldBlockMeanAskLater) {
  EXPECT_TRUE((Result{-1, EAGAIN}).would_block());
  EXPECT_TRUE((Result{-1, EWOULDBLOCK}).would_block());
  EXPECT_FALSE((Result{-1, EPIPE}).would_block());
  EXPECT_FALSE((Result{0, 0}).would_block());
}

TEST(ErrorName, IsTheSymbolAndNeverEmptyForAnError) {
  EXPECT_EQ(error_name(EAGAIN), "EAGAIN");
  EXPECT_EQ(error_name(EINPROGRESS), "EINPROGRESS");
  EXPECT_EQ(error_name(4711), "errno 4711");
  EXPECT_EQ(error_name(0), "");
  EXPECT_EQ(error_text(ECONNREFUSED), "Connection refused");
}

TEST(Log, GoesToStandardErrorUnlessAFunctionIsSet) {
  testing::internal::CaptureStderr();
  log(LogLevel::error, "broken");
  log(LogLevel::warning, "odd");
  EXPECT_EQ(testing::internal::GetCapturedStderr(), "error: broken\nwarning: odd\n");
  testing::internal::CaptureStderr();
  {
    const test::CapturedLog captured;
    log(LogLevel::error, "caught");
    EXPECT_EQ(captured.messages(), std::vector<std::string>{"caught"});
  }
  log(LogLevel::error, "again");
  EXPECT_EQ(testing::internal::GetCapturedStderr(), "error: again\n");
}

}  // namespace
}  // namespace eyewall::sys
