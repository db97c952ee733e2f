#include "read/stream.h"

namespace eyewall::read {
namespace {

constexpr std::size_t kChunk = std::size_t{1} << 16;

}  // namespace

Stream::Stream(const std::string& path) : file_(path), feed_(path, arena_) {
  advance();
}

bool Stream::next() {
  arena_.clear();
  return advance() == Feed::Got::event;
}

Feed::Got Stream::advance() {
  while (next_line()) {
    const Feed::Got got = feed_.take(line_);
    if (got == Feed::Got::header || got == Feed::Got::event) return got;
  }
  return Feed::Got::nothing;
}

bool Stream::next_line() {
  std::size_t scanned = at_;
  for (;;) {
    const std::size_t end = buffer_.find('\n', scanned);
    if (end != std::string::npos) {
      line_ = std::string_view(buffer_).substr(at_, end - at_);
      at_ = end + 1;
      return true;
    }
    buffer_.erase(0, at_);
    at_ = 0;
    scanned = buffer_.size();
    if (!file_.more(buffer_, kChunk)) break;
  }
  if (buffer_.empty()) return false;
  line_ = buffer_;  // the last line has no newline
  at_ = buffer_.size();
  return true;
}

}  // namespace eyewall::read
