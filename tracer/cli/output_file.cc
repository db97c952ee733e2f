#include "cli/output_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <climits>
#include <cstdlib>
#include <cstring>
#include <string_view>

#include "cli/cli.h"

namespace eyewall::cli {
namespace {

// The permissions that a new file gets.
unsigned new_file_mode() {
  const mode_t mask = ::umask(0);
  ::umask(mask);
  return 0666 & ~mask;
}

std::string behind_links(const std::string& path) {
  char real[PATH_MAX];
  return ::realpath(path.c_str(), real) == nullptr ? path : std::string(real);
}

}  // namespace

int DescriptorBuffer::sync() {
  std::string_view left = waiting_;
  while (!left.empty() && error_ == 0) {
    const ssize_t written = ::write(fd_, left.data(), left.size());
    if (written >= 0) {
      left.remove_prefix(static_cast<std::size_t>(written));
    } else if (errno != EINTR) {
      error_ = errno;
    }
  }
  waiting_.clear();
  return error_ == 0 ? 0 : -1;
}

std::streamsize DescriptorBuffer::xsputn(const char* text, std::streamsize size) {
  waiting_.append(text, static_cast<std::size_t>(size));
  return waiting_.size() < kBlock || sync() == 0 ? size : 0;
}

DescriptorBuffer::int_type DescriptorBuffer::overflow(int_type c) {
  const char last = traits_type::to_char_type(c);
  return xsputn(&last, 1) == 1 ? c : traits_type::eof();
}

void DescriptorBuffer::close() {
  if (fd_ < 0) return;
  sync();
  if (::close(fd_) != 0 && error_ == 0) error_ = errno;  // a full disk of another machine
  fd_ = -1;
}

OutputFile::OutputFile(const std::string& path) : path_(path), place_(behind_links(path)) {
  struct stat status {};
  const bool there = ::stat(place_.c_str(), &status) == 0;
  const bool file = !there || S_ISREG(status.st_mode);
  const int fd = file ? make_unfinished(there ? status.st_mode & 07777 : new_file_mode())
                      : ::open(place_.c_str(), O_WRONLY | O_CLOEXEC);
  if (fd < 0) fail(errno);
  buffer_.open(fd);
}

OutputFile::~OutputFile() {
  if (!unfinished_.empty()) ::unlink(unfinished_.c_str());
}

int OutputFile::make_unfinished(unsigned mode) {
  std::string name = place_ + ".XXXXXX";
  const int fd = ::mkostemp(name.data(), O_CLOEXEC);
  if (fd < 0) fail(errno);
  unfinished_ = name;
  if (::fchmod(fd, mode) != 0) {
    const int error = errno;
    ::close(fd);
    ::unlink(unfinished_.c_str());  // no destructor will
    fail(error);
  }
  return fd;
}

void OutputFile::check() const {
  if (buffer_.error() != 0) fail(buffer_.error());
}

void OutputFile::close() {
  buffer_.close();
  check();
}

void OutputFile::keep() {
  if (unfinished_.empty()) return;
  if (::rename(unfinished_.c_str(), place_.c_str()) != 0) fail(errno);
  unfinished_.clear();
}

void OutputFile::fail(int error) const {
  throw Problem("cannot write " + path_ + ": " + std::strerror(error));
}

}  // namespace eyewall::cli
