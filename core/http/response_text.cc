#include "http/response_text.h"

#include <array>
#include <charconv>

#include "http/status.h"

namespace eyewall::http {
namespace {

void append_number(std::string& out, std::uint64_t value, int base) {
  std::array<char, 24> digits;
  const auto end = std::to_chars(digits.begin(), digits.end(), value, base).ptr;
  out.append(digits.data(), static_cast<std::size_t>(end - digits.data()));
}

}  // namespace

void check_field(std::string_view name, std::string_view value) {
  if (!is_token(name)) throw ResponseError("Bad header name: " + quoted(name));
  if (breaks_line(value)) {
    throw ResponseError("Line end in the value of " + std::string(name) + ": " + quoted(value));
  }
}

void append_response_head(std::string& out, int code, const Headers& headers) {
  if (code < 100 || code > 999) throw ResponseError("status code " + std::to_string(code));
  if (!headers.sendable()) {
    for (const auto [name, value] : headers) check_field(name, value);
  }
  out.append("HTTP/1.1 ");
  append_number(out, static_cast<std::uint64_t>(code), 10);
  out.append(" ").append(reason_phrase(code)).append("\r\n");
  std::size_t size = 2;
  for (const auto [name, value] : headers) size += name.size() + value.size() + 4;
  // Room for all at once, then copies: an append looks each time whether there is room.
  const std::size_t begin = out.size();
  out.resize(begin + size);
  char* next = out.data() + begin;
  const auto put = [&next](std::string_view text) { next = text.copy(next, text.size()) + next; };
  for (const auto [name, value] : headers) {
    put(name);
    put(": ");
    put(value);
    put("\r\n");
  }
  put("\r\n");
}

void append_chunk(std::string& out, std::string_view bytes) {
  if (bytes.empty()) return;
  append_number(out, bytes.size(), 16);
  out.append("\r\n").append(bytes).append("\r\n");
}

}  // namespace eyewall::http
