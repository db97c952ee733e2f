// Files: the system calls of whoever serves them.
//
// What: each call once, checked and traced (sys.call). Descriptors are close-on-exec.
// For: web, which serves files.
// Threads: any; each may wait for the disk, and so hold the loop that calls it.
// Ownership: returned Fd own; parameters lend.
// Errors: Results say why a file is not there, or not readable.
// Source: Python's os module and file objects, as Tornado 3.1.1's web.StaticFileHandler uses them.
#pragma once

#include <chrono>
#include <cstdint>
#include <span>
#include <string>

#include "sys/fd.h"
#include "sys/result.h"
#include "trace/site.h"

namespace eyewall::sys {

using trace::Site;

/// Opens for reading. Never waits for a writer where the path is a FIFO's. The value is the
/// descriptor, which the caller owns.
Result open_file(const std::string& path, Site at = Site::current());

enum class FileKind : std::uint8_t { file, directory, other };
struct FileStatus {
  FileKind kind = FileKind::other;
  std::uint64_t size = 0;               // bytes
  std::chrono::nanoseconds modified{};  // since 1970
};
/// What an open file is. Throws Error.
FileStatus file_status(int fd, Site at = Site::current());

/// Reads at most out.size() bytes from that place on; value 0: the file ends there. EINTR is
/// restarted.
Result read_at(int fd, std::span<char> out, std::uint64_t offset, Site at = Site::current());

/// The path without links, "." and ".."; `path` is left as it is where the result is an error, such
/// as ENOENT.
Result real_path(std::string& path, Site at = Site::current());

}  // namespace eyewall::sys
