// Any bytes as the head of a request: refused with a status, or understood in one way only.
#include "fuzz/require.h"
#include "http/request_head.h"

namespace {

namespace request_fuzz {

using eyewall::fuzz::require;
namespace http = eyewall::http;

constexpr std::uint64_t kMaxBody = 1U << 20U;

std::string written(const http::RequestHead& head) {
  std::string text = head.method + " " + head.uri + " HTTP/1.";
  text += static_cast<char>('0' + head.minor_version);
  text += "\r\n";
  for (const auto& [name, value] : head.headers.get_all()) {
    text.append(name).append(": ").append(value).append("\r\n");
  }
  return text + "\r\n";
}

void check_line(const http::RequestHead& head) {
  require(http::is_token(head.method), "a method is a token");
  require(!head.uri.empty(), "a target is not empty");
  for (const char c : head.uri) require(c > 0x20 && c < 0x7f, "a target has no blanks");
  require(head.headers.get_list("Host").size() <= 1, "one Host at most");
  require(head.minor_version == 0 || head.headers.contains("Host"), "a Host in HTTP/1.1");
}

// A request is not given up before it has come.
void check_beginnings(std::string_view text) {
  for (std::size_t size = 0; size <= text.size(); ++size) {
    require(!http::is_no_request(text.substr(0, size)), "every beginning of a request is one");
  }
}

void check_headers(const http::Headers& headers) {
  for (const auto& [name, value] : headers.get_all()) {
    require(http::is_token(name), "a header name is a token");
    for (const char c : value) require(!http::is_control(c), "a header value is one line");
    require(http::trim(value) == value, "a header value is trimmed");
  }
}

// What a laxer server behind this one could read otherwise must not come through.
void check_framing(const http::RequestHead& head) {
  const http::BodyFraming framing = http::request_framing(head, kMaxBody);
  const std::vector<std::string> lengths = head.headers.get_list("Content-Length");
  const std::vector<std::string> codings = head.headers.get_list("Transfer-Encoding");
  require(lengths.size() + codings.size() <= 1, "one framing header at most");
  if (framing.kind == http::BodyKind::none) {
    require(lengths.empty() && codings.empty(), "without a framing header there is no body");
  } else if (framing.kind == http::BodyKind::length) {
    require(framing.length <= kMaxBody, "a length within the limit");
    for (const char c : lengths.at(0)) require(http::is_digit(c), "a length is digits");
  } else {
    require(framing.kind == http::BodyKind::chunked, "a request's body does not end by a close");
    require(http::equal_ignoring_case(codings.at(0), "chunked"), "chunked and nothing else");
  }
}

}  // namespace request_fuzz

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  namespace http = eyewall::http;
  using eyewall::fuzz::require;
  try {
    const http::RequestHead head = http::parse_request_head(eyewall::fuzz::view(data, size));
    if (head.method.empty()) return 0;  // empty lines only
    request_fuzz::check_beginnings(eyewall::fuzz::view(data, size));
    request_fuzz::check_line(head);
    request_fuzz::check_headers(head.headers);
    const http::RequestHead again = http::parse_request_head(request_fuzz::written(head));
    require(again.method == head.method && again.uri == head.uri && again.headers == head.headers,
            "written and parsed again, it is the same");
    http::wants_keep_alive(head);
    http::requested_host(head);
    request_fuzz::check_framing(head);
    http::expects_continue(head);
  } catch (const http::BadRequest& refused) {
    require(refused.status() >= 400 && refused.status() <= 505, "refused with a status");
  }
  return 0;
}
