// coroutine with its one send: what reaches the generator, what does not, and who is told.
#include "fakeloop/coroutine.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

namespace eyewall::fakeloop {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using Notes = std::vector<std::string>;

class FakeCoroutine : public testing::Test {
 protected:
  Notes notes_;  // written here and by the loop's thread, read between ticks
  std::shared_ptr<ManualTick> tick_ = std::make_shared<ManualTick>();
  FakeIOLoop loop_{tick_};
};

// Notes in a destructor, so that a frame's end can be seen.
struct Ends {
  Notes* notes;
  ~Ends() { notes->push_back("frame destroyed"); }
};

Generator<Future<int>, int, void> body(Notes* notes, Future<int> future) {
  const Ends ends{notes};
  notes->push_back("start");
  const std::optional<int> result = co_yield future;
  notes->push_back("result " + std::to_string(result.value_or(-1)));
}

Generator<Future<int>, int, void> two_yields(Notes* notes, Future<int> future) {
  const Ends ends{notes};
  co_yield future;
  co_yield future;
  notes->push_back("never");
}

Generator<Future<void>, void, void> void_body(Notes* notes, Future<void> future) {
  co_yield future;
  notes->push_back("resumed");
}

Generator<Future<int>, int, std::string> no_yield(Future<int> future, bool yields) {
  if (yields) co_yield future;
  co_return "at once";
}

TEST_F(FakeCoroutine, StartsAtOnceAndGoesOnOnTheLoopWhenTheFutureIsDone) {
  Promise<int> promise("p");
  const auto run = coroutine(loop_, def("body", &body));
  const auto future = run(&notes_, promise.future());
  EXPECT_THAT(notes_, ElementsAre("start"));
  tick_->tick();
  promise.set_result(7);
  EXPECT_THAT(notes_, ElementsAre("start"));  // the result waits for the loop
  tick_->tick();
  EXPECT_THAT(notes_, ElementsAre("start", "result 7", "frame destroyed"));
  EXPECT_EQ(future.result(), 7);
}

TEST_F(FakeCoroutine, AFutureThatIsDoneStillTakesTheWayThroughTheLoop) {
  Promise<int> promise("p");
  promise.set_result(7);
  coroutine(loop_, def("body", &body))(&notes_, promise.future());
  EXPECT_THAT(notes_, ElementsAre("start"));
  tick_->tick();
  EXPECT_THAT(notes_, ElementsAre("start", "result 7", "frame destroyed"));
}

TEST_F(FakeCoroutine, KeepsNameAndDoc) {
  const auto run = coroutine(loop_, def("body", "Waits.", &body));
  EXPECT_EQ(run.name(), "body");
  EXPECT_EQ(run.doc(), "Waits.");
}

TEST_F(FakeCoroutine, AnOrdinaryFunctionIsJustCalled) {
  Notes printed;
  const auto print = [&printed](const std::string& line) { printed.push_back(line); };
  EXPECT_EQ(coroutine(loop_, def("plain", [](int x) { return x + 1; }), print)(2), 3);
  coroutine(loop_, def("nothing", [] {}), print)();
  EXPECT_THAT(printed, ElementsAre("1. 3", "1. None"));
}

TEST_F(FakeCoroutine, AFutureWithoutAValueResumesToo) {
  Promise<void> promise("p");
  coroutine(loop_, def("void_body", &void_body))(&notes_, promise.future());
  promise.set_result();
  tick_->tick();
  EXPECT_THAT(notes_, ElementsAre("resumed"));
}

TEST_F(FakeCoroutine, AnExceptionOfTheFutureIsToldAndTheGeneratorClosed) {
  testing::internal::CaptureStderr();
  Promise<int> promise("p");
  coroutine(loop_, def("body", &body))(&notes_, promise.future());
  promise.set_exception(std::make_exception_ptr(std::runtime_error("no luck")));
  tick_->tick();
  EXPECT_THAT(notes_, ElementsAre("start", "frame destroyed"));
  EXPECT_THAT(testing::internal::GetCapturedStderr(), HasSubstr("send_result: std::runtime_error"));
}

TEST_F(FakeCoroutine, ASecondYieldIsAnErrorThatSaysSo) {
  testing::internal::CaptureStderr();
  Promise<int> promise("p");
  coroutine(loop_, def("two_yields", &two_yields))(&notes_, promise.future());
  promise.set_result(1);
  tick_->tick();
  EXPECT_THAT(notes_, ElementsAre("frame destroyed"));
  EXPECT_THAT(testing::internal::GetCapturedStderr(),
              HasSubstr("generator two_yields yielded a second time"));
}

TEST_F(FakeCoroutine, OneThatNeverYieldsLetsItsStopIterationOut) {
  Promise<int> promise("p");
  const auto run = coroutine(loop_, def("no_yield", &no_yield));
  EXPECT_THROW(run(promise.future(), false), StopIterationOf<std::string>);
}

TEST(FakeCoroutineEnd, AnAbandonedPromiseEndsItToo) {
  Notes notes;
  testing::internal::CaptureStderr();
  const auto tick = std::make_shared<ManualTick>();
  {
    FakeIOLoop loop(tick);
    {
      Promise<int> promise("p");
      coroutine(loop, def("body", &body))(&notes, promise.future());
    }
    tick->tick();
  }
  EXPECT_THAT(notes, ElementsAre("start", "frame destroyed"));
  EXPECT_THAT(testing::internal::GetCapturedStderr(), HasSubstr("future p was given up"));
}

TEST(FakeCoroutineEnd, ALoopThatEndsFirstDestroysTheFrame) {
  Notes notes;
  Promise<int> promise("p");
  {
    FakeIOLoop loop(std::make_shared<ManualTick>());
    coroutine(loop, def("body", &body))(&notes, promise.future());
    promise.set_result(1);
    EXPECT_THAT(notes, ElementsAre("start"));
  }
  EXPECT_THAT(notes, ElementsAre("start", "frame destroyed"));
}

}  // namespace
}  // namespace eyewall::fakeloop
