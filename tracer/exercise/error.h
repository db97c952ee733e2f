// What is wrong with an exercise's files, and where.
//
// What: the one exception of tracer/exercise. For: `eyewall exercise` and `eyewall grade`.
// Threads: a value. Source: ours; Tornado has no exercises.
#pragma once

#include <cstddef>
#include <stdexcept>
#include <string>

namespace eyewall::exercise {

/// A file that cannot be used. what() is "FILE:LINE: REASON", or "FILE: REASON" where line() is 0.
/// The reason says the way out.
class Error : public std::runtime_error {
 public:
  Error(const std::string& file, std::size_t line, const std::string& reason)
      : std::runtime_error(file + (line == 0 ? "" : ":" + std::to_string(line)) + ": " + reason),
        file_(file),
        line_(line),
        reason_(reason) {}

  const std::string& file() const { return file_; }
  std::size_t line() const { return line_; }
  const std::string& reason() const { return reason_; }

 private:
  std::string file_;
  std::size_t line_;
  std::string reason_;
};

}  // namespace eyewall::exercise
