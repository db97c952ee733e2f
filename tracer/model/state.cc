#include "model/state.h"

#include <algorithm>
#include <limits>

#include "model/reducer.h"

namespace eyewall::model {

void Reducer::run() {
  state_.threads_.edit(event_.thread, [&](Thread& thread) { thread.last = event_.seq; });
  if (!event_.kind) return;  // of a later version: it is shown, but what it does is not known
  if (event_.is(Kind::print)) {
    state_.prints_.edit(state_.prints_.size() + 1, [&](Print& print) { print.seq = event_.seq; });
  }
  if (event_.level() == trace::Level::syscall) return system_call();
  [[maybe_unused]] const bool known = loop() || handlers() || callbacks() || timers() || tasks() ||
                                      futures() || coroutines() || runners() || streams() ||
                                      exchanges();
}

void Reducer::touch(Sort sort, Id id) {
  if (!state_.changed(sort, id)) state_.changed_.push_back({sort, id});
}

void State::apply(const read::Event& event) {
  changed_.clear();
  seq_ = event.seq;
  Reducer(*this, event).run();
}

bool State::changed(Sort sort, Id id) const {
  return std::find(changed_.begin(), changed_.end(), Ref{sort, id}) != changed_.end();
}

std::uint32_t State::ready(const Handler& handler) const {
  return handler.polled > polled_ ? handler.ready : 0;
}

std::vector<Id> State::ready_queue() const {
  std::vector<Id> ids;
  callbacks_.each_live([&](Id id, const Callback& callback) {
    if (callback.status == Callback::Status::queued) ids.push_back(id);
    return true;
  });
  // Numbers are given before events are written: two threads may do it in different orders.
  std::sort(ids.begin(), ids.end(),
            [&](Id a, Id b) { return callbacks_.find(a)->added < callbacks_.find(b)->added; });
  return ids;
}

std::vector<Id> State::timer_queue() const {
  std::vector<Id> ids;
  timers_.each_live([&](Id id, const Timer&) {
    ids.push_back(id);
    return true;
  });
  std::sort(ids.begin(), ids.end(), [&](Id a, Id b) {
    const Timer& one = *timers_.find(a);
    const Timer& other = *timers_.find(b);
    return std::pair(one.deadline_ns, one.added) < std::pair(other.deadline_ns, other.added);
  });
  return ids;
}

std::int64_t State::until_due(const Timer& timer) const {
  constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max();
  const read::Event* last = event();
  std::int64_t left = 0;
  if (__builtin_sub_overflow(timer.deadline_ns, last == nullptr ? 0 : last->t, &left)) {
    return timer.deadline_ns < 0 ? -most : most;
  }
  return std::max(left, -most);  // its negative, too, is a number
}

std::uint32_t State::thread() const {
  const read::Event* last = event();
  return last == nullptr ? 0 : last->thread;
}

std::vector<Seq> State::stack(std::uint32_t thread) const {
  std::vector<Seq> open;
  const Thread* known = threads_.find(thread);
  const read::Event* at = known == nullptr ? nullptr : trace_->by_seq(known->last);
  if (at == nullptr) return open;
  if (at->shape() == trace::Shape::begin) open.push_back(at->seq);
  // An end stands inside its begin, which it closes.
  const read::Event* inside = trace_->by_seq(at->in);
  if (at->shape() == trace::Shape::end && inside != nullptr) inside = trace_->by_seq(inside->in);
  for (; inside != nullptr; inside = trace_->by_seq(inside->in)) open.push_back(inside->seq);
  std::reverse(open.begin(), open.end());
  return open;
}

Id State::coroutine() const {
  for (const read::Event* at = event(); at != nullptr; at = trace_->by_seq(at->in)) {
    if (at->has(trace::Field::gen)) return static_cast<Id>(at->integer(trace::Field::gen));
    if (const Runner* runner = runners_.find(static_cast<Id>(at->integer(trace::Field::runner)))) {
      return runner->coroutine;
    }
  }
  return 0;
}

State::Bytes State::buffer(const Stream& stream) const {
  Bytes bytes{{}, false};
  for (const Stream::Piece& piece : stream.buffer) {
    const read::Event* const read = trace_->by_seq(piece.read);
    const std::string_view data = read->text(trace::Field::data);
    const auto from = static_cast<std::size_t>(piece.from);
    const auto size = static_cast<std::size_t>(piece.bytes);
    if (from < data.size()) bytes.text += data.substr(from, size);
    if (data.size() < from + size) {  // the payload limit left the rest out
      bytes.cut = true;
      break;
    }
  }
  return bytes;
}

}  // namespace eyewall::model
