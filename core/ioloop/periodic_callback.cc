#include "ioloop/periodic_callback.h"

#include <stdexcept>

#include "sys/log.h"
#include "trace/exception_text.h"

namespace eyewall {

struct PeriodicCallback::State {
  IOLoop& loop;
  Callable callback;
  IOLoop::Duration callback_time;
  IOLoop::TimePoint next_timeout{};
  Timeout timeout{};  // none: stopped, or its callback runs
  bool running = false;

  void stop() {
    running = false;
    loop.remove_timeout(std::exchange(timeout, Timeout()));
  }

  static void run(const std::shared_ptr<State>& self) {
    self->timeout = Timeout();
    try {
      self->callback();
    } catch (...) {
      const ExceptionText text = describe(std::current_exception());
      sys::log(sys::LogLevel::error,
               "Error in periodic callback: " + text.type + ": " + text.message);
    }
    if (self->running && !self->timeout) schedule_next(self);  // unless the callback has started it
  }

  static void schedule_next(const std::shared_ptr<State>& self) {
    const IOLoop::TimePoint now = self->loop.time();
    const IOLoop::Duration every = self->callback_time;
    if (self->next_timeout <= now)
      self->next_timeout =
          sys::after(self->next_timeout + (now - self->next_timeout) / every * every, every);
    self->timeout = self->loop.add_timeout(
        self->next_timeout, named("periodic_callback", [self] { State::run(self); }));
  }
};

PeriodicCallback::PeriodicCallback(Callable callback, IOLoop::Duration callback_time, IOLoop& loop)
    : state_(new State{loop, std::move(callback), callback_time}) {
  if (callback_time <= IOLoop::Duration::zero()) {
    throw std::invalid_argument("PeriodicCallback: callback_time must be positive");
  }
}

void PeriodicCallback::start() {
  state_->stop();
  state_->running = true;
  state_->next_timeout = state_->loop.time();
  State::schedule_next(state_);
}

void PeriodicCallback::stop() {
  state_->stop();
}

}  // namespace eyewall
