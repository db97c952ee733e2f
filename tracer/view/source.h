// The text of a source line that an event names.
//
// What: finds the file below one of some folders, and keeps what it has read.
// For: the line player. Threads: one at a time. Ownership: owns the texts.
// Errors: none; a file that is not there has no lines.
// Source: ours.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace eyewall::view {

class Source {
 public:
  /// `roots`: folders in which a relative file name is looked for, in this order.
  explicit Source(std::vector<std::string> roots) : roots_(std::move(roots)) {}

  /// The line, from 1, without its indentation; empty when it cannot be found.
  std::string_view line(std::string_view file, std::uint32_t number);

  using Lines = std::vector<std::string>;
  /// Every line of the file; none when it cannot be found. Good until the Source goes.
  const Lines& lines(std::string_view file);

 private:
  Lines read(const std::string& file) const;

  std::vector<std::string> roots_;
  std::map<std::string, Lines, std::less<>> files_;
};

}  // namespace eyewall::view
