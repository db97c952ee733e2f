#include "record/file_window.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>

namespace eyewall::record {
namespace {

constexpr std::size_t kBlank = std::size_t{1} << 16;
constexpr std::size_t kPieces = 64;  // of kBlank: 4 MiB a call

const std::array<char, kBlank>& blank() {
  static const auto& newlines = *[] {
    auto* const made = new std::array<char, kBlank>;
    made->fill('\n');
    return made;
  }();
  return newlines;
}

// Past RLIMIT_FSIZE the kernel would send SIGXFSZ, and tracing would kill the program.
bool too_big(std::size_t end) {
  rlimit limit{};
  return ::getrlimit(RLIMIT_FSIZE, &limit) == 0 && limit.rlim_cur != RLIM_INFINITY &&
         end > limit.rlim_cur;
}

// Writes newlines from `from` on, at most `size`; the number written, or -1.
ssize_t write_blank(int fd, std::size_t from, std::size_t size) {
  std::array<iovec, kPieces> pieces;
  std::size_t count = 0;
  for (; size > 0 && count < kPieces; ++count) {
    const std::size_t part = std::min(size, kBlank);
    pieces[count] = {const_cast<char*>(blank().data()), part};
    size -= part;
  }
  return ::pwritev(fd, pieces.data(), static_cast<int>(count), static_cast<off_t>(from));
}

}  // namespace

int FileWindow::open(const char* path) {
  // No O_TRUNC: whoever records into this file now must be left alone.
  fd_ = ::open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0666);
  if (fd_ < 0) return errno;
  int error = 0;
  struct stat status {};
  if (::flock(fd_, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK) {
    error = errno;
  } else if (::fstat(fd_, &status) == 0 && S_ISREG(status.st_mode) && ::ftruncate(fd_, 0) != 0) {
    error = errno;
  }
  if (error != 0) abandon();
  return error;
}

int FileWindow::reserve(std::size_t end) {
  if (too_big(end)) return EFBIG;
  while (reserved_ < end) {
    const ssize_t written = write_blank(fd_, reserved_, end - reserved_);
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return errno;
    if (written == 0) return ENOSPC;
    reserved_ += static_cast<std::size_t>(written);
  }
  return 0;
}

int FileWindow::move(std::size_t used, std::size_t size) {
  const auto page = static_cast<std::size_t>(::sysconf(_SC_PAGESIZE));
  const std::size_t first = used / page * page;
  const std::size_t end = (used + size + page - 1) / page * page;
  if (const int error = reserve(end)) return error;
  void* const mapped = ::mmap(nullptr, end - first, PROT_READ | PROT_WRITE, MAP_SHARED, fd_,
                              static_cast<off_t>(first));
  if (mapped == MAP_FAILED) return errno;
  if (data_ != nullptr) ::munmap(data_, size_);
  data_ = static_cast<char*>(mapped);
  offset_ = first;
  size_ = end - first;
  return 0;
}

int FileWindow::close(std::size_t used) {
  if (fd_ < 0) return 0;
  const int error = ::ftruncate(fd_, static_cast<off_t>(used)) == 0 ? 0 : errno;
  ::flock(fd_, LOCK_UN);  // a child that was forked this instant has it open still
  abandon();
  return error;
}

void FileWindow::abandon() {
  if (data_ != nullptr) ::munmap(data_, size_);
  data_ = nullptr;
  size_ = 0;
  if (fd_ >= 0) ::close(fd_);
  fd_ = -1;
}

}  // namespace eyewall::record
