// IOLoop: the loop.
//
// What: runs callbacks, timeouts and descriptor handlers, one after another, on one thread.
// For: everything above. It knows no Future: add_future and run_sync are in concurrent/.
// Threads: a loop belongs to the thread that calls start(). add_callback and stop may be called
// from any
//   thread, add_callback_from_signal also from a signal handler; everything else only on the loop's
//   thread.
// Ownership: owns its callbacks, timeouts and handlers; descriptors are lent.
// Errors: what a callback or a handler throws is traced, logged, and survived.
// Source: Tornado 3.1.1 ioloop.IOLoop and ioloop.PollIOLoop.
#pragma once

#include <atomic>
#include <exception>
#include <memory>
#include <stdexcept>
#include <vector>

#include "ioloop/callback_list.h"
#include "ioloop/handler_table.h"
#include "ioloop/poller.h"
#include "ioloop/signal_slots.h"
#include "ioloop/timer_queue.h"
#include "ioloop/waker.h"
#include "sys/clock.h"

namespace eyewall {

/// A callback was added to a loop that is closed, or closing; or it was started.
class IOLoopClosedError : public std::logic_error {
 public:
  IOLoopClosedError()
      : std::logic_error("IOLoop is closed, or closing: it takes no more callbacks") {}
};

class IOLoop {
 public:
  // Events of a descriptor; epoll's own values, as in Tornado.
  static constexpr std::uint32_t kNone = 0;
  static constexpr std::uint32_t kRead = EPOLLIN;
  static constexpr std::uint32_t kWrite = EPOLLOUT;
  static constexpr std::uint32_t kError = EPOLLERR | EPOLLHUP;

  using TimePoint = sys::TimePoint;
  using Duration = sys::Duration;

  /// impl: what to poll; null: epoll. time_func: outlives the loop.
  explicit IOLoop(std::unique_ptr<Poller> impl = nullptr,
                  const sys::Clock& time_func = sys::monotonic_clock());
  virtual ~IOLoop();
  IOLoop(const IOLoop&) = delete;
  IOLoop& operator=(const IOLoop&) = delete;

  /// The program's one loop, made when first asked for. Any thread.
  static IOLoop& instance();
  static bool initialized();
  /// Makes this the instance. Throws std::logic_error when there is one. It must outlive its use;
  /// when it is destroyed there is none again.
  void install();
  /// This thread's loop: the one that runs, or was made current; else instance().
  static IOLoop& current();
  void make_current();
  static void clear_current();

  /// Runs handler(fd, events) on the loop whenever fd is ready for `events` (kError is added by
  /// itself). Level-triggered. Throws sys::Error: EEXIST when fd has a handler already, EBADF when
  /// it is none, EPERM when it cannot be polled.
  void add_handler(int fd, Handler handler, std::uint32_t events, Site at = Site::current());
  /// Changes the events. Throws sys::Error, with ENOENT when fd has no handler.
  void update_handler(int fd, std::uint32_t events, Site at = Site::current());
  /// Forgets fd; events of it that this turn has not handled yet are forgotten too. Never throws.
  void remove_handler(int fd, Site at = Site::current());

  /// Runs until stop(). A stop() that came before makes it return at once.
  void start(Site at = Site::current());
  /// Ends start() after the present turn. Any thread.
  void stop(Site at = Site::current());
  bool running() const { return running_.load(std::memory_order_acquire); }
  /// Drops what is left and refuses callbacks; start() throws IOLoopClosedError from now on.
  /// all_fds: closes every registered descriptor too.
  void close(bool all_fds = false);

  /// The loop's clock.
  TimePoint time() const { return clock_.now(); }
  /// Runs the callback once, at `deadline` on the loop's clock or as soon as the loop can.
  Timeout add_timeout(TimePoint deadline, Callable callback, Site at = Site::current());
  Timeout add_timeout(Duration delay, Callable callback, Site at = Site::current());
  /// Cancels a timeout; nothing happens when it has fired or was cancelled.
  void remove_timeout(Timeout timeout, Site at = Site::current());

  /// Runs the callback in the loop's next turn. Any thread. Throws IOLoopClosedError.
  template <class F>
  requires std::is_constructible_v<Callable, F>
  void add_callback(F callback, Site at = Site::current()) { schedule(std::move(callback), at, 0); }
  /// The same of a stream's callback, for its bookkeeping in the trace.
  template <class F>
  void schedule(F&& callback, Site at, trace::Id stream) {
    // In its place in the list: a callback that is moved there costs twice as much.
    if (takes_local())
      callbacks_.add_local(std::forward<F>(callback), at, stream);
    else
      add_from_elsewhere({std::forward<F>(callback), at, stream});
  }
  /// The same from a signal handler, in no stack context. False: too many wait
  /// (SignalSlots::kSlots).
  bool add_callback_from_signal(SignalCallback function, void* argument) noexcept;

  /// What belongs to this loop and goes when it closes: one object a key (the address of a static).
  /// Makes it when it is first asked for. Tornado keeps such things in dictionaries with weak loops
  /// as keys.
  template <class T, class Make>
  T& attachment(const void* key, Make make) {
    for (auto& [k, object] : attachments_) {
      if (k == key) return *static_cast<T*>(object.get());
    }
    attachments_.emplace_back(key, std::shared_ptr<T>(make()));
    return *static_cast<T*>(attachments_.back().second.get());
  }

  /// Calls `action` in a signal handler when one turn blocks the loop for longer; zero: never. Main
  /// thread.
  void set_blocking_signal_threshold(Duration threshold, void (*action)(int));
  /// Logs which callback runs when one turn blocks the loop for longer.
  void set_blocking_log_threshold(Duration threshold);

 protected:
  /// Reports what a callback threw; a subclass may do otherwise.
  virtual void handle_callback_exception(const char* name, std::exception_ptr error);

 private:
  class Running;
  static constexpr std::size_t kMaxEvents = 256;

  void add_from_elsewhere(Callback callback);
  void run_callbacks();
  void run_timeouts();
  Duration poll_timeout() const;
  struct Ready;
  void poll(Duration timeout, Ready& ready);
  void handle_events(const Ready& ready);
  void handle_waker(trace::Seq cause, std::uint32_t events);
  void run_callback(Callback& callback);
  void run_timer(TimerQueue::Due due);
  void run_handler(HandlerEntry& entry, std::uint32_t events, trace::Seq cause);
  void take_signal_callbacks();
  bool on_loop_thread() const { return thread_.load() == &this_thread_; }
  // Whether a callback may go past the locked list. Between two starts it may not: another thread
  // may be starting the loop.
  bool takes_local() const {
    return running() && on_loop_thread() && !closing_.load(std::memory_order_relaxed);
  }
  bool stopping() const;
  void arm(bool on);
  static void log_blocked(int signal);

  static constinit thread_local char this_thread_;  // its address names the thread
  static constinit thread_local IOLoop* current_loop_;
  static constinit thread_local const char* running_now_;
  static constinit std::atomic<const char*>
      blocked_by_;  // set in signal context, told at the next poll

  std::unique_ptr<Poller> impl_;
  const sys::Clock& clock_;
  CallbackList callbacks_;
  std::vector<Callback> turn_;  // memory of the last turn's callbacks, used again
  TimerQueue timeouts_;
  HandlerTable handlers_;
  SignalSlots signals_;
  Waker waker_;
  trace::Seq waker_added_ = 0;
  std::atomic<bool> running_{false};
  std::atomic<bool> stopped_{false};
  std::atomic<bool> closing_{false};
  std::atomic<const void*> thread_{nullptr};
  std::vector<std::pair<const void*, std::shared_ptr<void>>> attachments_;
  Duration blocking_threshold_{0};
  std::uint64_t iteration_ = 0;
  int handling_ = 0;  // handle_events() that run, one in another: none may destroy a handler yet
};

}  // namespace eyewall
