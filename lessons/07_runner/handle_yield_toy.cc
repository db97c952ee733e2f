// Tornado 4's Runner in its shortest form: whatever is yielded is a future, and one function,
// handle_yield, asks one question: is it done?
//
// Tornado 3.1 knows yield points besides (a Callback and its Wait, a Task, a list): each is asked
// whether it is ready, started, and asked for its result, and keys tell the answers apart.
#include <coroutine>
#include <cstdio>
#include <deque>
#include <exception>
#include <functional>
#include <memory>
#include <optional>
#include <utility>

namespace {

// The loop, as far as it matters: a list of callbacks.
std::deque<std::function<void()>> callbacks;

void run_loop() {
  while (!callbacks.empty()) {
    const auto callback = std::move(callbacks.front());
    callbacks.pop_front();
    callback();
  }
}

struct State {
  std::optional<int> result;
  std::function<void()> when_done;
};

class Future {
 public:
  bool done() const { return state_->result.has_value(); }
  int result() const { return *state_->result; }
  void set_result(int value) {
    state_->result = value;
    if (state_->when_done) callbacks.push_back(std::move(state_->when_done));
  }
  // Always through the loop, as add_future does.
  void add_future(std::function<void()> callback) {
    if (done())
      callbacks.push_back(std::move(callback));
    else
      state_->when_done = std::move(callback);
  }

 private:
  std::shared_ptr<State> state_ = std::make_shared<State>();
};

class Runner;

// The generator: yields futures, is sent ints, returns an int.
struct Coroutine {
  struct promise_type {
    Future yielded;
    int sent = 0;
    int returned = 0;

    Coroutine get_return_object() {
      return {std::coroutine_handle<promise_type>::from_promise(*this)};
    }
    std::suspend_always initial_suspend() { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    void unhandled_exception() { std::terminate(); }  // a toy: lesson 07's demo shows the real way
    void return_value(int value) { returned = value; }
    auto yield_value(Future future) {
      yielded = std::move(future);
      struct Yield {
        promise_type* promise;
        bool await_ready() { return false; }
        void await_suspend(std::coroutine_handle<>) {}
        int await_resume() { return promise->sent; }
      };
      return Yield{this};
    }
  };
  std::coroutine_handle<promise_type> handle;
};

class Runner {
 public:
  // Made with new; the last run deletes it.
  Runner(Coroutine gen, Future result) : gen_(gen.handle), result_(std::move(result)) {}

  void start() {
    std::printf("Runner: next(gen)\n");
    gen_.resume();
    if (handle_yield()) run();
  }

 private:
  // Whether the coroutine can go on at once.
  bool handle_yield() {
    if (gen_.done()) return true;
    future_ = gen_.promise().yielded;
    if (future_.done()) {
      std::printf("Runner: the future is done: on, without the loop\n");
      return true;
    }
    std::printf("Runner: not done: the loop shall call run\n");
    future_.add_future([this] { run(); });
    return false;
  }

  void run() {
    while (!gen_.done()) {
      gen_.promise().sent = future_.result();
      std::printf("Runner: gen.send(%d)\n", gen_.promise().sent);
      gen_.resume();
      if (!handle_yield()) return;
    }
    result_.set_result(gen_.promise().returned);
    gen_.destroy();
    delete this;  // a toy's way: nobody else refers to it
  }

  std::coroutine_handle<Coroutine::promise_type> gen_;
  Future result_;
  Future future_;
};

Coroutine body(Future first, Future second) {
  const int a = co_yield first;
  std::printf("body: the first is %d\n", a);
  const int b = co_yield second;
  std::printf("body: the second is %d\n", b);
  co_return a + b;
}

}  // namespace

int main() {
  Future first, second, result;
  first.set_result(1);
  (new Runner(body(first, second), result))->start();
  std::printf("main: sets the second\n");
  second.set_result(2);
  std::printf("main: done? %s\n", result.done() ? "yes" : "no");
  run_loop();
  std::printf("main: %d\n", result.result());
}
