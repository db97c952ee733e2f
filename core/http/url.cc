#include "http/url.h"

#include <arpa/inet.h>

#include <algorithm>

#include "http/grammar.h"
#include "http/uri_parts.h"

namespace eyewall::http {
namespace {

[[noreturn]] void refuse_url(std::string_view what, std::string_view text) {
  throw UrlError(std::string(what) + ": " + quoted(text));
}

bool is_ascii(char c) {
  return static_cast<unsigned char>(c) < 0x80;
}

void parse_userinfo(Url& url, std::string_view userinfo, std::string_view text) {
  // "@" ought to be %40 here; the last one ends the user information, as in Tornado.
  for (const char c : userinfo) {
    if (!is_name_char(c) && c != '%' && c != ':' && c != '@') {
      refuse_url("Bad character in the user information of the URL", text);
    }
  }
  const std::size_t colon = userinfo.find(':');
  url.user = percent_decoded(userinfo.substr(0, colon));
  if (colon != std::string_view::npos) url.password = percent_decoded(userinfo.substr(colon + 1));
}

void parse_port(Url& url, std::string_view digits, std::string_view text) {
  if (digits.empty()) return;  // "http://host:/" is the scheme's port
  unsigned value = 0;
  for (const char c : digits) {
    if (!is_digit(c)) refuse_url("Port of the URL is not a number", text);
    value = value * 10 + static_cast<unsigned>(c - '0');
    if (value > 65535) break;
  }
  if (value < 1 || value > 65535) refuse_url("Port of the URL is not in 1..65535", text);
  url.port = static_cast<std::uint16_t>(value);
  url.port_written = true;
}

// [address] or [address%25zone]; a zone names one of this machine's interfaces (RFC 6874).
std::string ipv6_host(std::string_view literal, std::string_view text) {
  const std::size_t percent = literal.find('%');
  const std::string address(literal.substr(0, percent));
  in6_addr unused{};
  if (inet_pton(AF_INET6, address.c_str(), &unused) != 1) {
    refuse_url("Bad IPv6 address in the URL", text);
  }
  if (percent == std::string_view::npos) return address;
  const std::string_view zone = literal.substr(percent);
  if (!zone.starts_with("%25") || zone.size() == 3 ||
      !std::all_of(zone.begin() + 3, zone.end(), is_name_char)) {
    refuse_url("Bad zone of the IPv6 address in the URL", text);
  }
  return address + "%" + std::string(zone.substr(3));
}

std::string named_host(std::string_view name, std::string_view text) {
  for (const char c : name) {
    if (!is_ascii(c)) refuse_url("Host of the URL is not ASCII (write it in punycode)", text);
    if (!is_name_char(c)) refuse_url("Bad character in the host of the URL", text);
  }
  return std::string(name);
}

void parse_authority(Url& url, std::string_view authority, std::string_view text) {
  const std::size_t at = authority.rfind('@');
  if (at != std::string_view::npos) {
    parse_userinfo(url, authority.substr(0, at), text);
    authority.remove_prefix(at + 1);
  }
  if (authority.starts_with('[')) {
    const std::size_t close = authority.find(']');
    if (close == std::string_view::npos)
      refuse_url("No ] behind the IPv6 address in the URL", text);
    url.host = ipv6_host(authority.substr(1, close - 1), text);
    authority.remove_prefix(close + 1);
    if (authority.empty()) return;
    if (authority.front() != ':') refuse_url("Text behind the IPv6 address in the URL", text);
    return parse_port(url, authority.substr(1), text);
  }
  const std::size_t colon = authority.find(':');
  url.host = named_host(authority.substr(0, colon), text);
  if (url.host.empty()) refuse_url("URL has no host", text);
  if (colon != std::string_view::npos) parse_port(url, authority.substr(colon + 1), text);
}

void append_userinfo(std::string& out, std::string_view part) {
  for (const char c : part) {
    if (is_name_char(c)) {
      out += c;
    } else {
      append_encoded(out, c);
    }
  }
}

std::optional<std::string> owned(const std::optional<std::string_view>& view) {
  if (!view) return std::nullopt;
  return std::string(*view);
}

}  // namespace

std::string percent_decoded(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '%') {
      out += text[i];
      continue;
    }
    const int byte = encoded_byte(text.substr(i));
    if (byte < 0) refuse_url("% without two hexadecimal digits", text);
    out += static_cast<char>(byte);
    i += 2;
  }
  return out;
}

Url Url::parse(std::string_view text) {
  for (const char c : text) {
    if (is_control(c) || is_blank(c)) refuse_url("Space or control character in the URL", text);
  }
  const UriParts parts = UriParts::split(text);
  Url url;
  url.scheme = lower_case(parts.scheme.value_or(""));
  if (url.scheme != "http" && url.scheme != "https") refuse_url("Unsupported url scheme", text);
  url.port = url.scheme == "https" ? 443 : 80;
  if (!parts.authority) refuse_url("URL has no host", text);
  parse_authority(url, *parts.authority, text);
  url.path = parts.path;
  url.query = owned(parts.query);
  url.fragment = owned(parts.fragment);
  return url;
}

std::string Url::target() const {
  std::string out;
  const auto append = [&out](std::string_view part) {
    for (const char c : part) {
      if (is_ascii(c)) {
        out += c;
      } else {
        append_encoded(out, c);
      }
    }
  };
  append(path.empty() ? "/" : path);
  if (query) {
    out += '?';
    append(*query);
  }
  return out;
}

std::string Url::host_header() const {
  const bool ipv6 = host.find(':') != std::string::npos;
  std::string out = ipv6 ? "[" + host.substr(0, host.find('%')) + "]" : host;
  if (port_written) out += ":" + std::to_string(port);
  return out;
}

std::string Url::to_string() const {
  std::string out = scheme + "://";
  if (user) {
    append_userinfo(out, *user);
    if (password) append_userinfo(out += ':', *password);
    out += '@';
  }
  const std::size_t zone = host.find('%');
  if (zone == std::string::npos) {
    out += host_header();
  } else {
    out += "[" + host.substr(0, zone) + "%25" + host.substr(zone + 1) + "]";
    if (port_written) out += ":" + std::to_string(port);
  }
  out += path;
  if (query) out.append("?").append(*query);
  if (fragment) out.append("#").append(*fragment);
  return out;
}

}  // namespace eyewall::http
