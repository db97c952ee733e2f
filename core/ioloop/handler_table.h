// The handlers of a loop, by descriptor.
//
// What: an array indexed by descriptor. An entry's token tells a registration from an earlier one
// of the
//   same number, so that an event that was ready before fd was closed and reused reaches nobody.
// For: IOLoop only.
// Threads: the loop's own.
// Ownership: owns the handlers. A removed entry lives on until the turn ends: its handler may be
// running. Source: PollIOLoop._handlers and _events of Tornado 3.1.1's ioloop.py.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "stack_context/wrap.h"
#include "trace/sink.h"

namespace eyewall {

/// Called with the descriptor and the events it is ready for.
using Handler = stack_context::Wrapped<void(int fd, std::uint32_t events)>;

struct HandlerEntry {
  Handler handler;
  int fd = -1;
  std::uint32_t generation = 0;
  trace::Seq registered = 0;  // the fd.add or fd.modify that its next event answers
};

class HandlerTable {
 public:
  /// The token of the new entry, for the poller. Replaces an entry of the same fd.
  std::uint64_t put(int fd, Handler handler);
  HandlerEntry* find(int fd) {
    const auto index = static_cast<std::size_t>(fd);
    return fd >= 0 && index < entries_.size() ? entries_[index].get() : nullptr;
  }
  /// The entry that was given this token, if it is still there.
  HandlerEntry* find_token(std::uint64_t token) {
    HandlerEntry* const entry = find(static_cast<int>(token & 0xffffffff));
    return entry != nullptr && entry->generation == token >> 32 ? entry : nullptr;
  }
  static std::uint64_t token_of(const HandlerEntry& entry);
  /// False: fd has no handler.
  bool remove(int fd);
  /// Destroys removed entries: no handler is running now.
  void bury();
  /// Descriptors that have a handler.
  std::vector<int> descriptors() const;

 private:
  std::vector<std::unique_ptr<HandlerEntry>> entries_;
  std::vector<std::unique_ptr<HandlerEntry>> removed_;
  std::uint32_t next_generation_ = 1;
};

}  // namespace eyewall
