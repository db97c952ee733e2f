// What stack contexts were for: an exception in a callback reaches those who wanted the work done,
// though their calls have returned long ago.
//
// A context is an exception handler. `with` puts one on a list; `wrap` remembers the list as it is,
// and puts it back around the callback when that is called, from wherever.
#include <cstdio>
#include <deque>
#include <exception>
#include <functional>
#include <stdexcept>
#include <utility>
#include <vector>

namespace {

using Handler = std::function<bool(std::exception_ptr)>;  // true: handled
using Function = std::function<void()>;

std::vector<Handler> contexts;  // the innermost is the last
std::deque<Function> callbacks;

// Runs `body` with one handler more.
void with(Handler handler, const Function& body) {
  contexts.push_back(std::move(handler));
  body();
  contexts.pop_back();
}

// From the inside out, until somebody has handled it.
void offer(const std::vector<Handler>& handlers, std::exception_ptr error) {
  for (auto handler = handlers.rbegin(); handler != handlers.rend(); ++handler) {
    if ((*handler)(error)) return;
  }
  std::rethrow_exception(error);
}

Function wrap(Function function) {
  return [function = std::move(function), captured = contexts] {
    const std::vector<Handler> before = std::exchange(contexts, captured);
    try {
      function();
    } catch (...) {
      contexts = before;
      return offer(captured, std::current_exception());
    }
    contexts = before;
  };
}

// The loop: it can do no more than note what nobody handled.
void run_loop() {
  while (!callbacks.empty()) {
    const Function callback = std::move(callbacks.front());
    callbacks.pop_front();
    try {
      callback();
    } catch (const std::exception& error) {
      std::printf("  the loop logs: %s\n", error.what());
    }
  }
}

void parse() {
  throw std::runtime_error("bad header");
}

// A library: it works in two callbacks, and knows nothing of who asked.
void fetch(Function (*kept)(Function)) {
  callbacks.push_back(kept([kept] {
    std::printf("  connected\n");
    callbacks.push_back(kept(parse));
  }));
}

Function plain(Function function) {
  return function;
}

bool answer_500(std::exception_ptr error) {
  try {
    std::rethrow_exception(error);
  } catch (const std::exception& what) {
    std::printf("  the handler answers 500: %s\n", what.what());
  }
  return true;
}

void request(Function (*kept)(Function)) {
  try {
    with(answer_500, [kept] { fetch(kept); });
    std::printf("  the request's call has returned\n");
  } catch (const std::exception&) {
    std::printf("  never printed: nothing was thrown while the call was on the stack\n");
  }
  run_loop();
}

}  // namespace

int main() {
  std::printf("Callbacks as they are:\n");
  request(plain);
  std::printf("Callbacks that are wrapped:\n");
  request(wrap);
}
