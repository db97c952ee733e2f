// The source that events name: a line of it, or a whole file.
//
// What: finds the file below one of some folders, and keeps what it has read.
// For: the players, the HTML page. Threads: one at a time. Ownership: owns the texts.
// Errors: none; a file that is not there has no lines.
// Source: ours.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
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

  /// The whole file, to be passed on. Nothing where it is longer than `limit` bytes, or does not
  /// lie below one of the folders: a trace from a stranger shall not choose what leaves this disk.
  std::optional<std::string> whole(std::string_view file, std::size_t limit) const;

  using Lines = std::vector<std::string>;
  /// Every line of the file; none when it cannot be found. Good until the Source goes.
  const Lines& lines(std::string_view file);

 private:
  Lines read(const std::string& file) const;

  std::vector<std::string> roots_;
  std::map<std::string, Lines, std::less<>> files_;
};

}  // namespace eyewall::view
