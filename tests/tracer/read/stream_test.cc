#include "read/stream.h"

#include <gtest/gtest.h>

#include "tracer/read/sample.h"
#include "tracer/read/scratch.h"

namespace eyewall::read {
namespace {

class StreamTest : public testing::Test {
 protected:
  const std::string& file(const std::string& text) const { return scratch_.with(text); }

 private:
  Scratch scratch_{"stream_test"};
};

TEST_F(StreamTest, GivesTheSameEventsAsAWholeTraceWhereverItIsCut) {
  const std::string text = good();
  for (std::size_t size = 0; size <= text.size(); ++size) {
    const Trace whole = Trace::parse(text.substr(0, size));
    Stream stream(file(text.substr(0, size)));
    std::size_t count = 0;
    while (stream.next()) {
      ASSERT_LT(count, whole.events().size());
      const Event& expected = whole.events()[count++];
      EXPECT_EQ(stream.event().seq, expected.seq);
      EXPECT_EQ(stream.event().kind_name, expected.kind_name);
      EXPECT_EQ(stream.event().text(Field::data), expected.text(Field::data));
    }
    EXPECT_EQ(count, whole.events().size());
    EXPECT_EQ(stream.complete(), whole.complete());
    EXPECT_EQ(stream.torn(), whole.torn());
    EXPECT_EQ(stream.header().json, whole.header().json);
  }
}

TEST_F(StreamTest, GivesTheLineAsItStandsInTheFile) {
  Stream stream(file(good()));
  ASSERT_TRUE(stream.next());
  EXPECT_EQ(stream.line(), kEvents.substr(0, kEvents.find('\n')));
}

TEST_F(StreamTest, ReadsLinesLongerThanItsBuffer) {
  const std::string text(300'000, 'x');
  Stream stream(file(with_event(R"({"seq":1,"t":1,"kind":"print","text":")" + text + "\"}") +
                     R"({"seq":2,"t":1,"kind":"note"})"));
  ASSERT_TRUE(stream.next());
  EXPECT_EQ(stream.event().text(Field::text), text);
  ASSERT_TRUE(stream.next());
  EXPECT_EQ(stream.event().seq, 2U);
  EXPECT_FALSE(stream.next());
}

TEST_F(StreamTest, ThrowsWhereTheTraceIsWrongAndGivesWhatStandsBefore) {
  Stream stream(file(kHeader + kEvents + "nonsense\n"));
  for (int i = 0; i < 5; ++i) ASSERT_TRUE(stream.next());
  EXPECT_THROW(stream.next(), Error);
}

TEST_F(StreamTest, RefusesANewerVersionAtOnce) {
  file("{\"eyewall\":9}\n");
  EXPECT_THROW(Stream stream(file("{\"eyewall\":9}\n")), Error);
}

}  // namespace
}  // namespace eyewall::read
