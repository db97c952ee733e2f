// EYEWALL_TRACE and EYEWALL_PAYLOAD, as a program finds them in its environment.
#include <gmock/gmock.h>

#include "tracer/record/child.h"

namespace eyewall::record {
namespace {

using testing::EndsWith;
using testing::HasSubstr;

TEST(Autorecord, RecordsAProgramFromItsFirstStaticObjectToItsExit) {
  const TempFile file;
  const Outcome outcome = list_tests_with({{"EYEWALL_TRACE", file.path()}});
  EXPECT_TRUE(ended_well(outcome));
  EXPECT_EQ(outcome.error, "");
  const std::string text = contents(file.path());
  EXPECT_THAT(text, HasSubstr("\"argv\":[\"recorded-program\",\"--gtest_list_tests\"]"));
  EXPECT_THAT(text, HasSubstr("\"kind\":\"trace.begin\",\"program\":\"recorded-program\""));
  EXPECT_THAT(text, EndsWith("{\"eyewall_end\":1,\"events\":2}\n"));
}

TEST(Autorecord, TakesThePayloadLimit) {
  const TempFile file;
  EXPECT_TRUE(
      ended_well(list_tests_with({{"EYEWALL_TRACE", file.path()}, {"EYEWALL_PAYLOAD", "full"}})));
  EXPECT_THAT(contents(file.path()), HasSubstr("\"payload\":\"full\"}"));
  EXPECT_TRUE(
      ended_well(list_tests_with({{"EYEWALL_TRACE", file.path()}, {"EYEWALL_PAYLOAD", "none"}})));
  EXPECT_THAT(contents(file.path()), HasSubstr("\"payload\":0}"));
}

TEST(Autorecord, SaysThatAPayloadLimitIsWrongAndRecords) {
  const TempFile file;
  const Outcome outcome =
      list_tests_with({{"EYEWALL_TRACE", file.path()}, {"EYEWALL_PAYLOAD", "much"}});
  EXPECT_TRUE(ended_well(outcome));
  EXPECT_THAT(outcome.error,
              HasSubstr("EYEWALL_PAYLOAD must be full, none or a number of bytes, not 'much'"));
  EXPECT_THAT(contents(file.path()), HasSubstr("\"payload\":256}"));
}

TEST(Autorecord, DoesNothingWithoutAFile) {
  const Outcome outcome = list_tests_with({{"EYEWALL_TRACE", ""}});
  EXPECT_TRUE(ended_well(outcome));
  EXPECT_EQ(outcome.error, "");
}

TEST(Autorecord, LeavesTheProgramAloneWhenTheFileCannotBeWritten) {
  const Outcome outcome = list_tests_with({{"EYEWALL_TRACE", "/dev/full"}});
  EXPECT_TRUE(ended_well(outcome));
  EXPECT_EQ(outcome.error,
            "eyewall: cannot write trace /dev/full: No space left on device; going on without a "
            "trace\n");
}

}  // namespace
}  // namespace eyewall::record
