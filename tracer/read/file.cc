#include "read/file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "read/error.h"

namespace eyewall::read {
namespace {

Error refused(const std::string& path) {
  return Error(path, 0, 0, std::string("cannot be read: ") + std::strerror(errno));
}

int open_to_read(const std::string& path) {
  int fd = -1;
  do {  // a FIFO is opened when its writer comes
    fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  } while (fd < 0 && errno == EINTR);
  return fd;
}

}  // namespace

File::File(const std::string& path)
    : path_(path), fd_(path == "-" ? STDIN_FILENO : open_to_read(path)) {
  if (fd_ < 0) throw refused(path_);
}

File::~File() {
  if (fd_ != STDIN_FILENO) ::close(fd_);
}

std::size_t File::read(char* out, std::size_t size) {
  ssize_t got = 0;
  do {
    got = ::read(fd_, out, size);
  } while (got < 0 && errno == EINTR);
  if (got < 0) throw refused(path_);
  return static_cast<std::size_t>(got);
}

std::size_t File::read_at(std::uint64_t offset, char* out, std::size_t size) {
  std::size_t have = 0;
  while (have < size) {
    const ssize_t got = ::pread(fd_, out + have, size - have, static_cast<off_t>(offset + have));
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) throw refused(path_);
    if (got == 0) break;
    have += static_cast<std::size_t>(got);
  }
  return have;
}

std::optional<std::uint64_t> File::size() const {
  struct stat status {};
  if (::fstat(fd_, &status) != 0 || !S_ISREG(status.st_mode)) return std::nullopt;
  return static_cast<std::uint64_t>(status.st_size);
}

}  // namespace eyewall::read
