// What a trace says of the practice program.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>

#include "core/generator/memory_sink.h"
#include "fakeloop/coroutine.h"
#include "fakeloop/run_on_executor.h"

namespace eyewall::fakeloop {
namespace {

using test::MemorySink;
using testing::ElementsAre;
using testing::HasSubstr;

class FakeLoopTrace : public testing::Test {
 protected:
  void SetUp() override {
    if (trace::on()) GTEST_SKIP() << "this run is being recorded";
  }
};

Generator<Future<int>, int, void> takes_page(Future<int> future) {
  co_yield future;
}

TEST_F(FakeLoopTrace, ACoroutinesWayFromTheCallToTheSend) {
  MemorySink sink;
  {
    const auto tick = std::make_shared<ManualTick>();
    FakeIOLoop loop(tick);
    Promise<int> promise("page");
    coroutine(loop, def("body", &takes_page))(promise.future());
    promise.set_result(7);
    tick->tick();
  }
  EXPECT_THAT(
      sink.events(),
      ElementsAre("1 future.new page", "2 gen.new takes_page gen=1",
                  "3 gen.send None gen=1 cause=2", "4 gen.yield fakeloop::Future<int> gen=1 in=3",
                  "5 future.then add_callback", "6 future.resolve",
                  "7 future.notify add_callback cause=6", "8 callback.add send_result",
                  "9 callback.begin send_result cause=8", "10 gen.send int gen=1 cause=4 in=9",
                  "11 gen.resume int gen=1 cause=4 in=10", "12 gen.return gen=1 in=10",
                  "13 callback.end in=9"));
}

TEST_F(FakeLoopTrace, ATaskIsSubmittedBegunAndEndedWithItsFutureResolvedInside) {
  MemorySink sink;
  {
    ThreadPoolExecutor executor(1);
    run_on_executor(executor, def("work", [] { return 1; }))().result();
  }
  EXPECT_THAT(sink.events(), ElementsAre("1 executor.submit work", "2 future.new work",
                                         "3 executor.begin work cause=1", "4 future.resolve in=3",
                                         "5 executor.end in=3"));
}

TEST_F(FakeLoopTrace, ACallbackThatRaisesAndOneThatNeverRanBothShow) {
  MemorySink sink;
  testing::internal::CaptureStderr();
  {
    const auto tick = std::make_shared<ManualTick>();
    FakeIOLoop loop(tick);
    loop.add_callback(named("breaks", [] { throw std::runtime_error("no luck"); }));
    loop.add_callback(named("waits", [] {}));
    tick->tick();
  }
  testing::internal::GetCapturedStderr();
  EXPECT_THAT(sink.events(), ElementsAre("1 callback.add breaks", "2 callback.add waits",
                                         "3 callback.begin breaks cause=1",
                                         "4 callback.raise breaks std::runtime_error no luck in=3",
                                         "5 callback.end in=3", "6 callback.drop waits cause=2"));
}

TEST_F(FakeLoopTrace, AnExceptionThatNobodyLookedAtIsLost) {
  MemorySink sink;
  {
    Promise<int> promise("page");
    promise.set_exception(std::make_exception_ptr(std::runtime_error("no luck")));
  }
  EXPECT_THAT(sink.events().back(), HasSubstr("future.lost std::runtime_error no luck cause=2"));
}

}  // namespace
}  // namespace eyewall::fakeloop
