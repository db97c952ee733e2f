#include "fakeloop/future_state.h"

#include <utility>

#include "trace/exception_text.h"

namespace eyewall::fakeloop {

using trace::Kind;
namespace f = trace::f;

AlreadyFinished::AlreadyFinished(const std::string& future)
    : std::logic_error("future " + future + " already has a result or an exception") {}

BrokenPromise::BrokenPromise(const std::string& future)
    : std::runtime_error("future " + future + " was given up: nobody is left to set its result") {}

FutureState::FutureState(std::string name, trace::Site at)
    : name_(std::move(name)), id_(trace::new_id(trace::Object::future)) {
  trace::emit<Kind::future_new>(at, 0, f::future(id_), f::name(name_));
}

FutureState::~FutureState() {
  if (!raised_ || looked_at_ || !trace::on()) return;
  const ExceptionText text = describe(raised_);
  trace::emit<Kind::future_lost>({}, finished_at_, f::future(id_), f::type(text.type),
                                 f::error(text.message));
}

FutureState::Phase FutureState::phase() const {
  const std::lock_guard lock(mutex_);
  return phase_;
}

std::string FutureState::repr() const {
  constexpr const char* kNames[] = {"pending", "running", "finished"};
  return "<Future " + name_ + " state=" + kNames[static_cast<int>(phase())] + ">";
}

void FutureState::set_running() {
  const std::lock_guard lock(mutex_);
  refuse_second();
  phase_ = Phase::running;
}

void FutureState::wait() {
  std::unique_lock lock(mutex_);
  finished_.wait(lock, [this] { return phase_ == Phase::finished; });
  if (!raised_) return;
  looked_at_ = true;
  std::rethrow_exception(raised_);
}

void FutureState::refuse_second() const {
  if (phase_ == Phase::finished) throw AlreadyFinished(name_);
}

void FutureState::finish_with_result(trace::Site at) {
  finished_at_ = trace::emit<Kind::future_resolve>(at, 0, f::future(id_));
  phase_ = Phase::finished;
  finished_.notify_all();
}

void FutureState::finish_with_exception(std::exception_ptr raised, trace::Site at) {
  if (trace::on()) {
    const ExceptionText text = describe(raised);
    finished_at_ = trace::emit<Kind::future_reject>(at, 0, f::future(id_), f::type(text.type),
                                                    f::error(text.message));
  }
  raised_ = std::move(raised);
  phase_ = Phase::finished;
  finished_.notify_all();
}

void FutureState::on_then(const char* callback, bool done, trace::Site at) const {
  trace::emit<Kind::future_then>(at, 0, f::future(id_), f::name(callback), f::done(done));
}

void FutureState::on_notify(const char* callback) const {
  trace::emit<Kind::future_notify>({}, finished_at_, f::future(id_), f::name(callback));
}

}  // namespace eyewall::fakeloop
