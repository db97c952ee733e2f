#include "read/arena.h"

#include <cstdint>
#include <cstring>
#include <utility>

namespace eyewall::read {
namespace {

constexpr std::size_t kBlock = std::size_t{1} << 20;
constexpr std::size_t kLongest = 64;  // of the texts that are looked for among the recent ones
constexpr unsigned kRecentBits = 12;

std::uint64_t mixed(std::uint64_t hash, std::uint64_t word) {
  return (hash ^ word ^ (hash >> 29)) * 0x9e3779b97f4a7c15U;
}

std::uint64_t word_at(const char* at, std::size_t size) {
  std::uint64_t word = 0;
  std::memcpy(&word, at, size);
  return word;
}

// Which place among the recent ones a text has; eight bytes a step, the last eight overlapping.
std::size_t place(std::string_view text) {
  const char* const data = text.data();
  const std::size_t size = text.size();
  std::uint64_t hash = size;
  if (size < 8) {
    hash = mixed(hash, word_at(data, size));
  } else {
    for (std::size_t at = 0; at + 8 < size; at += 8) hash = mixed(hash, word_at(data + at, 8));
    hash = mixed(hash, word_at(data + size - 8, 8));
  }
  return static_cast<std::size_t>(hash >> (64 - kRecentBits));
}

}  // namespace

void* Arena::take(std::size_t size, std::size_t align) {
  if (size > kBlock / 8) return take_block(size);
  used_ = (used_ + align - 1) / align * align;
  if (used_ + size > block_size_) {
    blocks_.push_back(std::make_unique_for_overwrite<std::byte[]>(kBlock));
    block_size_ = kBlock;
    used_ = 0;
  }
  void* const memory = blocks_.back().get() + used_;
  used_ += size;
  return memory;
}

// A block of its own, behind which the one that is being filled stays the last.
void* Arena::take_block(std::size_t size) {
  blocks_.push_back(std::make_unique_for_overwrite<std::byte[]>(size));
  void* const memory = blocks_.back().get();
  if (block_size_ != 0) std::swap(blocks_.back(), blocks_[blocks_.size() - 2]);
  return memory;
}

std::span<const Value> Arena::keep(std::span<const Value> values) {
  if (values.empty()) return {};
  auto* const first = static_cast<Value*>(take(values.size_bytes(), alignof(Value)));
  std::uninitialized_copy(values.begin(), values.end(), first);
  return {first, values.size()};
}

std::string_view Arena::keep(std::string_view text) {
  if (text.empty()) return {};
  auto* const first = static_cast<char*>(take(text.size(), 1));
  std::memcpy(first, text.data(), text.size());
  return {first, text.size()};
}

std::string_view Arena::keep_once(std::string_view text) {
  if (text.size() > kLongest) return keep(text);
  if (recent_.empty()) recent_.resize(std::size_t{1} << kRecentBits);
  std::string_view& kept = recent_[place(text)];
  if (kept != text) kept = keep(text);
  return kept;
}

void Arena::clear() {
  blocks_.erase(blocks_.begin(), block_size_ == 0 ? blocks_.end() : blocks_.end() - 1);
  used_ = 0;
  recent_.clear();
}

}  // namespace eyewall::read
