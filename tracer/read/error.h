// What is wrong with a trace, and where.
//
// What: the one exception of tracer/read. For: every command that opens a trace (exit code 3).
// Threads: a value. Source: ours; Tornado has no trace.
#pragma once

#include <cstddef>
#include <stdexcept>
#include <string>

namespace eyewall::read {

/// A trace that cannot be read. what() is "FILE:LINE:COLUMN: REASON", as compilers say it;
/// line and column count from 1 and are 0 where no place is meant (a file that cannot be opened).
class Error : public std::runtime_error {
 public:
  Error(std::string file, std::size_t line, std::size_t column, std::string reason);

  const std::string& file() const { return file_; }
  std::size_t line() const { return line_; }
  std::size_t column() const { return column_; }  // in bytes
  const std::string& reason() const { return reason_; }

 private:
  std::string file_;
  std::size_t line_;
  std::size_t column_;
  std::string reason_;
};

}  // namespace eyewall::read
