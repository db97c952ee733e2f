// FakeIOLoop: the smallest thing that deserves the name of a loop. A thread, and a list.
//
// What: a thread that looks at its list once a tick, takes the first callback and runs it.
// For: the lesson that shows what add_callback is for before there is any epoll.
// Threads: add_callback from any. Callbacks run on the loop's own thread, one at a time. The real
// IOLoop
//   has no thread of its own, and takes every callback that is there at each turn.
// Ownership: owns its thread and its callbacks. The destructor ends the thread after the callback
// that
//   runs, and drops those that have not; so it must outlive whoever may still add one.
// Errors: StopIteration from a callback is the usual end of a generator, and is ignored, as in the
// seed.
//   Any other exception is told to stderr, and the loop goes on (the seed's thread would end).
// Source: the seed's FakeIOloop, for Tornado 3.1.1's ioloop.IOLoop.
#pragma once

#include <chrono>
#include <deque>
#include <memory>
#include <mutex>
#include <thread>

#include "fakeloop/tick.h"
#include "functional/function.h"
#include "trace/emit.h"

namespace eyewall::fakeloop {

class FakeIOLoop {
 public:
  /// Starts the thread. Throws BadTick, and std::system_error when no thread is to be had.
  explicit FakeIOLoop(std::chrono::nanoseconds tick = std::chrono::seconds(1));
  explicit FakeIOLoop(std::shared_ptr<Tick> tick);
  ~FakeIOLoop();
  FakeIOLoop(const FakeIOLoop&) = delete;
  FakeIOLoop& operator=(const FakeIOLoop&) = delete;

  /// Puts a callback at the end of the list. Throws BadCall when it is empty.
  void add_callback(Function<void()> callback, trace::Site at = trace::Site::current());

 private:
  struct Entry {
    Function<void()> callback;
    trace::Id id = 0;
    trace::Seq added = 0;
  };

  void start();  // the thread
  void take_one();
  static void run(Entry& entry);

  std::shared_ptr<Tick> tick_;
  std::mutex mutex_;
  std::deque<Entry> callbacks_;  // guarded by mutex_
  std::thread thread_;           // last: it uses the others from its first moment
};

}  // namespace eyewall::fakeloop
