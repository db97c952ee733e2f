#include "gen/sleep.h"

#include "sys/log.h"
#include "trace/exception_text.h"

namespace eyewall::gen {

Future<void> sleep(IOLoop::Duration duration, Site at) {
  Future<void> future(at);
  IOLoop::current().add_timeout(
      duration, named("sleep", [future, at]() mutable { future.set_result(at); }), at);
  return future;
}

void Moment::start(Runner& runner) {
  runner_ = &runner;
  key_ = runner.new_key();
  runner.register_callback(key_);
  loop_->add_callback(named("inner", [runner = RunnerPtr::share(&runner), key = key_.number()] {
    runner->set_result(Key::numbered(key), {});
  }));
}

void detail::log_late(FutureState& state) {
  if (const std::exception_ptr error = state.exception()) {
    const ExceptionText text = describe(error);
    sys::log(sys::LogLevel::error,
             "Exception in a future after its timeout: " + text.type + ": " + text.message);
  }
}

}  // namespace eyewall::gen
