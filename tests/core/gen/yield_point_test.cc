// What may be yielded: callbacks and waits by key, tasks, lists, sleep, with_timeout, moment.
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

struct YieldPoints : test::OnLoop {};

// --- Callback, Wait, WaitAll ---

Coroutine<int> called_before_it_waits() {
  ResultCallback callback = co_yield Callback("k");
  callback(42);
  co_return co_yield Wait<int>("k");
}
Coroutine<> called_by_the_loop(IOLoop* loop) {
  loop->add_callback(co_yield Callback("k"));
  co_yield Wait<>("k");
}
Coroutine<std::string> keys_in_any_order(IOLoop* loop) {
  for (int key = 0; key < 3; ++key) loop->add_callback(co_yield Callback(key));
  co_yield Wait<>(1);
  loop->add_callback(co_yield Callback("three"));
  co_yield Wait<>(0);
  co_yield Wait<>("three");
  co_yield Wait<>(2);
  loop->add_callback(co_yield Callback(0));  // a key may be used again once it was waited for
  co_yield Wait<>(0);
  co_return "all";
}

TEST_F(YieldPoints, AWaitGivesWhatItsCallbackWasCalledWith) {
  EXPECT_EQ(gen::coroutine(called_before_it_waits)().result(), 42);
  result_of(gen::coroutine(called_by_the_loop)(&loop));
  EXPECT_EQ(result_of(gen::coroutine(keys_in_any_order)(&loop)), "all");
}

Coroutine<std::vector<std::string>> waits_for_all(IOLoop* loop) {
  ResultCallback first = co_yield Callback("k1");
  loop->add_callback([first = std::move(first)] { first(std::string("v1")); });
  (co_yield Callback("k2"))(std::string("v2"));
  std::vector<gen::Key> keys{"k1", "k2"};  // g++ 12 takes no braced list inside a co_yield
  co_return co_yield WaitAll<std::string>(std::move(keys));
}

TEST_F(YieldPoints, WaitAllGivesTheResultsInTheOrderOfTheKeys) {
  EXPECT_THAT(result_of(gen::coroutine(waits_for_all)(&loop)), ElementsAre("v1", "v2"));
}

Coroutine<std::size_t> several_arguments() {
  (co_yield Callback("two"))(1, std::string("x"));
  const auto two = co_yield Wait<gen::Arguments>("two");
  EXPECT_EQ(std::any_cast<int>(two.args[0]), 1);
  EXPECT_EQ(std::any_cast<std::string>(two.args[1]), "x");
  (co_yield Callback("none"))();
  const std::any none = co_yield Wait<std::any>("none");
  EXPECT_FALSE(none.has_value());
  co_return two.args.size();
}

TEST_F(YieldPoints, SeveralArgumentsComeAsArgumentsAndNoneAsNothing) {
  EXPECT_EQ(result_of(gen::coroutine(several_arguments)()), 2u);
}

// --- what can be wrong with keys ---

Coroutine<> uses_a_key_twice() {
  co_yield Callback("k");
  co_yield Callback("k");
}
Coroutine<> waits_for_an_unknown_key() {
  ResultCallback callback = co_yield Callback("k1");
  co_yield Wait<>("k2");
}
Coroutine<> waits_for_all_of_unknown_keys() {
  std::vector<gen::Key> keys{"k1", "k2"};
  co_yield WaitAll<>(std::move(keys));
}
Coroutine<> leaks_callbacks() {
  co_yield Callback("k1");
  co_yield Callback("k2");
}
Coroutine<int> waits_for_another_type() {
  (co_yield Callback("k"))(std::string("no int"));
  co_return co_yield Wait<int>("k");
}
Coroutine<int> waits_for_a_value_that_is_none() {
  (co_yield Callback("k"))();
  co_return co_yield Wait<int>("k");
}

TEST_F(YieldPoints, BrokenRulesAboutKeysAreErrorsWithNames) {
  EXPECT_EQ(error_of(gen::coroutine(uses_a_key_twice)()),
            "gen::KeyReuseError: key k is already pending");
  EXPECT_EQ(error_of(gen::coroutine(waits_for_an_unknown_key)()),
            "gen::UnknownKeyError: key k2 is not pending");
  EXPECT_EQ(error_of(gen::coroutine(waits_for_all_of_unknown_keys)()),
            "gen::UnknownKeyError: key k1 is not pending");
  EXPECT_EQ(error_of(gen::coroutine(leaks_callbacks)()),
            "gen::LeakedCallbackError: finished without waiting for callbacks k1, k2");
  EXPECT_EQ(error_of(gen::coroutine(waits_for_another_type)()),
            "gen::BadYieldError: the result of key k has another type than is waited for");
  EXPECT_THAT(error_of(gen::coroutine(waits_for_a_value_that_is_none)()),
              HasSubstr("gen::BadYieldError"));
}

Coroutine<int> goes_on_after_an_error_in_a_yield() {
  try {
    co_yield Wait<>("unknown");
  } catch (const gen::UnknownKeyError&) {
  }
  (co_yield Callback("k"))(7);
  co_return co_yield Wait<int>("k");
}
Coroutine<int> leaks_behind_an_exception() {
  co_yield Callback("orphan");
  try {
    co_yield failed("x");
  } catch (const std::runtime_error&) {
  }
  co_return 7;
}

TEST_F(YieldPoints, TheErrorsAreThrownAtTheYieldAndMayBeCaught) {
  EXPECT_EQ(result_of(gen::coroutine(goes_on_after_an_error_in_a_yield)()), 7);
}

TEST_F(YieldPoints, CallbacksOrphanedByAnExceptionAreNotCalledLeaked) {
  EXPECT_EQ(result_of(gen::coroutine(leaks_behind_an_exception)()), 7);
}

Coroutine<> gives_a_callback_away(std::shared_ptr<ResultCallback>* out) {
  *out = std::make_shared<ResultCallback>(co_yield Callback("k"));
}

TEST_F(YieldPoints, ACallbackThatIsCalledWhenTheCoroutineIsOverDoesNothing) {
  std::shared_ptr<ResultCallback> orphan;
  EXPECT_THAT(error_of(gen::coroutine(gives_a_callback_away)(&orphan)),
              HasSubstr("LeakedCallbackError"));
  (*orphan)();
  (*orphan)(7);
}

// --- what cannot be yielded, known when it is compiled ---

TEST_F(YieldPoints, ABadYieldDoesNotCompile) {
  static_assert(gen::Yieldable<Future<int>> && gen::Yieldable<gen::Moment>);
  static_assert(gen::Yieldable<gen::Task<int>> && gen::Yieldable<std::vector<Future<int>>>);
  static_assert(gen::Yieldable<std::tuple<Future<int>, gen::Task<>>>);
  static_assert(!gen::Yieldable<int> && !gen::Yieldable<std::string>);
  static_assert(!gen::Yieldable<Coroutine<int>>);
}

// --- Task ---

void calls_back(int a, int b, ResultCallback callback) {
  callback(a + b);
}
void never_begins(ResultCallback) {
  throw std::runtime_error("task");
}

Coroutine<int> runs_tasks(IOLoop* loop) {
  const int now = co_yield gen::task<int>(calls_back, 3, 4);
  const int later = co_yield gen::task<int>(delay_callback<int>, 3, 10);
  co_yield gen::task([loop](ResultCallback callback) { loop->add_callback(std::move(callback)); });
  co_return now + later;
}
Coroutine<std::string> catches_a_tasks_failure() {
  try {
    co_yield gen::task(never_begins);
  } catch (const std::runtime_error& error) {
    co_return error.what();
  }
  co_return "nothing";
}
Coroutine<int> takes_move_only_arguments() {
  auto argument = std::make_unique<int>(7);
  co_return co_yield gen::task<int>(
      [](std::unique_ptr<int> p, ResultCallback callback) { callback(*p); }, std::move(argument));
}

TEST_F(YieldPoints, ATaskGivesWhatItsFunctionCallsBackWith) {
  EXPECT_EQ(result_of(gen::coroutine(runs_tasks)(&loop)), 17);
  EXPECT_EQ(result_of(gen::coroutine(takes_move_only_arguments)()), 7);
}

TEST_F(YieldPoints, ATasksFailureIsThrownAtItsYield) {
  EXPECT_EQ(result_of(gen::coroutine(catches_a_tasks_failure)()), "task");
}

// --- one's own ---

class Countdown final : public gen::YieldPoint {
 public:
  explicit Countdown(int from) : left_(from) {}
  void start(gen::Runner& runner) override {
    runner_ = &runner;
    key_ = runner.new_key();
    runner.register_callback(key_);
    for (int i = 0; i < left_; ++i) {
      IOLoop::current().add_callback([this, r = gen::RunnerPtr::share(&runner)] {
        --left_ == 0 ? r->set_result(key_, 7) : r->run();
      });
    }
  }
  bool is_ready() override { return ++asked_, runner_->is_ready(key_); }
  void get_result() override { result_ = std::any_cast<int>(runner_->pop_result(key_)); }
  std::pair<int, int> take() { return {result_, asked_}; }
  const char* name() const override { return "Countdown"; }

 private:
  int left_;
  int asked_ = 0;
  int result_ = 0;
  gen::Runner* runner_ = nullptr;
  gen::Key key_;
};
Coroutine<std::pair<int, int>> counts_down() {
  co_return co_yield Countdown(3);
}

TEST_F(YieldPoints, MayBeOnesOwn) {
  const auto [result, asked] = result_of(gen::coroutine(counts_down)());
  EXPECT_EQ(result, 7);
  EXPECT_EQ(asked, 4) << "once when it was yielded, then whenever it may have become ready";
}

}  // namespace
}  // namespace eyewall
