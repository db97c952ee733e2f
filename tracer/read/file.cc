#include "read/file.h"

#include <sys/stat.h>

#include <cerrno>
#include <cstring>

#include "read/error.h"

namespace eyewall::read {
namespace {

Error refused(const std::string& path) {
  return Error(path, 0, 0, std::string("cannot be read: ") + std::strerror(errno));
}

}  // namespace

File::File(const std::string& path)
    : path_(path), file_(path == "-" ? stdin : std::fopen(path.c_str(), "rb")) {
  if (!file_) throw refused(path_);
}

bool File::more(std::string& out, std::size_t size) {
  const std::size_t before = out.size();
  out.resize(before + size);
  const std::size_t got = std::fread(out.data() + before, 1, size, file_.get());
  out.resize(before + got);
  if (got < size && std::ferror(file_.get()) != 0) throw refused(path_);
  return got != 0;
}

std::string File::all() {
  std::string bytes;
  struct stat status {};
  const bool sized = ::fstat(::fileno(file_.get()), &status) == 0 && S_ISREG(status.st_mode);
  std::size_t step = sized ? static_cast<std::size_t>(status.st_size) + 1 : std::size_t{1} << 16;
  while (more(bytes, step)) step = std::size_t{1} << 16;
  return bytes;
}

}  // namespace eyewall::read
