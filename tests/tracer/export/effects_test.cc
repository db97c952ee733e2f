#include "export/effects.h"

#include <gmock/gmock.h>

namespace eyewall::exports {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

// Events 1 to 6; 2 (a system call), 4 and 6 are caused by 1, 5 by 2.
read::Trace sample() {
  return read::Trace::parse(
      "{\"eyewall\":1}\n"
      "{\"seq\":1,\"t\":1,\"kind\":\"callback.add\",\"cb\":1}\n"
      "{\"seq\":2,\"t\":2,\"kind\":\"sys.call\",\"cause\":1}\n"
      "{\"seq\":3,\"t\":3,\"kind\":\"note\",\"text\":\"x\"}\n"
      "{\"seq\":4,\"t\":4,\"kind\":\"callback.begin\",\"cb\":1,\"cause\":1}\n"
      "{\"seq\":5,\"t\":5,\"kind\":\"print\",\"text\":\"x\",\"cause\":2}\n"
      "{\"seq\":6,\"t\":6,\"kind\":\"timer.add\",\"timer\":1,\"cause\":1}\n");
}

TEST(Effects, AreTheEventsThatNameItAsTheirCauseInOrder) {
  const read::Trace trace = sample();
  const Effects effects(trace, trace::Level::syscall);
  EXPECT_THAT(effects.of(*trace.by_seq(1)), ElementsAre(2, 4, 6));
  EXPECT_THAT(effects.of(*trace.by_seq(2)), ElementsAre(5));
  EXPECT_THAT(effects.of(*trace.by_seq(6)), IsEmpty());
  EXPECT_FALSE(effects.has_cause(*trace.by_seq(1)));
  EXPECT_TRUE(effects.has_cause(*trace.by_seq(5)));
}

TEST(Effects, LeaveOutBothEndsOfWhatTheLevelDoesNotShow) {
  const read::Trace trace = sample();
  const Effects effects(trace, trace::Level::loop);
  EXPECT_THAT(effects.of(*trace.by_seq(1)), ElementsAre(4, 6));
  EXPECT_THAT(effects.of(*trace.by_seq(2)), IsEmpty());
  EXPECT_FALSE(effects.has_cause(*trace.by_seq(5)));
}

TEST(Effects, OfATraceWithoutEventsAreNone) {
  const read::Trace trace = read::Trace::parse("{\"eyewall\":1}\n");
  EXPECT_NO_THROW(Effects(trace, trace::Level::syscall));
}

}  // namespace
}  // namespace eyewall::exports
