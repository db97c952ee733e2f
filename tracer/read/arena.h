// Memory for what events point to: given out in order, freed all at once.
//
// What: blocks that never move; short texts that come again and again are kept once.
// For: tracer/read alone.
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
  /// The same, but for an equal text that was kept not long ago it gives that one's memory.
  std::string_view keep_once(std::string_view text);
  /// Forgets everything, and keeps the newest block for what comes next.
  void clear();
  /// Forgets which texts were kept, not the texts: nothing more will come.
  void finish() { recent_ = {}; }

 private:
  void* take(std::size_t size, std::size_t align);
  void* take_block(std::size_t size);

  std::vector<std::unique_ptr<std::byte[]>> blocks_;
  std::size_t block_size_ = 0;  // of the last block; 0: there is none
  std::size_t used_ = 0;
  std::vector<std::string_view> recent_;  // by hash; a newer text takes an older one's place
};

}  // namespace eyewall::read
