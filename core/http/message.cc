#include "http/message.h"

#include <limits>
#include <optional>
#include <vector>

namespace eyewall::http {
namespace {

[[noreturn]] void refuse_message(std::string_view rule, std::string_view text) {
  throw MessageError(std::string(rule) + ": " + quoted(text));
}

// Digits only: from_chars and stoull would take signs or stop early.
std::uint64_t parse_length(std::string_view digits) {
  if (digits.empty()) throw MessageError("Content-Length is empty");
  constexpr std::uint64_t kMax = std::numeric_limits<std::int64_t>::max();
  std::uint64_t value = 0;
  for (const char c : digits) {
    if (!is_digit(c)) refuse_message("Content-Length is not a number", digits);
    const auto digit = static_cast<std::uint64_t>(c - '0');
    if (value > (kMax - digit) / 10) refuse_message("Content-Length is too large", digits);
    value = value * 10 + digit;
  }
  return value;
}

// Proxies sometimes repeat the header: equal values are one, others an error.
std::optional<std::uint64_t> content_length(Headers& headers) {
  const std::optional<std::string> value = headers.get("Content-Length");
  if (!value) return std::nullopt;
  std::optional<std::uint64_t> length;
  for (const std::string_view piece : split_list(*value)) {
    const std::uint64_t number = parse_length(piece);
    if (length && *length != number) refuse_message("Multiple unequal Content-Lengths", *value);
    length = number;
  }
  headers.set("Content-Length", std::to_string(*length));
  return length;
}

// Chunked, once, is the only coding that this client knows; it never asks for another.
void check_transfer_encoding(const std::string& value, int minor_version) {
  if (minor_version == 0) refuse_message("Transfer-Encoding in an HTTP/1.0 response", value);
  bool chunked = false;
  for (const std::string_view coding : split_list(value)) {
    if (coding.empty()) continue;
    if (equal_ignoring_case(coding, "chunked")) {
      if (chunked) refuse_message("Transfer-Encoding has chunked twice", value);
      chunked = true;
    } else if (chunked) {
      refuse_message("Transfer-Encoding does not end in chunked", value);
    } else {
      refuse_message("Unsupported Transfer-Encoding", value);
    }
  }
  if (!chunked) refuse_message("Transfer-Encoding is empty", value);
}

}  // namespace

StatusLine parse_status_line(std::string_view line) {
  constexpr std::size_t kVersion = 8;  // "HTTP/1.1"
  constexpr std::size_t kCode = 3;
  for (const char c : line) {
    if (is_control(c)) refuse_message("Control character in status line", line);
  }
  if (!line.starts_with("HTTP/")) refuse_message("Status line does not begin with HTTP/", line);
  const std::string_view version = line.substr(0, kVersion);
  const bool one = version.starts_with("HTTP/1.") && version.size() == kVersion;
  if (!one || !is_digit(version.back())) refuse_message("HTTP version is not 1", line);
  if (line.size() <= kVersion || line[kVersion] != ' ') {
    refuse_message("No space between version and status code", line);
  }
  const std::string_view rest = line.substr(kVersion + 1);
  const std::string_view code = rest.substr(0, rest.find(' '));
  if (code.size() != kCode || !is_digit(code[0]) || !is_digit(code[1]) || !is_digit(code[2])) {
    refuse_message("Status code is not three digits", line);
  }
  if (code[0] == '0') refuse_message("Status code is below 100", line);
  StatusLine status;
  status.minor_version = version.back() == '0' ? 0 : 1;  // a later one is read as 1.1
  status.code = (code[0] - '0') * 100 + (code[1] - '0') * 10 + (code[2] - '0');
  // The reason may be empty; the space before it is not optional (RFC 9112 section 4).
  if (rest.size() == kCode) refuse_message("No space behind the status code", line);
  status.reason = rest.substr(kCode + 1);
  return status;
}

ResponseHead parse_response_head(std::string_view head, const HeaderLimits& limits) {
  const std::size_t newline = head.find('\n');
  std::string_view line = head.substr(0, newline);
  const std::string_view first =
      newline == std::string_view::npos ? head : head.substr(0, newline + 1);
  if (first.size() > line.size() && line.ends_with('\r')) line.remove_suffix(1);
  return {parse_status_line(line), Headers::parse(head.substr(first.size()), limits),
          std::string(first)};
}

BodyFraming body_framing(const StatusLine& status, Headers& headers, std::string_view method) {
  const int code = status.code;
  const std::optional<std::string> coding = headers.get("Transfer-Encoding");
  // What Content-Length says beside a Transfer-Encoding is an attack, or a mistake: never believed.
  if (coding) headers.remove("Content-Length");
  // These end with their heads, whatever their fields say.
  if (code < 200 || code == 204 || code == 304 || method == "HEAD") return {};
  if (method == "CONNECT" && code < 300) return {};
  const std::optional<std::uint64_t> length = content_length(headers);
  if (coding) {
    check_transfer_encoding(*coding, status.minor_version);
    return {BodyKind::chunked, 0};
  }
  if (length) return {BodyKind::length, *length};
  return {BodyKind::until_close, 0};
}

bool has_gzip_body(const Headers& headers) {
  const std::string coding = headers.get("Content-Encoding", "");
  return equal_ignoring_case(coding, "gzip") || equal_ignoring_case(coding, "x-gzip");
}

}  // namespace eyewall::http
