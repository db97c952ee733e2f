// Bytes of a file, or of standard input.
//
// What: read() into the caller's memory. Not mmap(): a file that shrinks while it is mapped, as one
//   that is recorded anew does, would kill the reader by SIGBUS.
// For: Lines and Search. Threads: one at a time. Ownership: owns the descriptor, but for "-".
// Errors: Error with the system's reason.
// Source: ours. Reading a trace is no part of what is traced, so it does not go through core/sys.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

namespace eyewall::read {

class File {
 public:
  /// Opens `path` ("-": standard input). Throws Error.
  explicit File(const std::string& path);
  ~File();
  File(const File&) = delete;
  File& operator=(const File&) = delete;

  /// What comes next, at most `size` bytes and as soon as there are any; 0 at the end.
  std::size_t read(char* out, std::size_t size);
  /// The `size` bytes at `offset`, fewer only at the end. Regular files alone.
  std::size_t read_at(std::uint64_t offset, char* out, std::size_t size);
  /// How long it is now; nothing unless it is a regular file.
  std::optional<std::uint64_t> size() const;

 private:
  std::string path_;
  int fd_;
};

}  // namespace eyewall::read
