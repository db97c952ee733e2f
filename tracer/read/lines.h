// The lines of a file, or of a text, one after the other.
//
// What: reads a piece at a time into one buffer, which grows only for a line that is longer.
// For: Trace and Stream. Threads: one at a time.
// Ownership: owns its buffer; a line is good until the next call of next().
// Source: ours; Tornado has no trace.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "read/file.h"

namespace eyewall::read {

class Lines {
 public:
  /// Is shown a line whose end has not come yet, before the buffer grows for it. Throws where
  /// reading on is in vain.
  using Look = std::function<void(std::string_view)>;

  /// Opens `path` ("-": standard input). Throws Error.
  Lines(const std::string& path, Look look);
  explicit Lines(std::string text);

  /// Goes to the next line; false behind the last. Throws Error.
  bool next();
  std::string_view line() const { return line_; }  // without its newline
  /// How many bytes there are to be read in all; nothing where that is not known.
  std::optional<std::uint64_t> size() const;
  /// How many of them were read.
  std::uint64_t done() const { return done_; }

 private:
  bool fill();

  std::optional<File> file_;
  Look look_;
  std::string buffer_;
  std::uint64_t done_ = 0;
  std::size_t from_ = 0;  // of the next line in buffer_
  std::size_t to_ = 0;    // where what was read ends
  std::string_view line_;
};

}  // namespace eyewall::read
