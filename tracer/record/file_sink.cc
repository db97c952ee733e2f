#include "record/file_sink.h"

#include <algorithm>
#include <cerrno>
#include <cstring>

#include "record/message.h"
#include "trace/encode.h"

namespace eyewall::record {
namespace {

constexpr std::size_t kFirstWindow = std::size_t{1} << 16;  // a lesson's trace fits
constexpr std::size_t kLargestWindow = std::size_t{1} << 22;

std::string reason(int error) {
  if (error == EWOULDBLOCK) return "another program records into it";
  if (error == ENODEV) return "it is no regular file";
  return std::strerror(error);
}

}  // namespace

FileSink::FileSink(std::string path, std::string_view header)
    : path_(std::move(path)), window_(kFirstWindow) {
  const int error = file_.open(path_.c_str());
  open_ = error == 0;
  if (!open_) {
    fail(error);
  } else {
    put(header);
  }
}

FileSink::~FileSink() {
  if (open_) file_.close(used());
}

std::size_t FileSink::used() const {
  return cursor == nullptr ? 0 : file_.offset() + static_cast<std::size_t>(cursor - file_.data());
}

void FileSink::fail(int error) {
  if (open_) file_.close(used());
  open_ = false;
  cursor = limit = nullptr;
  tell("cannot write trace " + path_ + ": " + reason(error) + "; going on without a trace");
}

bool FileSink::make_room(std::size_t size) {
  if (!open_) return false;
  const std::size_t so_far = used();
  if (const int error = file_.move(so_far, std::max(size, window_))) {
    fail(error);
    return false;
  }
  window_ = std::min(window_ * 2, kLargestWindow);
  cursor = file_.data() + (so_far - file_.offset());
  limit = file_.data() + file_.size();
  return true;
}

bool FileSink::grow(std::size_t size) {
  const int kept = errno;  // an event may stand between a system call and the look at errno
  const bool grown = make_room(size);
  errno = kept;
  return grown;
}

void FileSink::put(std::string_view line) {
  const auto room = static_cast<std::size_t>(limit - cursor);
  if (room < line.size() && !make_room(line.size())) return;
  cursor = trace::encode::literal(cursor, line);
}

void FileSink::abandon() {
  open_ = false;
  cursor = limit = nullptr;
  file_.abandon();
}

void FileSink::end() {
  if (!open_) return;
  put("{\"eyewall_end\":1,\"events\":" + std::to_string(next_seq - 1) + "}\n");
  if (!open_) return;
  open_ = false;
  file_.close(used());
}

}  // namespace eyewall::record
