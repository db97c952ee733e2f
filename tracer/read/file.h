// Bytes of a file, or of standard input.
//
// Threads: one at a time. Errors: Error with the system's reason.
// Source: ours. Reading a trace is no part of what is traced, so it does not go through core/sys.
#pragma once

#include <cstdio>
#include <memory>
#include <string>

namespace eyewall::read {

class File {
 public:
  /// Opens `path` ("-": standard input). Throws Error.
  explicit File(const std::string& path);

  /// Appends up to `size` bytes to `out`; false at the end. Throws Error.
  bool more(std::string& out, std::size_t size);
  /// Everything that is left. Throws Error.
  std::string all();

 private:
  struct Close {
    void operator()(std::FILE* file) const {
      if (file != stdin) std::fclose(file);
    }
  };
  std::string path_;
  std::unique_ptr<std::FILE, Close> file_;
};

}  // namespace eyewall::read
