// A file that grows, seen through a window of memory.
//
// What: the bytes of a trace are stored straight into the page cache. What is stored is in the
//   file, even if the program is killed the instant after: there is no buffer of ours to lose.
// For: FileSink. Threads: one at a time (the emit lock, in practice).
// Ownership: owns the descriptor and the mapping. A forked child must only abandon().
// Errors: values of errno; 0 is success.
// Source: ours. Its system calls do not go through core/sys: a recorder that traced its own
//   writes would write for ever, and a fault injected for the program must not hit its trace.
//
// The window is first written full of newlines, then mapped. Writing reserves the space, so that
// a full disk is an error here and never a SIGBUS later; it also makes the page cache take large
// pieces, which are cheap to map. A killed program's file ends in blank lines, which readers of
// JSON Lines skip.
#pragma once

#include <cstddef>

namespace eyewall::record {

class FileWindow {
 public:
  FileWindow() = default;
  ~FileWindow() { abandon(); }
  FileWindow(const FileWindow&) = delete;
  FileWindow& operator=(const FileWindow&) = delete;

  /// Makes the file empty, or makes it. EWOULDBLOCK: another process records into it now.
  int open(const char* path);

  /// Moves the window: it holds byte `used` of the file (what lies before is final) and at least
  /// `size` bytes from there on. On an error the old window stays.
  int move(std::size_t used, std::size_t size);

  char* data() const { return data_; }            // the window's first byte
  std::size_t offset() const { return offset_; }  // and its place in the file
  std::size_t size() const { return size_; }

  /// Cuts the file to its first `used` bytes and closes it.
  int close(std::size_t used);
  /// Closes it as it is.
  void abandon();

 private:
  int reserve(std::size_t end);

  int fd_ = -1;
  char* data_ = nullptr;
  std::size_t offset_ = 0;
  std::size_t size_ = 0;
  std::size_t reserved_ = 0;  // length of the file, newlines included
};

}  // namespace eyewall::record
