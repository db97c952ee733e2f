#include "sys/file_calls.h"

#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "sys/outcome.h"

namespace eyewall::sys {

Result open_file(const std::string& path, Site at) {
  const Result result =
      restarted([&] { return ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY); });
  if (trace::on()) trace_call("open", -1, result, at);
  return result;
}

FileStatus file_status(int fd, Site at) {
  struct stat status = {};
  const Result result = outcome(::fstat(fd, &status));
  if (trace::on()) trace_call("fstat", fd, result, at);
  check(result, "fstat");
  FileStatus found;
  if (S_ISREG(status.st_mode)) found.kind = FileKind::file;
  if (S_ISDIR(status.st_mode)) found.kind = FileKind::directory;
  found.size = static_cast<std::uint64_t>(status.st_size);
  found.modified = std::chrono::seconds(status.st_mtim.tv_sec) +
                   std::chrono::nanoseconds(status.st_mtim.tv_nsec);
  return found;
}

Result read_at(int fd, std::span<char> out, std::uint64_t offset, Site at) {
  const Result result =
      restarted([&] { return ::pread(fd, out.data(), out.size(), static_cast<off_t>(offset)); });
  if (trace::on()) trace_call("pread", fd, result, at);
  return result;
}

Result real_path(std::string& path, Site at) {
  char real[PATH_MAX];
  const Result result = outcome(::realpath(path.c_str(), real) == nullptr ? -1 : 0);
  if (trace::on()) trace_call("realpath", -1, result, at);
  if (result.ok()) path = real;
  return result;
}

}  // namespace eyewall::sys
