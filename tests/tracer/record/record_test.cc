#include "record/record.h"

#include <gmock/gmock.h>

#include <cerrno>
#include <thread>

#include "record/file_sink.h"
#include "trace/emit.h"
#include "tracer/record/child.h"

namespace eyewall::record {
namespace {

using testing::HasSubstr;
using testing::StartsWith;
using trace::Kind;
namespace f = trace::f;

void note(std::string_view text) {
  trace::emit<Kind::note>({}, 0, f::text(text));
}

TEST(Record, WritesHeaderEventsAndFooter) {
  const TempFile file;
  ASSERT_TRUE(start(file.path(), {.program = "lesson"}));
  note("hello");
  stop();
  const auto all = lines(contents(file.path()));
  ASSERT_EQ(all.size(), 5U);
  EXPECT_THAT(all[0], StartsWith("{\"eyewall\":1,\"program\":\"lesson\",\"pid\":" +
                                 std::to_string(::getpid())));
  EXPECT_THAT(all[0], HasSubstr(",\"clock\":\"monotonic\",\"start\":\"20"));
  EXPECT_THAT(all[0], HasSubstr("Z\",\"payload\":256}"));
  EXPECT_THAT(all[1], StartsWith("{\"seq\":1,\"t\":"));
  EXPECT_THAT(all[1], HasSubstr("\"kind\":\"trace.begin\",\"program\":\"lesson\""));
  EXPECT_THAT(all[2], HasSubstr("hello"));
  EXPECT_THAT(all[3], HasSubstr("\"kind\":\"trace.end\",\"count\":3"));
  EXPECT_EQ(all[4], "{\"eyewall_end\":1,\"events\":3}");
}

TEST(Record, NamesTheExecutableWhenNoNameIsGiven) {
  const TempFile file;
  ASSERT_TRUE(start(file.path()));
  stop();
  EXPECT_THAT(contents(file.path()), HasSubstr("\"program\":\"test_record\""));
}

TEST(Record, ReplacesAnOlderAndLongerFile) {
  const TempFile file;
  std::ofstream(file.path()) << std::string(1'000'000, 'x');
  ASSERT_TRUE(start(file.path()));
  stop();
  EXPECT_EQ(lines(contents(file.path())).size(), 4U);
}

TEST(Record, CanBeStartedAgain) {
  const TempFile first("first");
  const TempFile second("second");
  ASSERT_TRUE(start(first.path()));
  ASSERT_TRUE(start(second.path()));
  note("x");
  stop();
  stop();
  EXPECT_THAT(contents(first.path()), HasSubstr("\"eyewall_end\":1,\"events\":2"));
  EXPECT_THAT(contents(second.path()), HasSubstr("\"eyewall_end\":1,\"events\":3"));
}

TEST(Record, PutsTheProcessNumberForPercentP) {
  const TempFile file(std::to_string(::getpid()) + ".x." + std::to_string(::getpid()));
  const std::string number = std::to_string(::getpid());
  std::string path = file.path();
  for (std::size_t at = 0; (at = path.find(number, at)) != std::string::npos;)
    path.replace(at, number.size(), "%p");
  ASSERT_TRUE(start(path));
  stop();
  EXPECT_FALSE(contents(file.path()).empty());
}

TEST(Record, GrowsOverManyWindowsAndLosesNoByte) {
  const TempFile file;
  ASSERT_TRUE(start(file.path()));
  for (int i = 0; i < 200'000; ++i) note("0123456789 0123456789 0123456789 0123456789");
  stop();
  const auto all = lines(contents(file.path()));
  ASSERT_EQ(all.size(), 200'004U);
  for (std::size_t i = 1; i + 1 < all.size(); ++i) {
    ASSERT_THAT(all[i], StartsWith("{\"seq\":" + std::to_string(i) + ",\"t\":"));
    ASSERT_EQ(all[i].back(), '}');
  }
}

TEST(Record, TakesAPayloadLargerThanAnyWindow) {
  const TempFile file;
  const std::string payload(9'000'000, '\x01');
  ASSERT_TRUE(start(file.path(), {.payload = kFullPayload}));
  trace::emit<Kind::stream_read>({}, 0, f::data(payload));
  note("behind");
  stop();
  const auto all = lines(contents(file.path()));
  ASSERT_EQ(all.size(), 6U);
  EXPECT_THAT(all[0], HasSubstr("\"payload\":\"full\""));
  EXPECT_GT(all[2].size(), 6 * payload.size());
  EXPECT_THAT(all[3], HasSubstr("behind"));
}

TEST(Record, LeavesErrnoAlone) {
  const TempFile file;
  ASSERT_TRUE(start(file.path()));
  for (int i = 0; i < 5'000; ++i) {
    errno = EILSEQ;
    note("0123456789 0123456789");
    ASSERT_EQ(errno, EILSEQ);
  }
  stop();
}

TEST(Record, KeepsEventsOfSeveralThreadsWhole) {
  const TempFile file;
  ASSERT_TRUE(start(file.path()));
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i) {
    threads.emplace_back([] {
      for (int n = 0; n < 20'000; ++n) note("from a thread");
    });
  }
  for (std::thread& thread : threads) thread.join();
  stop();
  const auto all = lines(contents(file.path()));
  ASSERT_EQ(all.size(), 80'004U);
  for (std::size_t i = 1; i + 1 < all.size(); ++i) {
    ASSERT_THAT(all[i], StartsWith("{\"seq\":" + std::to_string(i) + ",\"t\":"));
    ASSERT_EQ(all[i].back(), '}');
  }
}

TEST(Record, ReadsThePayloadsWordOrNumber) {
  EXPECT_EQ(payload_named("full"), kFullPayload);
  EXPECT_EQ(payload_named("none"), 0U);
  EXPECT_EQ(payload_named("17"), 17U);
  for (const char* wrong : {"", "17x", "-1", "Full", " 1", "99999999999999999999"}) {
    EXPECT_FALSE(payload_named(wrong).has_value()) << wrong;
  }
}

}  // namespace
}  // namespace eyewall::record
