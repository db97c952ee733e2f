// The bytes that a stream has read and nobody has taken.
//
// What: one contiguous buffer with a front that moves; data arrives at its end by recv, without a
// copy. For: BaseIOStream only. Threads: the loop's own. Source: BaseIOStream._read_buffer of
// Tornado 3.1.1's iostream.py (a deque of chunks there, merged when a
//   delimiter is looked for).
#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <string_view>

namespace eyewall {

class ReadBuffer {
 public:
  std::size_t size() const { return end_ - begin_; }
  std::string_view view() const { return {data_.get() + begin_, size()}; }

  /// Room for at least `bytes` more at the end; commit() says how many were written there.
  std::span<char> prepare(std::size_t bytes);
  void commit(std::size_t bytes) { end_ += bytes; }

  /// Takes the first `bytes` (at most size()) out.
  std::string consume(std::size_t bytes);

 private:
  std::unique_ptr<char[]> data_;
  std::size_t capacity_ = 0;
  std::size_t begin_ = 0;
  std::size_t end_ = 0;
};

}  // namespace eyewall
