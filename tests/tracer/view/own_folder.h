// A folder of one test's own: ctest runs tests side by side.
#pragma once

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <string>

namespace eyewall::view {

/// Ends in a slash; made at the first call, and gone with the program.
inline const std::string& own_folder() {
  struct Folder {
    Folder() { std::filesystem::create_directories(path); }
    ~Folder() {
      std::error_code error;
      std::filesystem::remove_all(path, error);
    }
    const std::string path =
        testing::TempDir() + "eyewall_view." + std::to_string(::getpid()) + "/";
  };
  static const Folder folder;
  return folder.path;
}

}  // namespace eyewall::view
