#include "concurrent/future_state.h"

#include "sys/log.h"
#include "trace/exception_text.h"

namespace eyewall {

namespace f = trace::f;
using trace::Kind;

FutureState::~FutureState() {
  if (!exception_ || looked_at_) return;
  const ExceptionText text = describe(exception_);
  trace::emit<Kind::future_lost>({}, resolved_, f::future(id_), f::type(text.type),
                                 f::error(text.message));
  sys::log(sys::LogLevel::error,
           "Nobody looked at the exception of a future: " + text.type + ": " + text.message);
}

std::exception_ptr FutureState::exception() {
  if (!done()) throw FutureNotDoneError();
  const trace::SpinGuard guard(lock_);
  looked_at_ = true;
  return exception_;
}

void FutureState::add_done_callback(DoneCallback callback, Site at) {
  lock_.lock();
  const bool now = done_.load(std::memory_order_relaxed);
  trace::emit<Kind::future_then>(at, 0, f::future(id_), f::name(callback.name()), f::done(now));
  if (!now) {
    if (first_)
      more_.push_back(std::move(callback));
    else
      first_ = std::move(callback);
  }
  lock_.unlock();
  if (now) callback(*this);
}

void FutureState::set_exception(std::exception_ptr error, Site at) {
  if (!error) throw std::invalid_argument("set_exception: there is no exception in it");
  set_done([&] { exception_ = std::move(error); }, true, at);
}

trace::Seq FutureState::told(bool failed, Site at) {
  if (!trace::on()) return 0;
  if (!failed) return trace::emit<Kind::future_resolve>(at, 0, f::future(id_));
  const ExceptionText text = describe(exception_);
  return trace::emit<Kind::future_reject>(at, 0, f::future(id_), f::type(text.type),
                                          f::error(text.message));
}

void FutureState::notify(Site at) {
  if (!first_) return;
  // A callback may let go of the last future of this state.
  const auto alive = StatePtr<FutureState>::share(this);
  DoneCallback first = std::move(first_);
  std::vector<DoneCallback> more = std::move(more_);
  std::exception_ptr thrown;
  const auto call = [&](DoneCallback& callback) {
    trace::emit<Kind::future_notify>(at, resolved_, f::future(id_), f::name(callback.name()));
    try {
      callback(*this);
    } catch (...) {
      if (!thrown) thrown = std::current_exception();
    }
  };
  call(first);
  for (DoneCallback& callback : more) call(callback);
  if (thrown) std::rethrow_exception(thrown);
}

}  // namespace eyewall
