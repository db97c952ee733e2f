// Text on its way out, in blocks: a million events are some ten million small pieces.
//
// What: appends to a buffer that is given to a stream when it is full; numbers and JSON as they
//   come. For: the formats. Threads: one. Ownership: borrows the stream.
// Errors: none; the stream keeps its own state, and whoever opened it looks at that.
// Source: ours.
#pragma once

#include <charconv>
#include <concepts>
#include <ostream>
#include <string>
#include <string_view>

#include "trace/encode.h"

namespace eyewall::exports {

class Text {
 public:
  explicit Text(std::ostream& out) : out_(out) { buffer_.reserve(2 * kBlock); }
  Text(const Text&) = delete;
  Text& operator=(const Text&) = delete;
  ~Text() { flush(); }

  Text& operator<<(std::string_view text) {
    buffer_ += text;
    if (buffer_.size() >= kBlock) flush();
    return *this;
  }
  Text& operator<<(char c) { return *this << std::string_view(&c, 1); }
  Text& operator<<(std::integral auto number) {
    char digits[24];
    const auto end = std::to_chars(digits, digits + sizeof digits, number).ptr;
    return *this << std::string_view(digits, static_cast<std::size_t>(end - digits));
  }
  /// A JSON string, with its quotes. Bytes that are no UTF-8 are escaped one by one.
  Text& json(std::string_view text) {
    const std::size_t from = buffer_.size();
    buffer_.resize(from + trace::encode::max_text(text.size()));
    const char* const end = trace::encode::text(buffer_.data() + from, text);
    buffer_.resize(static_cast<std::size_t>(end - buffer_.data()));
    return *this << std::string_view();
  }

 private:
  static constexpr std::size_t kBlock = 1 << 16;

  void flush() {
    out_.write(buffer_.data(), static_cast<std::streamsize>(buffer_.size()));
    buffer_.clear();
  }

  std::ostream& out_;
  std::string buffer_;
};

}  // namespace eyewall::exports
