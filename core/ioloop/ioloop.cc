#include "ioloop/ioloop.h"

#include <algorithm>
#include <array>

#include "sys/log.h"
#include "trace/exception_text.h"

namespace eyewall {

namespace f = trace::f;
using trace::Kind;

namespace {

constexpr IOLoop::Duration kLongestPoll = std::chrono::hours(1);

}  // namespace

// What one poll found: the events, and the trace's number of each.
struct IOLoop::Ready {
  std::array<epoll_event, kMaxEvents> events;
  std::array<trace::Seq, kMaxEvents> seqs;
  std::size_t count = 0;
};

// What start() sets up, and takes down however it is left.
class IOLoop::Running {
 public:
  explicit Running(IOLoop& loop) : loop_(loop), outer_(current_loop_) {
    current_loop_ = &loop;
    loop.thread_.store(&this_thread_);
    loop.running_.store(true, std::memory_order_release);  // thread_ is seen with it
  }
  ~Running() {
    loop_.running_.store(false, std::memory_order_relaxed);
    loop_.stopped_.store(false, std::memory_order_relaxed);  // another start/stop pair may follow
    loop_.arm(false);
    current_loop_ = outer_;
  }
  Running(const Running&) = delete;
  Running& operator=(const Running&) = delete;

 private:
  IOLoop& loop_;
  IOLoop* outer_;
};

void IOLoop::start(Site at) {
  if (closing_.load(std::memory_order_relaxed)) throw IOLoopClosedError();
  if (stopped_.exchange(false)) return;
  trace::emit<Kind::loop_start>(at, 0);
  const Running running(*this);
  while (true) {
    run_callbacks();
    run_timeouts();
    const Duration timeout = poll_timeout();
    if (stopping()) break;
    Ready ready;
    poll(timeout, ready);
    handle_events(ready);
  }
  trace::emit<Kind::loop_end>(at, 0);
}

void IOLoop::run_callbacks() {
  // Only what was added before this turn: a callback that adds another cannot starve the poll.
  take_signal_callbacks();
  std::vector<Callback> turn = std::move(turn_);
  callbacks_.take(turn);
  trace::emit<Kind::loop_iteration>(Site::current(), 0,
                                    f::iteration(static_cast<std::int64_t>(++iteration_)),
                                    f::callbacks(static_cast<std::int64_t>(turn.size())));
  for (Callback& callback : turn) run_callback(callback);
  turn.clear();
  turn_ = std::move(turn);
}

constinit thread_local char IOLoop::this_thread_ = 0;
constinit thread_local const char* IOLoop::running_now_ = nullptr;
constinit std::atomic<const char*> IOLoop::blocked_by_{nullptr};

void IOLoop::run_callback(Callback& callback) {
  const trace::Id id = callback.id();
  running_now_ = callback.name();
  try {
    callback.run(Site::current());
  } catch (...) {
    const std::exception_ptr error = std::current_exception();
    if (trace::on()) {
      const ExceptionText text = describe(error);
      trace::emit<Kind::callback_raise>(Site::current(), 0, f::cb(id), f::name(callback.name()),
                                        f::type(text.type), f::error(text.message));
    }
    handle_callback_exception(callback.name(), error);
  }
}

void IOLoop::run_timeouts() {
  if (timeouts_.size() == 0) return;
  const TimePoint now = time();
  while (auto due = timeouts_.take_due(now)) run_timer(std::move(*due));
  timeouts_.compact();
}

void IOLoop::run_timer(TimerQueue::Due due) {
  const char* const name = due.callable.name();
  running_now_ = name;
  trace::Seq fired = 0;
  if (trace::on()) {
    const Duration late = time() - due.deadline;
    fired = trace::emit<Kind::timer_fire>(Site::current(), due.added, f::timer(due.id),
                                          f::name(name), f::delay_ns(late.count()));
  }
  const trace::Scope scope(
      trace::emit<Kind::callback_begin>(Site::current(), fired, f::timer(due.id), f::name(name)));
  try {
    due.callable();
  } catch (...) {
    const std::exception_ptr error = std::current_exception();
    if (trace::on()) {
      const ExceptionText text = describe(error);
      trace::emit<Kind::callback_raise>(Site::current(), 0, f::timer(due.id), f::name(name),
                                        f::type(text.type), f::error(text.message));
    }
    handle_callback_exception(name, error);
  }
  trace::emit<Kind::callback_end>(Site::current(), 0, f::timer(due.id));
}

IOLoop::Duration IOLoop::poll_timeout() const {
  // Callbacks that this turn added must not wait for the poll.
  if (!callbacks_.empty()) return Duration::zero();
  const auto deadline = timeouts_.next_deadline();
  if (!deadline) return kLongestPoll;
  return std::clamp<Duration>(*deadline - time(), Duration::zero(), kLongestPoll);
}

void IOLoop::poll(Duration timeout, Ready& ready) {
  arm(false);
  running_now_ = nullptr;
  if (blocked_by_.load(std::memory_order_relaxed) != nullptr) {
    const char* const name = blocked_by_.exchange(nullptr, std::memory_order_relaxed);
    trace::emit<Kind::loop_blocked>(Site::current(), 0, f::name(name));
  }
  trace::emit<Kind::poll_begin>(Site::current(), 0, f::timeout_ns(timeout.count()));
  const int count = impl_->poll(ready.events, timeout);
  ready.count = count < 0 ? 0 : static_cast<std::size_t>(count);
  if (trace::on()) {
    for (std::size_t i = 0; i < ready.count; ++i) {
      const epoll_event& event = ready.events[i];
      const HandlerEntry* const entry = handlers_.find_token(event.data.u64);
      const int fd = static_cast<int>(event.data.u64 & 0xffffffff);
      ready.seqs[i] =
          trace::emit<Kind::poll_event>(Site::current(), entry ? entry->registered : waker_added_,
                                        f::fd(fd), f::who(fd), f::events(event.events));
    }
    // A wait cut short by a signal found nothing, but did not wait in vain: no poll.end with ready
    // 0.
    if (count >= 0) {
      trace::emit<Kind::poll_end>(Site::current(), 0, f::ready(count),
                                  f::timeout_ns(timeout.count()));
    }
  }
  arm(true);
}

void IOLoop::handle_events(const Ready& ready) {
  const auto waker_token = static_cast<std::uint64_t>(waker_.fileno());
  constexpr std::size_t kNotWoken = kMaxEvents;
  std::size_t woken_at = kNotWoken;
  ++handling_;
  for (std::size_t i = 0; i < ready.count; ++i) {
    const epoll_event& event = ready.events[i];
    if (event.data.u64 == waker_token) {
      woken_at = i;  // last of all, as Tornado's order has it
    } else if (HandlerEntry* const entry = handlers_.find_token(event.data.u64)) {
      run_handler(*entry, event.events, trace::on() ? ready.seqs[i] : 0);
    }
  }
  if (woken_at != kNotWoken)
    handle_waker(trace::on() ? ready.seqs[woken_at] : 0, ready.events[woken_at].events);
  if (--handling_ == 0) handlers_.bury();
}

void IOLoop::run_handler(HandlerEntry& entry, std::uint32_t events, trace::Seq cause) {
  const int fd = entry.fd;
  running_now_ = entry.handler.name();
  const trace::Scope scope(trace::emit<Kind::handler_begin>(Site::current(), cause, f::fd(fd),
                                                            f::who(fd), f::events(events),
                                                            f::name(entry.handler.name())));
  try {
    entry.handler(fd, events);
  } catch (...) {
    const std::exception_ptr error = std::current_exception();
    const ExceptionText text = describe(error);
    trace::emit<Kind::handler_raise>(Site::current(), 0, f::fd(fd), f::type(text.type),
                                     f::error(text.message));
    sys::log(sys::LogLevel::error, "Exception in I/O handler for fd " + std::to_string(fd) + ": " +
                                       text.type + ": " + text.message);
  }
  trace::emit<Kind::handler_end>(Site::current(), 0, f::fd(fd));
}

void IOLoop::handle_waker(trace::Seq cause, std::uint32_t events) {
  const int fd = waker_.fileno();
  const trace::Scope scope(trace::emit<Kind::handler_begin>(
      Site::current(), cause, f::fd(fd), f::who(fd), f::events(events), f::name("waker")));
  waker_.drain();
  trace::emit<Kind::waker_drain>(Site::current(), 0, f::fd(fd));
  trace::emit<Kind::handler_end>(Site::current(), 0, f::fd(fd));
}

void IOLoop::handle_callback_exception(const char* name, std::exception_ptr error) {
  const ExceptionText text = describe(error);
  sys::log(sys::LogLevel::error,
           std::string("Exception in callback ") + name + ": " + text.type + ": " + text.message);
}

// A nested start() that ends stops the outer one too: running_. A stop() that races with the
// beginning of start() is not lost: stopped_.
bool IOLoop::stopping() const {
  return !running_.load(std::memory_order_relaxed) || stopped_.load(std::memory_order_acquire);
}

}  // namespace eyewall
