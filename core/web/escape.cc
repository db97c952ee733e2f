#include "web/escape.h"

#include <nlohmann/json.hpp>

#include "http/grammar.h"

namespace eyewall::web {
namespace {

std::string_view entity(char c) {
  switch (c) {
    case '&':
      return "&amp;";
    case '<':
      return "&lt;";
    case '>':
      return "&gt;";
    case '"':
      return "&quot;";
    case '\'':
      return "&#39;";
    default:
      return {};
  }
}

// RFC 3986's unreserved characters.
bool is_unreserved(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || http::is_digit(c) || c == '-' ||
         c == '.' || c == '_' || c == '~';
}

}  // namespace

std::string xhtml_escape(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (const char c : text) {
    const std::string_view escaped = entity(c);
    out += escaped.empty() ? std::string_view(&c, 1) : escaped;
  }
  return out;
}

std::string url_escape(std::string_view text, bool plus) {
  std::string out;
  for (const char c : text) {
    if (is_unreserved(c) || (c == '/' && !plus)) {
      out += c;
    } else if (c == ' ' && plus) {
      out += '+';
    } else {
      http::append_encoded(out, c);
    }
  }
  return out;
}

std::string url_unescape(std::string_view text, bool plus) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    const int byte = http::encoded_byte(text.substr(i));
    if (byte >= 0) {
      out += static_cast<char>(byte);
      i += 2;
    } else {
      out += text[i] == '+' && plus ? ' ' : text[i];
    }
  }
  return out;
}

std::string json_encode(const nlohmann::json& value) {
  std::string out = value.dump(-1, ' ', true);
  for (std::size_t at = 0; (at = out.find("</", at)) != std::string::npos; at += 2) {
    out.replace(at, 2, "<\\/");
  }
  return out;
}

}  // namespace eyewall::web
