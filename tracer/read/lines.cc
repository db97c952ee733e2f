#include "read/lines.h"

#include <cstring>

namespace eyewall::read {
namespace {

constexpr std::size_t kPiece = std::size_t{1} << 18;  // stays in a processor's cache

}  // namespace

Lines::Lines(const std::string& path, Look look)
    : file_(std::in_place, path), look_(std::move(look)), buffer_(kPiece, '\0') {}

Lines::Lines(std::string text)
    : buffer_(std::move(text)), done_(buffer_.size()), to_(buffer_.size()) {}

bool Lines::next() {
  std::size_t looked = 0;  // bytes behind from_ that hold no newline
  do {
    const char* const first = buffer_.data() + from_;
    const std::size_t size = to_ - from_;
    if (const void* newline = std::memchr(first + looked, '\n', size - looked)) {
      line_ = {first, static_cast<std::size_t>(static_cast<const char*>(newline) - first)};
      from_ += line_.size() + 1;
      return true;
    }
    looked = size;
  } while (fill());
  line_ = std::string_view(buffer_).substr(from_, to_ - from_);  // the last has no newline
  from_ = to_;
  return !line_.empty();
}

// Gets more bytes behind the line that has begun; false at the end.
bool Lines::fill() {
  if (!file_) return false;
  std::memmove(buffer_.data(), buffer_.data() + from_, to_ - from_);
  to_ -= from_;
  from_ = 0;
  if (to_ == buffer_.size()) {
    look_(buffer_);
    buffer_.resize(buffer_.size() * 2);
  }
  const std::size_t got = file_->read(buffer_.data() + to_, buffer_.size() - to_);
  to_ += got;
  done_ += got;
  if (got == 0) file_.reset();
  return got != 0;
}

std::optional<std::uint64_t> Lines::size() const {
  return file_ ? file_->size() : std::optional<std::uint64_t>(to_);
}

}  // namespace eyewall::read
