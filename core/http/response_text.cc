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
  if (value.find_first_of(std::string_view("\r\n\0", 3)) != std::string::npos) {
    throw ResponseError("Line end in the value of " + std::string(name) + ": " + quoted(value));
  }
}

void append_response_head(std::string& out, int code, const Headers& headers) {
  if (code < 100 || code > 999) throw ResponseError("status code " + std::to_string(code));
  out.append("HTTP/1.1 ");
  append_number(out, static_cast<std::uint64_t>(code), 10);
  out.append(" ").append(reason_phrase(code)).append("\r\n");
  for (const auto& [name, value] : headers.get_all()) {
    check_field(name, value);
    out.append(name).append(": ").append(value).append("\r\n");
  }
  out.append("\r\n");
}

void append_chunk(std::string& out, std::string_view bytes) {
  if (bytes.empty()) return;
  append_number(out, bytes.size(), 16);
  out.append("\r\n").append(bytes).append("\r\n");
}

}  // namespace eyewall::http
