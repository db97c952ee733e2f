// A file for one test, gone afterwards. For: tests/tracer/read.
#pragma once

#include <gtest/gtest.h>
#include <unistd.h>

#include <fstream>
#include <string>

namespace eyewall::read {

class Scratch {
 public:
  explicit Scratch(const std::string& name)
      : path_(testing::TempDir() + name + "." + std::to_string(::getpid())) {}
  ~Scratch() { ::unlink(path_.c_str()); }
  Scratch(const Scratch&) = delete;
  Scratch& operator=(const Scratch&) = delete;

  const std::string& path() const { return path_; }
  /// Makes it the file's only content; its path.
  const std::string& with(const std::string& text) const {
    std::ofstream(path_, std::ios::binary | std::ios::trunc) << text;
    return path_;
  }

 private:
  std::string path_;
};

}  // namespace eyewall::read
