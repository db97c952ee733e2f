#include "fakeloop/fake_ioloop.h"

#include <utility>

#include "fakeloop/report.h"
#include "generator/errors.h"
#include "trace/exception_text.h"

namespace eyewall::fakeloop {

using trace::Kind;
namespace f = trace::f;

FakeIOLoop::FakeIOLoop(std::chrono::nanoseconds tick)
    : FakeIOLoop(std::make_shared<TimedTick>(tick)) {}

FakeIOLoop::FakeIOLoop(std::shared_ptr<Tick> tick)
    : tick_(std::move(tick)), thread_(&FakeIOLoop::start, this) {}

FakeIOLoop::~FakeIOLoop() {
  tick_->stop();
  thread_.join();
  for (const Entry& entry : callbacks_) {
    trace::emit<Kind::callback_drop>({}, entry.added, f::cb(entry.id),
                                     f::name(entry.callback.name()));
  }
}

void FakeIOLoop::add_callback(Function<void()> callback, trace::Site at) {
  if (!callback) throw BadCall();
  const trace::Id id = trace::new_id(trace::Object::callback);
  const std::lock_guard lock(mutex_);
  // Told under the lock: the trace must not show it run before it was added.
  const auto added = trace::emit<Kind::callback_add>(at, 0, f::cb(id), f::name(callback.name()));
  callbacks_.push_back({std::move(callback), id, added});
}

void FakeIOLoop::start() {
  while (tick_->wait()) take_one();
}

void FakeIOLoop::take_one() {
  Entry entry;
  {
    const std::lock_guard lock(mutex_);
    if (callbacks_.empty()) return;
    entry = std::move(callbacks_.front());
    callbacks_.pop_front();
  }
  run(entry);  // not under the lock: it may add callbacks
}

void FakeIOLoop::run(Entry& entry) {
  const char* name = entry.callback.name();
  const trace::Scope scope(
      trace::emit<Kind::callback_begin>({}, entry.added, f::cb(entry.id), f::name(name)));
  try {
    entry.callback();
  } catch (const StopIteration&) {  // a generator has ended
  } catch (...) {
    const std::exception_ptr raised = std::current_exception();
    if (trace::on()) {
      const ExceptionText text = describe(raised);
      trace::emit<Kind::callback_raise>({}, 0, f::cb(entry.id), f::name(name), f::type(text.type),
                                        f::error(text.message));
    }
    report(name, raised);
  }
  entry.callback.reset();  // what it owns dies inside its event
  trace::emit<Kind::callback_end>({}, 0, f::cb(entry.id));
}

}  // namespace eyewall::fakeloop
