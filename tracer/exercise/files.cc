#include "exercise/files.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <iterator>

#include "exercise/error.h"
#include "exercise/lock.h"

namespace eyewall::exercise {

namespace fs = std::filesystem;

Lock::Lock(const fs::path& path) : fd_(::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666)) {
  while (fd_ >= 0 && ::flock(fd_, LOCK_EX) != 0 && errno == EINTR) {
  }
}

Lock::~Lock() {
  if (fd_ >= 0) ::close(fd_);
}

std::string contents(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

void write_whole(const fs::path& path, std::string_view text) {
  static std::atomic<unsigned> made = 0;
  const fs::path beside =
      path.string() + "." + std::to_string(::getpid()) + "." + std::to_string(++made);
  std::ofstream file(beside, std::ios::binary);
  file << text;
  file.close();
  if (file && ::rename(beside.c_str(), path.c_str()) == 0) return;
  const int error = errno;
  ::unlink(beside.c_str());
  throw Error(path, 0, std::string("cannot be written: ") + std::strerror(error));
}

}  // namespace eyewall::exercise
