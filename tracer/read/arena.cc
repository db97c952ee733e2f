#include "read/arena.h"

#include <algorithm>
#include <cstring>

namespace eyewall::read {
namespace {

constexpr std::size_t kBlock = std::size_t{1} << 20;

}  // namespace

void* Arena::take(std::size_t size) {
  size = (size + alignof(Value) - 1) / alignof(Value) * alignof(Value);
  if (blocks_.empty() || block_size_ - used_ < size) {
    block_size_ = std::max(kBlock, size);
    blocks_.push_back(std::make_unique_for_overwrite<std::byte[]>(block_size_));
    used_ = 0;
  }
  void* const memory = blocks_.back().get() + used_;
  used_ += size;
  return memory;
}

std::span<const Value> Arena::keep(std::span<const Value> values) {
  if (values.empty()) return {};
  auto* const first = static_cast<Value*>(take(values.size_bytes()));
  std::uninitialized_copy(values.begin(), values.end(), first);
  return {first, values.size()};
}

std::string_view Arena::keep(std::string_view text) {
  if (text.empty()) return {};
  auto* const first = static_cast<char*>(take(text.size()));
  std::memcpy(first, text.data(), text.size());
  return {first, text.size()};
}

void Arena::clear() {
  if (blocks_.size() > 1) blocks_.erase(blocks_.begin(), blocks_.end() - 1);
  used_ = 0;
}

}  // namespace eyewall::read
