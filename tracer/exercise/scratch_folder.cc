#include "exercise/scratch_folder.h"

#include <stdlib.h>

#include <cerrno>
#include <cstring>

#include "exercise/error.h"

namespace eyewall::exercise {

namespace fs = std::filesystem;

namespace {

fs::path made(const fs::path& parent, const std::string& name) {
  std::error_code none;  // what is wrong with the parent is told below
  fs::create_directories(parent, none);
  std::string pattern = parent / name;
  if (::mkdtemp(pattern.data()) == nullptr)
    throw Error(pattern, 0, std::string("cannot be made: ") + std::strerror(errno));
  return pattern;
}

fs::path for_temporary_files() {
  std::error_code none;
  return fs::temp_directory_path(none);
}

}  // namespace

ScratchFolder::ScratchFolder(const std::string& name)
    : path_(made(for_temporary_files(), "eyewall-" + name + "-XXXXXX")) {}

ScratchFolder::ScratchFolder(const fs::path& parent, const std::string& name)
    : path_(made(parent, name + ".tmp.XXXXXX")) {}

void remove_tree(const fs::path& root) {
  std::error_code error;
  fs::remove_all(root, error);
  if (!error) return;
  fs::permissions(root, fs::perms::owner_all, fs::perm_options::add, error);
  // Each is unlocked before it is looked into.
  for (fs::recursive_directory_iterator at(root, error), end; !error && at != end;
       at.increment(error)) {
    std::error_code none;
    if (at->is_directory(none) && !at->is_symlink(none))
      fs::permissions(at->path(), fs::perms::owner_all, fs::perm_options::add, none);
  }
  fs::remove_all(root, error);
}

}  // namespace eyewall::exercise
