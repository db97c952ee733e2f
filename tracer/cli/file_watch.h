// A file that is being edited: says when it was saved.
//
// What: watches the folder it is in, for editors that write a new file and rename it; and the
//   folder above, for one that comes back. That a file is gone counts as well.
// How to use it: look_at(file); poll fd(); changed().
// For: exercise_watch.cc. Threads: one. Ownership: owns the descriptor.
// Errors: Problem where the system has no more watches.
// Source: ours; inotify(7).
#pragma once

#include <filesystem>

namespace eyewall::cli {

class FileWatch {
 public:
  FileWatch();
  FileWatch(const FileWatch&) = delete;
  FileWatch& operator=(const FileWatch&) = delete;
  ~FileWatch();

  int fd() const { return fd_; }
  /// From now on this file; what was watched before is not any more.
  void look_at(const std::filesystem::path& file);
  /// Whether it has changed since the last call.
  bool changed();

 private:
  void watch_folder();

  int fd_;
  int folder_ = -1;  // watches
  int above_ = -1;
  std::filesystem::path file_;
};

}  // namespace eyewall::cli
