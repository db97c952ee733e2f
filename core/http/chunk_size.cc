// parse_chunk_size() of message.h: RFC 9112 section 7.1.
#include <limits>

#include "http/message.h"

namespace eyewall::http {
namespace {

// A size line is short; a longer one only costs memory (RFC 9112 section 7.1.1).
constexpr std::size_t kMaxLine = 16 * 1024;

class ChunkLine {
 public:
  explicit ChunkLine(std::string_view line) : line_(line), rest_(line) {}

  std::uint64_t size() {
    if (peek() < 0 || hex_value(rest_.front()) < 0) refuse("Chunk size is not hexadecimal");
    constexpr std::uint64_t kMax = std::numeric_limits<std::int64_t>::max();
    std::uint64_t value = 0;
    for (; peek() >= 0 && hex_value(rest_.front()) >= 0; rest_.remove_prefix(1)) {
      if (value > (kMax >> 4U)) refuse("Chunk size is too large");
      value = value * 16 + static_cast<std::uint64_t>(hex_value(rest_.front()));
    }
    return value;
  }

  void extensions() {
    while (!rest_.empty()) {
      skip_blanks();
      if (peek() != ';') refuse("Bad character behind the chunk size");
      rest_.remove_prefix(1);
      skip_blanks();
      token("Chunk extension has no name");
      const std::string_view before_blanks = rest_;
      skip_blanks();
      if (peek() == '=') {
        rest_.remove_prefix(1);
        skip_blanks();
        value();
      } else {
        rest_ = before_blanks;  // blanks may stand before the next ";", but not at the end
      }
    }
  }

  [[noreturn]] void refuse(std::string_view rule) const {
    throw MessageError(std::string(rule) + ": " + quoted(line_));
  }

 private:
  int peek() const { return rest_.empty() ? -1 : static_cast<unsigned char>(rest_.front()); }
  void skip_blanks() {
    while (!rest_.empty() && is_blank(rest_.front())) rest_.remove_prefix(1);
  }
  void token(std::string_view otherwise) {
    if (rest_.empty() || !is_token_char(rest_.front())) refuse(otherwise);
    while (!rest_.empty() && is_token_char(rest_.front())) rest_.remove_prefix(1);
  }
  void value() {
    if (peek() != '"') return token("Chunk extension has no value");
    rest_.remove_prefix(1);
    while (peek() != '"') {
      if (peek() == '\\') rest_.remove_prefix(1);
      if (rest_.empty()) refuse("Quoted string in a chunk extension has no end");
      rest_.remove_prefix(1);
    }
    rest_.remove_prefix(1);
  }

  std::string_view line_;
  std::string_view rest_;
};

void check_characters(const ChunkLine& chunk, std::string_view line) {
  for (const char c : line) {
    if (c == '\n') chunk.refuse("Bare LF in chunk size line");
    if (c == '\r') chunk.refuse("Bare CR in chunk size line");
    if (is_control(c)) chunk.refuse("Control character in chunk size line");
  }
}

}  // namespace

std::uint64_t parse_chunk_size(std::string_view line, std::uint64_t limit) {
  if (line.ends_with("\r\n")) line.remove_suffix(2);
  ChunkLine chunk(line);
  if (line.size() > kMaxLine) chunk.refuse("Chunk size line is too long");
  check_characters(chunk, line);
  const std::uint64_t size = chunk.size();
  chunk.extensions();
  if (size > limit) {
    throw MessageError("Chunk of " + std::to_string(size) + " bytes is over the limit of " +
                       std::to_string(limit));
  }
  return size;
}

}  // namespace eyewall::http
