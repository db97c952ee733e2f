// A file's lock: while one holds it, another process, or another thread, waits.
//
// For: workshop.cc, progress.cc. Threads: any. Ownership: owns the descriptor; the file stays.
// Errors: where there can be no lock, there is none: what it guards is whole even so.
// Source: ours.
#pragma once

#include <filesystem>

namespace eyewall::exercise {

class Lock {
 public:
  explicit Lock(const std::filesystem::path& path);
  Lock(const Lock&) = delete;
  Lock& operator=(const Lock&) = delete;
  ~Lock();

 private:
  int fd_;
};

}  // namespace eyewall::exercise
