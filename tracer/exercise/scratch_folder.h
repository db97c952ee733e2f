// A folder for what is temporary, gone with its object.
//
// For: workshop.cc, grading.cc, and commands that run programs. Threads: one object, one thread.
// Ownership: owns the folder and all that is in it, whatever was done to its permissions.
// Errors: Error where it cannot be made.
// Source: ours.
#pragma once

#include <filesystem>
#include <string>

namespace eyewall::exercise {

/// Removes a folder with all that is in it; folders in it that were locked are unlocked first.
void remove_tree(const std::filesystem::path& root);

class ScratchFolder {
 public:
  /// "eyewall-NAME-..." under the system's folder for temporary files, for the owner alone.
  explicit ScratchFolder(const std::string& name);
  /// "NAME.tmp...." in `parent`, which is made if need be: what is in it can be moved out at once.
  ScratchFolder(const std::filesystem::path& parent, const std::string& name);
  ScratchFolder(const ScratchFolder&) = delete;
  ScratchFolder& operator=(const ScratchFolder&) = delete;
  ~ScratchFolder() { remove_tree(path_); }

  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

}  // namespace eyewall::exercise
