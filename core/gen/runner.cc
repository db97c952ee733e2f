#include "gen/runner.h"

#include "trace/exception_text.h"

namespace eyewall::gen {

namespace f = trace::f;
using trace::Kind;

Runner::Runner(std::coroutine_handle<> gen, Exchange& exchange, Function<void()> final_callback)
    : gen_(gen),
      exchange_(exchange),
      final_callback_(std::move(final_callback)),
      id_(trace::new_id(trace::Object::runner)) {}

Runner::~Runner() {
  if (self_) *self_ = nullptr;
  if (!finished_) trace::emit<Kind::gen_close>({}, 0, f::gen(exchange_.gen));
  gen_.destroy();
}

void Runner::register_callback(const Key& key, trace::Id future) {
  pending_.add(key);
  if (trace::on()) {
    trace::emit<Kind::runner_register>(Site::current(), 0, f::runner(id_), f::key(key.text()),
                                       f::future(future));
  }
}

void Runner::set_result(const Key& key, std::any result) {
  if (trace::on())
    trace::emit<Kind::runner_set_result>(Site::current(), 0, f::runner(id_), f::key(key.text()));
  pending_.set_result(key, std::move(result));
  run();
}

bool Runner::handle_exception(std::exception_ptr error) {
  if (running_ || finished_) return false;
  exc_info_ = std::move(error);
  run();
  return true;
}

void Runner::observed_by(std::shared_ptr<Runner*> observer) {
  *observer = this;
  self_ = std::move(observer);
}

void Runner::run() {
  if (running_ || finished_) return;
  const auto alive = RunnerPtr::share(this);
  struct Running {
    bool& flag;
    explicit Running(bool& r) : flag(r) { flag = true; }
    ~Running() { flag = false; }
  } const running(running_);
  while (take_result()) {
    send();
    if (gen_.done()) return finish();
    start_yielded();
  }
}

// False: the yield point is not ready. True: there is a result, or an exception, to give to the
// coroutine.
bool Runner::take_result() {
  if (exc_info_) return true;
  try {
    const bool ready = yield_point_->is_ready();
    trace::emit<Kind::runner_ready>(Site::current(), 0, f::runner(id_),
                                    f::point(yield_point_->name()), f::ready(ready));
    if (!ready) return false;
    trace::emit<Kind::runner_result>(Site::current(), 0, f::runner(id_),
                                     f::point(yield_point_->name()));
    yield_point_->get_result();
  } catch (...) {
    exc_info_ = std::current_exception();
  }
  return true;
}

void Runner::send() {
  const trace::Seq cause = yield_point_->cause();
  trace::Seq begin = 0;
  if (exc_info_) {
    had_exception_ = true;
    if (trace::on()) {
      const ExceptionText text = describe(exc_info_);
      begin = trace::emit<Kind::gen_throw>(Site::current(), cause, f::gen(exchange_.gen),
                                           f::type(text.type), f::error(text.message));
    }
  } else {
    begin = trace::emit<Kind::gen_send>(Site::current(), cause, f::gen(exchange_.gen));
  }
  exchange_.thrown_in = std::exchange(exc_info_, nullptr);
  const trace::Scope scope(begin);
  yield_point_ = &null_yield_point_;  // the point lives in the frame, which goes on now
  gen_.resume();
  if (!trace::on()) return;
  if (!gen_.done()) {
    trace::emit<Kind::gen_yield>(exchange_.yielded_at, 0, f::gen(exchange_.gen),
                                 f::type(exchange_.yielded->name()));
  } else if (!exchange_.let_out) {
    trace::emit<Kind::gen_return>(Site::current(), 0, f::gen(exchange_.gen));
  } else {
    const ExceptionText text = describe(exchange_.let_out);
    trace::emit<Kind::gen_raise>(Site::current(), 0, f::gen(exchange_.gen), f::type(text.type),
                                 f::error(text.message));
  }
}

void Runner::start_yielded() {
  yield_point_ = exchange_.yielded;
  trace::emit<Kind::runner_yielded>(Site::current(), 0, f::runner(id_),
                                    f::point(yield_point_->name()),
                                    f::future(yield_point_->future()));
  try {
    trace::emit<Kind::runner_start>(Site::current(), 0, f::runner(id_),
                                    f::point(yield_point_->name()));
    yield_point_->start(*this);
  } catch (...) {
    exc_info_ = std::current_exception();
  }
}

void Runner::finish() {
  finished_ = true;
  trace::emit<Kind::runner_finish>(Site::current(), 0, f::runner(id_));
  if (exchange_.let_out) std::rethrow_exception(std::exchange(exchange_.let_out, nullptr));
  // After an exception some callbacks may be orphans: then nobody is to blame.
  if (!pending_.empty() && !had_exception_) throw LeakedCallbackError(pending_.text());
  std::exchange(final_callback_, nullptr)();
}

}  // namespace eyewall::gen
