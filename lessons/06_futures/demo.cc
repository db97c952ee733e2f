// Lesson 06: a result that comes later, and who is told of it, when.
//
// What: a done callback beside add_future; work here and now, and on another thread; an exception
//   that is looked at.
// Source: Tornado 3.1.1 concurrent.Future, IOLoop.add_future; concurrent.futures.
#include <exception>
#include <stdexcept>
#include <string>

#include "concurrent/add_future.h"
#include "concurrent/executor.h"
#include "pace/pace.h"
#include "trace/print.h"

namespace {

using namespace eyewall;  // NOLINT: a lesson reads better so
using trace::print;

int forty_two() {
  return 42;
}

int fails() {
  throw std::runtime_error("the disk is full");
}

}  // namespace

int main() {
  lesson::Pace pace;
  IOLoop& loop = pace.loop();

  Future<std::string> letter;
  letter.add_done_callback(named(
      "at_once", [](const Future<std::string>& done) { print("at once: " + done.result()); }));
  add_future(loop, letter, named("on_loop", [](const Future<std::string>& done) {
               print("on the loop: " + done.result());
             }));
  letter.set_result("hello");
  print("the result is set");

  DummyExecutor here;
  const Future<int> answer = here.submit(named("forty_two", forty_two));
  ThreadPoolExecutor pool(1);
  const Future<int> failure = pool.submit(named("fails", fails));
  pool.shutdown();  // waits: so the thread's events stand in one place in every run
  add_future(loop, failure, named("look", [&](const Future<int>& done) {
               print("the answer: " + std::to_string(answer.result()));
               try {
                 done.result();
               } catch (const std::runtime_error& error) {
                 print(error.what());
               }
               loop.stop();
             }));
  loop.start();
}
