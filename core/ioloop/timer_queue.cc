#include "ioloop/timer_queue.h"

#include <algorithm>
#include <functional>

namespace eyewall {

namespace f = trace::f;

Timeout TimerQueue::add(sys::TimePoint deadline, Callable callable, trace::Site at) {
  if (free_.empty()) {
    free_.push_back(static_cast<std::uint32_t>(slots_.size()));
    slots_.emplace_back();
  }
  const std::uint32_t index = free_.back();
  free_.pop_back();
  Slot& slot = slots_[index];
  slot.callable = std::move(callable);
  slot.id = trace::new_id(trace::Object::timer);
  slot.added = 0;
  if (trace::on()) {
    slot.added = trace::emit<trace::Kind::timer_add>(
        at, 0, f::timer(slot.id), f::name(slot.callable.name()),
        f::deadline_ns(trace::since_start(sys::to_ns(deadline))));
  }
  heap_.push_back({deadline, next_order_++, index});
  std::push_heap(heap_.begin(), heap_.end(), std::greater<>());
  return {index, slot.generation};
}

bool TimerQueue::cancel(Timeout timeout, trace::Site at) {
  if (!timeout || timeout.slot >= slots_.size()) return false;
  Slot& slot = slots_[timeout.slot];
  if (slot.generation != timeout.generation || !slot.callable) return false;
  trace::emit<trace::Kind::timer_cancel>(at, slot.added, f::timer(slot.id),
                                         f::name(slot.callable.name()));
  ++cancellations_;
  const Callable dropped =
      std::exchange(slot.callable, Callable());  // may add timeouts when destroyed
  return true;
}

TimerQueue::Entry TimerQueue::pop() {
  std::pop_heap(heap_.begin(), heap_.end(), std::greater<>());
  const Entry entry = heap_.back();
  heap_.pop_back();
  return entry;
}

void TimerQueue::release(std::uint32_t slot) {
  // Generation 0 means "no timeout": skipped when the counter wraps.
  if (++slots_[slot].generation == 0) slots_[slot].generation = 1;
  free_.push_back(slot);
}

std::optional<TimerQueue::Due> TimerQueue::take_due(sys::TimePoint now) {
  while (!heap_.empty()) {
    Slot& first = slot_of(heap_.front());
    if (first.callable && heap_.front().deadline > now) return std::nullopt;
    const Entry entry = pop();
    if (!first.callable) {
      --cancellations_;
      release(entry.slot);
      continue;
    }
    Due due{std::exchange(first.callable, Callable()), first.id, first.added, entry.deadline};
    release(entry.slot);
    return due;
  }
  return std::nullopt;
}

std::optional<sys::TimePoint> TimerQueue::next_deadline() const {
  if (heap_.empty()) return std::nullopt;
  return heap_.front().deadline;
}

void TimerQueue::compact() {
  if (cancellations_ <= 512 || cancellations_ <= heap_.size() / 2) return;
  std::erase_if(heap_, [this](const Entry& entry) {
    const bool cancelled = !slot_of(entry).callable;
    if (cancelled) release(entry.slot);
    return cancelled;
  });
  std::make_heap(heap_.begin(), heap_.end(), std::greater<>());
  cancellations_ = 0;
}

void TimerQueue::clear() {
  while (!heap_.empty()) {
    const Entry entry = pop();
    Slot& slot = slot_of(entry);
    if (slot.callable) {
      trace::emit<trace::Kind::timer_drop>({}, slot.added, f::timer(slot.id),
                                           f::name(slot.callable.name()));
    }
    const Callable dropped = std::exchange(slot.callable, Callable());
    release(entry.slot);
  }
  cancellations_ = 0;
}

}  // namespace eyewall
