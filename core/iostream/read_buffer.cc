#include "iostream/read_buffer.h"

#include <algorithm>
#include <cstring>

namespace eyewall {

namespace {
constexpr std::size_t kShortAnswer = 4096;
}

std::span<char> ReadBuffer::prepare(std::size_t bytes) {
  if (capacity_ - end_ < bytes) {
    const std::size_t used = size();
    if (capacity_ >= used + bytes && begin_ >= used) {
      std::memmove(data_.get(), data_.get() + begin_,
                   used);  // half is free: move instead of growing
    } else {
      // The first time with room for a short answer besides: the read that finds nothing more
      // then needs no larger one.
      capacity_ = capacity_ == 0 ? bytes + kShortAnswer : std::max(used + bytes, capacity_ * 2);
      std::unique_ptr<char[]> larger(new char[capacity_]);
      if (used != 0) std::memcpy(larger.get(), data_.get() + begin_, used);
      data_ = std::move(larger);
    }
    begin_ = 0;
    end_ = used;
  }
  return {data_.get() + end_, capacity_ - end_};
}

std::string ReadBuffer::consume(std::size_t bytes) {
  std::string taken(view().substr(0, bytes));
  begin_ += taken.size();
  if (begin_ == end_) {
    begin_ = end_ = 0;
    if (capacity_ > 1024 * 1024) {  // a large body has passed: an idle connection keeps little
      data_.reset();
      capacity_ = 0;
    }
  }
  return taken;
}

}  // namespace eyewall
