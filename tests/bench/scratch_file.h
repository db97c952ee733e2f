// A file for one benchmark: on a real disk, gone afterwards.
//
// What: a path in TMPDIR (or /tmp), unlinked when the object dies. Threads: one.
// Ownership: owns the file's name.
#pragma once

#include <unistd.h>

#include <cstdlib>
#include <string>

namespace eyewall::bench {

class ScratchFile {
 public:
  explicit ScratchFile(const std::string& name) {
    const char* const folder = std::getenv("TMPDIR");
    path_ = std::string(folder != nullptr ? folder : "/tmp") + "/eyewall_bench." +
            std::to_string(::getpid()) + "." + name;
  }
  ~ScratchFile() { remove(); }
  ScratchFile(const ScratchFile&) = delete;
  ScratchFile& operator=(const ScratchFile&) = delete;

  const std::string& path() const { return path_; }
  void remove() const { ::unlink(path_.c_str()); }

 private:
  std::string path_;
};

}  // namespace eyewall::bench
