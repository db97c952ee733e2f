#include "view/expression.h"

#include <gmock/gmock.h>

#include "tracer/view/small.h"
#include "view/navigator.h"

namespace eyewall::view {
namespace {

class ExpressionTest : public testing::Test {
 protected:
  std::string value(Seq seq, std::string_view text) {
    return to_string(Expression(text).read(at_.timeline().at(seq)));
  }
  bool holds(Seq seq, std::string_view text) {
    return Expression(text).holds(at_.timeline().at(seq));
  }

  read::Trace trace_ = small_trace();
  Navigator at_{trace_};
};

TEST_F(ExpressionTest, ReadsTheLoop) {
  EXPECT_EQ(value(16, "turn"), "2");
  EXPECT_EQ(value(16, "phase"), "callbacks");
  EXPECT_EQ(value(11, "ready"), "1");
  EXPECT_EQ(value(10, "depth"), "2");
  EXPECT_EQ(value(0, "turn"), "0");
}

TEST_F(ExpressionTest, ReadsObjectsAndSaysNoneForWhatIsNotThereYet) {
  EXPECT_EQ(value(1, "future 1"), "none");
  EXPECT_EQ(value(2, "future 1"), "pending");
  EXPECT_EQ(value(18, "future 1"), "done");
  EXPECT_EQ(value(18, "future1"), "done");
  EXPECT_EQ(value(12, "coroutine 1"), "suspended");
  EXPECT_EQ(value(12, "coroutine 1.name"), "work");
  EXPECT_EQ(value(12, "coroutine 2.name"), "none");
}

TEST_F(ExpressionTest, ReadsTheEvent) {
  EXPECT_EQ(value(10, "event.kind"), "print");
  EXPECT_EQ(value(10, "event.text"), "Hello");
  EXPECT_EQ(value(10, "event.fd"), "none");
  EXPECT_EQ(value(15, "event.fd"), "6");
  EXPECT_EQ(value(15, "event.t"), "15000000");
  EXPECT_EQ(value(6, "event.cause"), "3");
  EXPECT_EQ(value(0, "event.kind"), "none");
}

TEST_F(ExpressionTest, Compares) {
  EXPECT_TRUE(holds(15, "event.fd == 6"));
  EXPECT_FALSE(holds(15, "event.fd != 6"));
  EXPECT_TRUE(holds(15, "event.t > 14.5ms"));
  EXPECT_TRUE(holds(15, "event.t<=15ms"));
  EXPECT_FALSE(holds(15, "event.t < 15ms"));
  EXPECT_TRUE(holds(15, "event.t >= 15000000"));
  EXPECT_TRUE(holds(10, "event.text == \"Hello\""));
  EXPECT_TRUE(holds(10, "event.text == Hel*"));
  EXPECT_TRUE(holds(10, "event.text != hel*"));
  EXPECT_TRUE(holds(1, "future 1 == none"));
  EXPECT_TRUE(holds(2, "future 1 != none"));
  EXPECT_TRUE(holds(16, "turn == 2 && phase == callbacks"));
  EXPECT_FALSE(holds(16, "turn == 2 && phase == poll"));
  EXPECT_EQ(value(16, "turn == 2"), "true");
  EXPECT_EQ(value(16, "turn == 3"), "false");
}

TEST_F(ExpressionTest, UnlikeThingsAreUnequalAndInNoOrder) {
  EXPECT_FALSE(holds(10, "event.text == 5"));
  EXPECT_TRUE(holds(10, "event.text != 5"));
  EXPECT_FALSE(holds(10, "event.text < 5"));
  EXPECT_FALSE(holds(10, "event.fd < 5"));
  EXPECT_FALSE(holds(10, "event.fd >= 5"));
  EXPECT_FALSE(holds(1, "future 1 <= none"));
}

TEST_F(ExpressionTest, ALoneReadingHoldsWhereItIsThereAndNotZero) {
  EXPECT_FALSE(holds(1, "ready"));
  EXPECT_TRUE(holds(3, "ready"));
  EXPECT_FALSE(holds(1, "future 1"));
  EXPECT_TRUE(holds(2, "future 1"));
  EXPECT_FALSE(holds(1, "event.fd"));
}

TEST(Expression, AMaskHasEachOfItsEvents) {
  const read::Trace trace = golden_trace();
  Navigator at(trace);
  const model::State& state = at.timeline().at(seq_of(trace, "fd.modify"));
  EXPECT_EQ(to_string(Expression("fd 7").read(state)), "READ|ERR|HUP");
  EXPECT_TRUE(Expression("fd 7 == READ").holds(state));
  EXPECT_TRUE(Expression("fd 7 != WRITE").holds(state));
  EXPECT_EQ(to_string(Expression("fd 99").read(state)), "none");
}

TEST(Expression, EveryReadingCanBeReadAtEveryEvent) {
  const read::Trace trace = golden_trace();
  Navigator at(trace);
  for (const ReadingInfo& info : readings()) {
    std::string text(info.name);
    if (info.numbered) text.insert(std::min(text.find('.'), text.size()), " 1");
    const Expression expression(text);
    bool there = false;
    for (Seq seq = 0; seq <= at.last(); ++seq) {
      there = there || expression.read(at.timeline().at(seq)) != Reading();
    }
    EXPECT_TRUE(there || info.name == "future.error" || info.name.starts_with("fd")) << text;
    EXPECT_FALSE(info.what.empty());
  }
}

TEST(Expression, SaysWhatIsWrongWithOne) {
  const auto error = [](std::string_view text) -> std::string {
    try {
      Expression expression(text);
    } catch (const ExpressionError& problem) {
      return problem.what();
    }
    return "";
  };
  EXPECT_THAT(error("nonsense"), testing::HasSubstr("'nonsense' cannot be read"));
  EXPECT_THAT(error("future"), testing::HasSubstr("'future' needs a number"));
  EXPECT_THAT(error("turn 5"), testing::HasSubstr("'turn 5' takes no number"));
  EXPECT_THAT(error("turn = 5"), testing::HasSubstr("write =="));
  EXPECT_THAT(error("turn == 5 || turn == 6"), testing::HasSubstr("'||' is not known"));
  EXPECT_THAT(error("turn =="), testing::HasSubstr("compare with is missing"));
  EXPECT_THAT(error("event.name == \"x"), testing::HasSubstr("no closing quote"));
  EXPECT_THAT(error("future 99999999999999999999"), testing::HasSubstr("too large"));
  for (const char* wrong :
       {"", "&&", "turn &&", "event.nonsense", "== 5", "future 5.x", "future 5 6"})
    EXPECT_NE(error(wrong), "") << wrong;
  EXPECT_THAT(error("x"), testing::HasSubstr("'help expressions'"));
}

}  // namespace
}  // namespace eyewall::view
