#include "http/authority.h"

#include <arpa/inet.h>

#include <algorithm>
#include <string>

#include "http/grammar.h"

namespace eyewall::http {
namespace {

bool is_registered_name(std::string_view name) {
  for (std::size_t i = 0; i < name.size(); ++i) {
    if (!is_name_char(name[i]) && encoded_byte(name.substr(i)) < 0) return false;
  }
  return true;
}

// "v1.something": an address of a version to come.
bool is_future_address(std::string_view text) {
  const std::size_t dot = text.find('.');
  if (dot == std::string_view::npos || dot < 2 || (text.front() != 'v' && text.front() != 'V'))
    return false;
  const std::string_view version = text.substr(1, dot - 1);
  const std::string_view rest = text.substr(dot + 1);
  return !rest.empty() &&
         std::all_of(version.begin(), version.end(), [](char c) { return hex_value(c) >= 0; }) &&
         std::all_of(rest.begin(), rest.end(), [](char c) { return c == ':' || is_name_char(c); });
}

bool is_address(std::string_view text) {
  in6_addr unused{};
  return inet_pton(AF_INET6, std::string(text).c_str(), &unused) == 1 || is_future_address(text);
}

struct Parts {
  bool valid = false;
  std::string_view host = {};
  std::string_view port = {};
};

Parts split(std::string_view text) {
  std::size_t end = text.find(':');
  bool valid = false;
  if (text.starts_with('[')) {
    const std::size_t close = text.find(']');
    if (close == std::string_view::npos) return {};
    end = close + 1 == text.size() ? std::string_view::npos : close + 1;
    if (end != std::string_view::npos && text[end] != ':') return {};
    valid = is_address(text.substr(1, close - 1));
  } else {
    valid = is_registered_name(text.substr(0, end));
  }
  if (end == std::string_view::npos) return {valid, text, {}};
  const std::string_view port = text.substr(end + 1);
  return {valid && std::all_of(port.begin(), port.end(), is_digit), text.substr(0, end), port};
}

}  // namespace

bool is_authority(std::string_view text) {
  return split(text).valid;
}

bool is_authority_with_port(std::string_view text) {
  const Parts parts = split(text);
  return parts.valid && !parts.host.empty() && !parts.port.empty();
}

}  // namespace eyewall::http
