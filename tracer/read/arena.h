// Memory for what events point to: given out in order, freed all at once.
//
// What: blocks that never move. For: tracer/read alone.
// Threads: one at a time. Ownership: owns all it gave out; moving it keeps addresses.
// Source: ours.
#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "read/event.h"

namespace eyewall::read {

class Arena {
 public:
  std::span<const Value> keep(std::span<const Value> values);
  std::string_view keep(std::string_view text);
  /// Forgets everything, and keeps the newest block for what comes next.
  void clear();

 private:
  void* take(std::size_t size);  // aligned for a Value

  std::vector<std::unique_ptr<std::byte[]>> blocks_;
  std::size_t block_size_ = 0;
  std::size_t used_ = 0;
};

}  // namespace eyewall::read
