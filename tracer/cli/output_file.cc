#include "cli/output_file.h"

#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <climits>
#include <cstdlib>
#include <cstring>

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

OutputFile::OutputFile(const std::string& path) : path_(path), place_(behind_links(path)) {
  struct stat status {};
  const bool there = ::stat(place_.c_str(), &status) == 0;
  if (!there || S_ISREG(status.st_mode)) {
    make_unfinished(there ? status.st_mode & 07777 : new_file_mode());
  }
  errno = 0;
  stream_.open(unfinished_.empty() ? place_ : unfinished_, std::ios::binary);
  if (!stream_) fail(errno);
}

OutputFile::~OutputFile() {
  if (!unfinished_.empty()) ::unlink(unfinished_.c_str());
}

void OutputFile::make_unfinished(unsigned mode) {
  std::string name = place_ + ".XXXXXX";
  const int fd = ::mkstemp(name.data());
  if (fd < 0) fail(errno);
  unfinished_ = name;
  const int failed = ::fchmod(fd, mode) != 0 ? errno : 0;
  ::close(fd);
  if (failed != 0) fail(failed);
}

void OutputFile::close() {
  errno = 0;
  stream_.close();
  if (!stream_) fail(errno);
}

void OutputFile::keep() {
  if (unfinished_.empty()) return;
  if (::rename(unfinished_.c_str(), place_.c_str()) != 0) fail(errno);
  unfinished_.clear();
}

void OutputFile::fail(int error) const {
  throw Problem("cannot write " + path_ +
                (error == 0 ? "" : std::string(": ") + std::strerror(error)));
}

}  // namespace eyewall::cli
