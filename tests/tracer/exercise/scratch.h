// A folder of one test's own, and check files in it.
#pragma once

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <string>

#include "exercise/files.h"

namespace eyewall::exercise {

inline const std::filesystem::path kLessons =
    EYEWALL_SOURCE_DIR "/tests/tracer/exercise/data/lessons";

/// Gone with this object.
class OwnFolder {
 public:
  OwnFolder()
      : path_(testing::TempDir() + "eyewall_exercise." + std::to_string(::getpid()) + "." +
              testing::UnitTest::GetInstance()->current_test_info()->name()) {
    std::filesystem::create_directories(path_);
  }
  OwnFolder(const OwnFolder&) = delete;
  OwnFolder& operator=(const OwnFolder&) = delete;
  ~OwnFolder() {
    std::error_code none;
    std::filesystem::remove_all(path_, none);
  }

  const std::filesystem::path& path() const { return path_; }
  /// Writes a file below it, and returns its path.
  std::filesystem::path put(const std::filesystem::path& name, const std::string& text) const {
    std::filesystem::create_directories((path_ / name).parent_path());
    std::ofstream(path_ / name) << text;
    return path_ / name;
  }

 private:
  std::filesystem::path path_;
};

/// A check file with these checks, inside "[" and "]".
inline std::string check_file(const std::string& checks, const std::string& more = "") {
  return "{\"title\": \"T\", \"task\": \"Do it.\", \"order\": 10, \"minutes\": 5,\n"
         "\"uses\": [\"gen\"],\n\"checks\": [" +
         checks + "],\n\"hints\": [\"a\", \"b\"]" + more + "}\n";
}

}  // namespace eyewall::exercise
