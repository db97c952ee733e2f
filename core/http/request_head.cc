#include "http/request_head.h"

#include <algorithm>
#include <limits>
#include <optional>

#include "http/authority.h"
#include "http/uri_parts.h"

namespace eyewall::http {
namespace {

[[noreturn]] void refuse_request(std::string_view rule, std::string_view text, int status = 400) {
  throw BadRequest(status, std::string(rule) + ": " + quoted(text));
}

// A line that ends otherwise than by CRLF, or goes on in the next one, is read by some as one
// thing and by others as another.
void check_line_ends(std::string_view lines) {
  for (std::size_t at = 0; (at = lines.find('\n', at)) != std::string_view::npos; ++at) {
    if (at == 0 || lines[at - 1] != '\r') refuse_request("Bare LF", lines.substr(0, at + 1));
    if (at + 1 < lines.size() && is_blank(lines[at + 1])) {
      refuse_request("Header line is folded", lines.substr(at + 1));
    }
  }
}

void check_target(std::string_view target, std::string_view line) {
  if (target.empty()) refuse_request("Request target is empty", line);
  for (const char c : target) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte <= 0x20 || byte >= 0x7f) refuse_request("Bad character in request target", line);
    if (c == '#') refuse_request("Fragment in request target", line);
  }
}

// Where the host ends that stands behind "://".
std::size_t end_of_host(std::string_view target) {
  return std::min(target.find_first_of("/?", target.find("://") + 3), target.size());
}

std::string_view host_in(std::string_view target) {
  const std::size_t begin = target.find("://") + 3;
  return target.substr(begin, end_of_host(target) - begin);
}

void check_absolute_form(std::string_view target, std::string_view line) {
  const std::string_view host = host_in(target);
  if (host.empty() || host.front() == ':' || !is_authority(host)) {
    refuse_request("Malformed host in request target", line);
  }
}

// Each form of a target is for some methods only (RFC 9112 section 3.2).
void check_form(std::string_view method, std::string_view target, std::string_view line) {
  if (method == "CONNECT") {
    if (!is_authority_with_port(target))
      refuse_request("Target of CONNECT is not a host and a port", line);
    return;
  }
  if (target.front() == '/') return;
  if (is_absolute_form(target)) return check_absolute_form(target, line);
  if (target == "*" && method == "OPTIONS") return;
  refuse_request("Request target is neither a path nor a URL", line);
}

int parse_version(std::string_view version, std::string_view line) {
  const bool well_formed = version.size() == 8 && version.starts_with("HTTP/") &&
                           is_digit(version[5]) && version[6] == '.' && is_digit(version[7]);
  if (!well_formed) refuse_request("Malformed HTTP version", line);
  if (version[5] != '1') refuse_request("HTTP version is not 1", line, 505);
  return version[7] == '0' ? 0 : 1;
}

void parse_request_line(RequestHead& head, std::string_view line) {
  const std::size_t first = line.find(' ');
  const std::size_t last = line.rfind(' ');
  if (first == std::string_view::npos || first == last)
    refuse_request("Malformed request line", line);
  const std::string_view target = line.substr(first + 1, last - first - 1);
  head.method = line.substr(0, first);
  if (!is_token(head.method)) refuse_request("Method is not a token", line);
  check_target(target, line);
  head.minor_version = parse_version(line.substr(last + 1), line);
  check_form(head.method, target, line);
  head.uri = target;
}

void check_host(const RequestHead& head) {
  std::optional<std::string_view> host;
  for (const auto [name, value] : head.headers) {
    if (name != "Host") continue;
    if (host) refuse_request("More than one Host", value);
    host = value;
  }
  if (!host) {
    if (head.minor_version != 0) throw BadRequest(400, "Host is missing");
    return;
  }
  if (!is_authority(*host)) refuse_request("Malformed Host", *host);
}

Headers parse_headers(std::string_view block, const HeaderLimits& limits) {
  try {
    Headers headers = Headers::parse(block, {block.size(), block.size()});
    if (headers.size() > limits.max_fields) {
      throw BadRequest(431, "More than " + std::to_string(limits.max_fields) + " header fields");
    }
    return headers;
  } catch (const HeaderError& error) {
    throw BadRequest(400, error.what());
  }
}

std::uint64_t parse_length(const std::string& digits) {
  if (digits.empty()) throw BadRequest(400, "Content-Length is empty");
  constexpr std::uint64_t kMax = std::numeric_limits<std::int64_t>::max();
  std::uint64_t value = 0;
  for (const char c : digits) {
    if (!is_digit(c)) refuse_request("Content-Length is not a number", digits);
    const auto digit = static_cast<std::uint64_t>(c - '0');
    if (value > (kMax - digit) / 10) refuse_request("Content-Length is too large", digits, 413);
    value = value * 10 + digit;
  }
  return value;
}

// Chunked, last and once. Before it, or alone, other codings would be allowed; none is known here.
void check_coding(const std::string& value) {
  // An empty element would be no harm in another list; in this one some find no chunked beside it.
  const std::vector<std::string_view> codings = split_list(value);
  const auto chunked = [](std::string_view c) { return equal_ignoring_case(c, "chunked"); };
  if (!chunked(codings.back())) refuse_request("Transfer-Encoding does not end in chunked", value);
  if (std::count_if(codings.begin(), codings.end(), chunked) != 1) {
    refuse_request("Transfer-Encoding has chunked twice", value);
  }
  for (const std::string_view coding : codings) {
    if (!is_token(trim(coding.substr(0, coding.find(';')))))
      refuse_request("Malformed Transfer-Encoding", value);
  }
  if (codings.size() != 1) refuse_request("Unsupported Transfer-Encoding", value, 501);
}

}  // namespace

RequestHead parse_request_head(std::string_view text, const HeaderLimits& limits) {
  while (text.starts_with("\r\n")) text.remove_prefix(2);
  RequestHead head;
  if (text.empty()) return head;
  check_line_ends(text);
  const std::size_t end = text.find("\r\n");
  if (end == std::string_view::npos) refuse_request("Request line has no end", text);
  parse_request_line(head, text.substr(0, end));
  head.headers = parse_headers(text.substr(end + 2), limits);
  check_host(head);
  return head;
}

bool is_no_request(std::string_view begun) {
  while (begun.starts_with("\r\n")) begun.remove_prefix(2);
  if (begun.empty() || begun == "\r") return false;
  if (!is_token_char(begun.front())) return true;
  const std::size_t end = begun.find_first_of("\r\n");
  if (end == std::string_view::npos || begun.substr(end) == "\r") return false;  // it goes on
  if (!begun.substr(end).starts_with("\r\n")) return true;
  constexpr std::size_t kVersion = 9;  // " HTTP/1.1"
  return end < kVersion || !begun.substr(end - kVersion).starts_with(" HTTP/");
}

BodyFraming request_framing(const RequestHead& head, std::uint64_t max_body) {
  const std::vector<std::string> lengths = head.headers.get_list("Content-Length");
  const std::optional<std::string> coding = head.headers.get("Transfer-Encoding");
  if (coding) {
    if (!lengths.empty()) throw BadRequest(400, "Both Content-Length and Transfer-Encoding");
    if (head.minor_version == 0)
      refuse_request("Transfer-Encoding in an HTTP/1.0 request", *coding);
    check_coding(*coding);
    return {BodyKind::chunked, 0};
  }
  if (lengths.empty()) return {};
  if (lengths.size() > 1) throw BadRequest(400, "More than one Content-Length");
  const std::uint64_t length = parse_length(lengths.front());
  if (length > max_body) refuse_request("Content-Length too long", lengths.front(), 413);
  return {BodyKind::length, length};
}

bool expects_continue(const RequestHead& head) {
  const std::optional<std::string> expected = head.headers.get("Expect");
  if (!expected || head.minor_version == 0) return false;
  bool waits = false;
  for (const std::string_view each : split_list(*expected)) {
    if (each.empty()) continue;
    waits = equal_ignoring_case(each, "100-continue");
    if (!waits) refuse_request("Expectation that cannot be met", *expected, 417);
  }
  return waits;
}

bool wants_keep_alive(const RequestHead& head) {
  const std::string connection = head.headers.get("Connection", "");
  if (head.minor_version != 0) return !list_holds(connection, "close");
  return list_holds(connection, "keep-alive") && !list_holds(connection, "close");
}

void check_trailer_line(std::string_view line) {
  check_line_ends(line);
  const Headers trailer = parse_headers(line, {});
  if (trailer.empty()) refuse_request("Trailer line without a field", line);
}

bool is_absolute_form(std::string_view target) {
  if (target.starts_with('/')) return false;
  const UriParts parts = UriParts::split(target);
  return parts.scheme && parts.authority;
}

std::string_view requested_path(std::string_view target) {
  return is_absolute_form(target) ? target.substr(end_of_host(target)) : target;
}

std::string requested_host(const RequestHead& head) {
  if (is_absolute_form(head.uri)) return std::string(host_in(head.uri));
  return head.headers.get("Host", "");
}

bool list_holds(std::string_view list, std::string_view word) {
  while (true) {
    const std::size_t comma = list.find(',');
    if (equal_ignoring_case(trim(list.substr(0, comma)), word)) return true;
    if (comma == std::string_view::npos) return false;
    list.remove_prefix(comma + 1);
  }
}

}  // namespace eyewall::http
