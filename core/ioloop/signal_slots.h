// Callbacks that signal handlers ask for, where nothing may be locked or allocated.
//
// What: a fixed ring of function and argument pairs. push() is async-signal-safe.
// For: IOLoop::add_callback_from_signal.
// Threads: push() from any thread's signal handlers. take() on the loop's thread.
// Source: PollIOLoop.add_callback_from_signal of Tornado 3.1.1, where the GIL makes a list do.
#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <optional>

namespace eyewall {

using SignalCallback = void (*)(void* argument);

class SignalSlots {
 public:
  static constexpr std::size_t kSlots = 64;

  struct Entry {
    SignalCallback function;
    void* argument;
  };

  /// False: kSlots callbacks are waiting already, and this one is refused.
  bool push(Entry entry) noexcept {
    std::size_t ticket = tail_.load(std::memory_order_relaxed);
    for (;;) {
      Slot& slot = slots_[ticket % kSlots];
      if (slot.turn.load(std::memory_order_acquire) != 2 * (ticket / kSlots)) {
        const std::size_t now = tail_.load(std::memory_order_relaxed);
        if (now == ticket) return false;  // the slot still holds an entry of a round ago
        ticket = now;
      } else if (tail_.compare_exchange_weak(ticket, ticket + 1, std::memory_order_relaxed)) {
        slot.entry = entry;
        slot.turn.fetch_add(1, std::memory_order_release);
        return true;
      }
    }
  }

  /// The oldest entry; nothing when none is complete.
  std::optional<Entry> take() noexcept {
    Slot& slot = slots_[head_ % kSlots];
    if (slot.turn.load(std::memory_order_acquire) != 2 * (head_ / kSlots) + 1) return std::nullopt;
    const Entry entry = slot.entry;
    slot.turn.fetch_add(1, std::memory_order_release);
    ++head_;
    return entry;
  }

 private:
  struct Slot {
    std::atomic<std::size_t> turn{0};  // 2r: free for round r; 2r + 1: holds the entry of round r
    Entry entry{};
  };
  std::array<Slot, kSlots> slots_;
  std::atomic<std::size_t> tail_{0};
  std::size_t head_ = 0;
};

}  // namespace eyewall
