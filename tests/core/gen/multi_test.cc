// Several yield points at once: a vector or a tuple of them.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <tuple>
#include <vector>

#include "core/gen/on_loop.h"

namespace eyewall {
namespace {

using namespace std::chrono_literals;
using gen::Callback;
using gen::Coroutine;
using gen::ResultCallback;
using gen::Wait;
using gen::WaitAll;
using test::after_turns;
using test::delay_callback;
using test::failed;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

struct Multi : test::OnLoop {};

void fails(ResultCallback) {
  throw std::runtime_error("task");
}

Coroutine<std::vector<int>> yields_a_list() {
  std::vector<Future<int>> list;
  list.push_back(after_turns(3, 1));
  list.push_back(done_future(2));
  list.push_back(after_turns(1, 3));
  co_return co_yield std::move(list);
}
Coroutine<std::vector<std::string>> yields_tasks() {
  std::vector<gen::Task<std::string>> list;
  list.push_back(gen::task<std::string>(delay_callback<std::string>, 3, "v1"));
  list.push_back(gen::task<std::string>(delay_callback<std::string>, 1, "v2"));
  co_return co_yield std::move(list);
}
Coroutine<std::vector<std::string>> yields_waits() {
  (co_yield Callback("k1"))(std::string("v1"));
  (co_yield Callback("k2"))(std::string("v2"));
  std::vector<Wait<std::string>> list;
  list.emplace_back("k1");
  list.emplace_back("k2");
  co_return co_yield std::move(list);
}
Coroutine<std::size_t> yields_nothing() {
  co_return (co_yield std::vector<Future<int>>()).size();
}
Coroutine<std::size_t> yields_voids() {
  std::vector<Future<void>> list;
  for (int i = 1; i <= 3; ++i) list.push_back(gen::sleep(std::chrono::seconds(i)));
  co_return (co_yield std::move(list)).size();
}

TEST_F(Multi, AListGivesAllResultsInItsOrder) {
  EXPECT_THAT(result_of(gen::coroutine(yields_a_list)()), ElementsAre(1, 2, 3));
  EXPECT_THAT(result_of(gen::coroutine(yields_tasks)()), ElementsAre("v1", "v2"));
  EXPECT_THAT(result_of(gen::coroutine(yields_waits)()), ElementsAre("v1", "v2"));
}

TEST_F(Multi, AnEmptyListIsReadyAtOnce) {
  auto future = gen::coroutine(yields_nothing)();
  EXPECT_TRUE(future.done());
  EXPECT_EQ(future.result(), 0u);
}

TEST_F(Multi, AListOfVoidsWaitsForTheLastOfThem) {
  const auto begin = loop.time();
  EXPECT_EQ(result_of(gen::coroutine(yields_voids)()), 3u);
  EXPECT_EQ(loop.time() - begin, 3s) << "at once, not one after another";
}

Coroutine<std::string> yields_a_tuple() {
  std::tuple points(after_turns(2, 7), gen::task<std::string>(delay_callback<std::string>, 1, "x"),
                    gen::sleep(1s), done_future(std::make_unique<int>(8)));
  auto [number, text, nothing, pointer] = co_yield std::move(points);
  static_assert(std::is_same_v<decltype(nothing), std::monostate>);
  co_return std::to_string(number) + text + std::to_string(*pointer);
}
Coroutine<> yields_an_empty_tuple() {
  co_yield std::tuple<>();
}

TEST_F(Multi, ATupleGivesATupleOfResults) {
  EXPECT_EQ(result_of(gen::coroutine(yields_a_tuple)()), "7x8");
  EXPECT_TRUE(gen::coroutine(yields_an_empty_tuple)().done());
}

Coroutine<std::string> yields_failures(bool in_a_tuple) {
  try {
    if (in_a_tuple) {
      std::tuple points(after_turns(1, 1), failed("second"), failed("third"));
      co_yield std::move(points);
    } else {
      std::vector<Future<int>> list{after_turns(1, 1), failed("second"), failed("third")};
      co_yield std::move(list);
    }
  } catch (const std::runtime_error& error) {
    co_return error.what();
  }
  co_return "nothing";
}

TEST_F(Multi, TheFirstChildThatFailedThrowsAndTheOthersAreReported) {
  for (const bool in_a_tuple : {false, true}) {
    EXPECT_EQ(result_of(gen::coroutine(yields_failures)(in_a_tuple)), "second");
  }
  EXPECT_THAT(log.messages(), ElementsAre(HasSubstr("third"), HasSubstr("third")));
}

Coroutine<std::string> yields_a_list_that_cannot_start() {
  std::vector<gen::Task<>> list;
  list.push_back(gen::task(delay_callback<int>, 2, 1));
  list.push_back(gen::task(fails));
  try {
    co_yield std::move(list);
  } catch (const std::runtime_error& error) {
    co_return error.what();
  }
  co_return "nothing";
}

TEST_F(Multi, AListWhoseChildCannotStartThrowsAtOnce) {
  auto future = gen::coroutine(yields_a_list_that_cannot_start)();
  EXPECT_TRUE(future.done());
  EXPECT_EQ(future.result(), "task");
  turn(5);  // the other child's callback comes, and nobody waits for it
}

}  // namespace
}  // namespace eyewall
