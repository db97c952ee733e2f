// The seed's practice program on this library, and its six lines in its order. Names stand where
// Python prints addresses; a gate stands where it sleeps.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "fakeloop/coroutine.h"
#include "fakeloop/run_on_executor.h"

namespace eyewall::fakeloop {
namespace {

using testing::ElementsAre;

// What the program prints, from whichever thread.
class Printed {
 public:
  void operator()(const std::string& line) {
    const std::lock_guard lock(mutex_);
    lines_.push_back(line);
  }
  std::vector<std::string> lines() {
    const std::lock_guard lock(mutex_);
    return lines_;
  }

 private:
  std::mutex mutex_;
  std::vector<std::string> lines_;
};

class TestCls {
 public:
  using Blocking = FunctionObject<Future<std::string>(std::string)>;
  using WithSleep = FunctionObject<Future<std::string>()>;
  using WithoutSleep = FunctionObject<std::string()>;

  TestCls(FakeIOLoop& loop, ThreadPoolExecutor& executor, Future<void> gate, Printed& printed)
      : print_([&printed](const std::string& line) { printed(line); }),
        test_block_(run_on_executor(executor, def("TestCls.test_block",
                                                  [gate](std::string a) {
                                                    gate.result();
                                                    return "finish " + a + " ";
                                                  }))),
        getdata_with_sleep(coroutine(
            loop, def("getdata_with_sleep", [this] { return with_sleep(test_block_, print_); }),
            print_)),
        getdata_without_sleep(coroutine(
            loop, def("getdata_without_sleep", [] { return std::string("i am not blocked"); }),
            print_)) {}

 private:
  static Generator<Future<std::string>, std::string, std::string> with_sleep(Blocking test_block,
                                                                             Print print) {
    print("2. <bound method " + test_block.name() + ">");
    const auto result = co_yield test_block("333");
    print("4... " + *result);
    co_return *result;
  }

  Print print_;
  Blocking test_block_;

 public:
  WithSleep getdata_with_sleep;
  WithoutSleep getdata_without_sleep;
};

TEST(SeedFakeLoop, PrintsItsSixLinesInOrder) {
  Printed printed;
  const auto tick = std::make_shared<ManualTick>();
  FakeIOLoop loop(tick);
  Promise<void> gate("gate");
  ThreadPoolExecutor executor(10);
  const TestCls tcls(loop, executor, gate.future(), printed);

  const auto future = tcls.getdata_with_sleep();
  tcls.getdata_without_sleep();
  // Before the gate opens: a callback that is added to a future that is done is called at once, and
  // need not wait for the coroutine's own, which another thread may be calling.
  Promise<void> added("added");
  future.add_done_callback([&added](Future<std::string>) { added.set_result(); });
  gate.set_result();
  added.future().result();
  tick->tick();

  EXPECT_THAT(printed.lines(),
              ElementsAre("1. <generator object getdata_with_sleep>",
                          "2. <bound method TestCls.test_block>",
                          "3. <Future TestCls.test_block state=running>", "1. i am not blocked",
                          "inner send result called !!!!", "4... finish 333 "));
}

TEST(SeedFakeLoop, PrintsThemByTheClockToo) {
  Printed printed;
  FakeIOLoop loop(std::chrono::milliseconds(1));
  Promise<void> gate("gate");
  Promise<void> last("last");
  ThreadPoolExecutor executor(10);
  const TestCls tcls(loop, executor, gate.future(), printed);

  const auto future = tcls.getdata_with_sleep();
  tcls.getdata_without_sleep();
  future.add_done_callback([&](Future<std::string>) {
    loop.add_callback([&last] { last.set_result(); });  // behind the coroutine's own
  });
  gate.set_result();
  last.future().result();

  EXPECT_EQ(printed.lines().size(), 6u);
  EXPECT_EQ(printed.lines().back(), "4... finish 333 ");
}

}  // namespace
}  // namespace eyewall::fakeloop
