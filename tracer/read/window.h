// A piece of a file in memory, moved to wherever one looks.
//
// What: bytes at any place of a file, of which one piece is in memory at a time.
// For: Search. Threads: one at a time.
// Ownership: owns file and piece; a view is good until the next call.
// Errors: Error. A file that shrinks meanwhile only ends sooner.
// Source: ours; Tornado has no trace.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "read/file.h"

namespace eyewall::read {

class Window {
 public:
  /// Opens the regular file `path`. Throws Error.
  explicit Window(const std::string& path);

  std::uint64_t size() const { return size_; }  // of the file, when it was opened
  /// The bytes from `at` on, as far as they are in memory; at least `least` unless the file ends.
  std::string_view from(std::uint64_t at, std::size_t least = 1);
  /// The bytes before `end`, as far as they are in memory; at least `least` unless the file begins.
  std::string_view before(std::uint64_t end, std::size_t least = 1);
  /// The text between two places.
  std::string text(std::uint64_t from, std::uint64_t to);

 private:
  void load(std::uint64_t at, std::size_t size);

  File file_;
  std::uint64_t size_ = 0;
  std::uint64_t base_ = 0;  // place of the piece
  std::string piece_;
};

}  // namespace eyewall::read
