#include "http/grammar.h"

#include <algorithm>
#include <array>

namespace eyewall::http {
namespace {

constexpr std::size_t kQuotedLimit = 80;
constexpr std::string_view kHexDigits = "0123456789abcdef";

constexpr bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

void append_escaped(std::string& out, char c) {
  const auto byte = static_cast<unsigned char>(c);
  switch (c) {
    case '\r':
      out += "\\r";
      return;
    case '\n':
      out += "\\n";
      return;
    case '\t':
      out += "\\t";
      return;
    case '"':
      out += "\\\"";
      return;
    case '\\':
      out += "\\\\";
      return;
    default:
      break;
  }
  if (byte >= 0x20 && byte < 0x7f) {
    out += c;
  } else {
    out += "\\x";
    out += kHexDigits[byte >> 4U];
    out += kHexDigits[byte & 0xfU];
  }
}

}  // namespace

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

int hex_value(char c) {
  if (is_digit(c)) return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

bool is_control(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return (byte < 0x20 && c != '\t') || byte == 0x7f;
}

bool is_blank(char c) {
  return c == ' ' || c == '\t';
}

bool is_token_char(char c) {
  // A table: every character of every header's name is looked at.
  static constexpr auto kTable = [] {
    std::array<bool, 256> table{};
    for (const char mark : std::string_view("!#$%&'*+-.^_`|~")) {
      table[static_cast<unsigned char>(mark)] = true;
    }
    for (int i = 0; i < 256; ++i) {
      const char each = static_cast<char>(i);
      if (is_letter(each) || (each >= '0' && each <= '9'))
        table[static_cast<std::size_t>(i)] = true;
    }
    return table;
  }();
  return kTable[static_cast<unsigned char>(c)];
}

bool is_name_char(char c) {
  constexpr std::string_view kMarks = "-._~!$&'()*+,;=";
  return is_letter(c) || is_digit(c) || kMarks.find(c) != std::string_view::npos;
}

bool is_token(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), is_token_char);
}

std::string_view trim(std::string_view text) {
  while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
  return text;
}

bool equal_ignoring_case(std::string_view a, std::string_view b) {
  return a.size() == b.size() && std::equal(a.begin(), a.end(), b.begin(),
                                            [](char x, char y) { return lower(x) == lower(y); });
}

std::vector<std::string_view> split_list(std::string_view text) {
  std::vector<std::string_view> pieces;
  for (;;) {
    const std::size_t comma = text.find(',');
    pieces.push_back(trim(text.substr(0, comma)));
    if (comma == std::string_view::npos) return pieces;
    text.remove_prefix(comma + 1);
  }
}

std::string quoted(std::string_view text) {
  std::string out = "\"";
  for (const char c : text.substr(0, kQuotedLimit)) append_escaped(out, c);
  out += text.size() > kQuotedLimit ? "\"..." : "\"";
  return out;
}

}  // namespace eyewall::http
