// What others ask of a loop: handlers, timeouts, callbacks, stop, close. The loop itself is in
// ioloop.cc.
#include <signal.h>

#include <mutex>
#include <string>

#include "ioloop/ioloop.h"
#include "sys/log.h"
#include "sys/signal_calls.h"

namespace eyewall {

namespace f = trace::f;
using trace::Kind;

IOLoop::IOLoop(std::unique_ptr<Poller> impl, const sys::Clock& time_func)
    : impl_(impl ? std::move(impl) : std::make_unique<EpollPoller>()), clock_(time_func) {
  const int fd = waker_.fileno();
  trace::name_descriptor(fd, "waker");
  waker_added_ = trace::emit<Kind::fd_add>(Site::current(), 0, f::fd(fd), f::who(fd),
                                           f::events(kRead | kError));
  impl_->add(fd, kRead | kError, static_cast<std::uint64_t>(fd), Site::current());
}

void IOLoop::close(bool all_fds) {
  if (closing_.exchange(true)) return;
  std::exchange(attachments_, {}).clear();
  const int waker = waker_.fileno();
  trace::emit<Kind::fd_remove>(Site::current(), 0, f::fd(waker), f::who(waker));
  for (const int fd : handlers_.descriptors()) {
    handlers_.remove(fd);
    if (all_fds) sys::close(fd);
  }
  if (handling_ == 0) handlers_.bury();
  timeouts_.clear();
  callbacks_.clear();
}

void IOLoop::add_handler(int fd, Handler handler, std::uint32_t events, Site at) {
  if (fd < 0) throw sys::Error(EBADF, "add_handler: fd " + std::to_string(fd));
  if (handlers_.find(fd) != nullptr)
    throw sys::Error(EEXIST, "add_handler: fd " + std::to_string(fd) + " has a handler");
  const std::uint64_t token = handlers_.put(fd, std::move(handler));
  try {
    impl_->add(fd, events | kError, token, at);
  } catch (...) {
    handlers_.remove(fd);
    throw;
  }
  handlers_.find(fd)->registered =
      trace::emit<Kind::fd_add>(at, 0, f::fd(fd), f::who(fd), f::events(events | kError));
}

void IOLoop::update_handler(int fd, std::uint32_t events, Site at) {
  HandlerEntry* const entry = handlers_.find(fd);
  if (entry == nullptr)
    throw sys::Error(ENOENT, "update_handler: fd " + std::to_string(fd) + " has no handler");
  impl_->modify(fd, events | kError, HandlerTable::token_of(*entry), at);
  entry->registered =
      trace::emit<Kind::fd_modify>(at, 0, f::fd(fd), f::who(fd), f::events(events | kError));
}

void IOLoop::remove_handler(int fd, Site at) {
  if (!handlers_.remove(fd)) return;
  trace::emit<Kind::fd_remove>(at, 0, f::fd(fd), f::who(fd));
  try {
    impl_->remove(fd, at);
  } catch (const sys::Error& error) {
    // Closed before it was removed: the kernel has forgotten it already.
    sys::log(sys::LogLevel::warning, std::string("remove_handler: ") + error.what());
  }
}

void IOLoop::stop(Site at) {
  trace::emit<Kind::loop_stop>(at, 0);
  running_.store(false, std::memory_order_relaxed);
  stopped_.store(true, std::memory_order_release);
  waker_.wake();
  trace::emit<Kind::waker_wake>(at, 0, f::fd(waker_.fileno()));
}

Timeout IOLoop::add_timeout(TimePoint deadline, Callable callback, Site at) {
  return timeouts_.add(deadline, std::move(callback), at);
}

Timeout IOLoop::add_timeout(Duration delay, Callable callback, Site at) {
  return timeouts_.add(sys::after(time(), delay), std::move(callback), at);
}

void IOLoop::remove_timeout(Timeout timeout, Site at) {
  timeouts_.cancel(timeout, at);
}

void IOLoop::add_from_elsewhere(Callback callback) {
  if (closing_.load(std::memory_order_relaxed)) throw IOLoopClosedError();
  if (callbacks_.add_remote(std::move(callback)) && !on_loop_thread()) {
    waker_.wake();
    trace::emit<Kind::waker_wake>(Site::current(), 0, f::fd(waker_.fileno()));
  }
}

bool IOLoop::add_callback_from_signal(SignalCallback function, void* argument) noexcept {
  const bool taken = signals_.push({function, argument});
  waker_.wake();
  return taken;
}

void IOLoop::take_signal_callbacks() {
  auto entry = signals_.take();
  if (!entry) return;
  const stack_context::NullContext none;  // not the context of what the signal interrupted
  for (; entry; entry = signals_.take()) {
    callbacks_.add_local(named("signal_callback", [e = *entry] { e.function(e.argument); }),
                         Site::current());
  }
}

// --- the program's loop, and the thread's ---

namespace {
constinit std::atomic<IOLoop*> the_instance{nullptr};
std::mutex instance_lock;
}  // namespace

IOLoop& IOLoop::instance() {
  if (IOLoop* const loop = the_instance.load(std::memory_order_acquire)) return *loop;
  const std::lock_guard lock(instance_lock);
  if (the_instance.load() == nullptr) {
    static IOLoop loop;
    the_instance.store(&loop, std::memory_order_release);
  }
  return *the_instance.load();
}

bool IOLoop::initialized() {
  return the_instance.load(std::memory_order_acquire) != nullptr;
}

void IOLoop::install() {
  const std::lock_guard lock(instance_lock);
  IOLoop* none = nullptr;
  if (!the_instance.compare_exchange_strong(none, this)) {
    throw std::logic_error("IOLoop::install: there is an instance already");
  }
}

constinit thread_local IOLoop* IOLoop::current_loop_ = nullptr;

IOLoop& IOLoop::current() {
  return current_loop_ != nullptr ? *current_loop_ : instance();
}
void IOLoop::make_current() {
  current_loop_ = this;
}
void IOLoop::clear_current() {
  current_loop_ = nullptr;
}

IOLoop::~IOLoop() {
  close();
  if (current_loop_ == this) clear_current();
  IOLoop* self = this;
  the_instance.compare_exchange_strong(self, nullptr);
}

// --- a loop that is blocked ---

// In signal context: whole literals only, and nothing that locks.
void IOLoop::log_blocked(int) {
  const char* const name = running_now_ != nullptr ? running_now_ : "(nothing that the loop runs)";
  blocked_by_.store(name, std::memory_order_relaxed);
  sys::write_stderr("warning: IOLoop blocked by ");
  sys::write_stderr(name);
  sys::write_stderr("\n");
}

void IOLoop::set_blocking_signal_threshold(Duration threshold, void (*action)(int)) {
  arm(false);  // the alarm of this turn, which the old threshold has set
  blocking_threshold_ = threshold;
  if (threshold > Duration::zero()) sys::set_signal_handler(SIGALRM, action);
}

void IOLoop::set_blocking_log_threshold(Duration threshold) {
  set_blocking_signal_threshold(threshold, log_blocked);
}

void IOLoop::arm(bool on) {
  if (blocking_threshold_ > Duration::zero())
    sys::set_alarm(on ? blocking_threshold_ : Duration::zero());
}

}  // namespace eyewall
