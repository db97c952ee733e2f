// Any bytes as the head of a response: refused by name, or understood in one way only.
#include "fuzz/require.h"
#include "http/message.h"

namespace {

using eyewall::fuzz::require;
namespace http = eyewall::http;

std::string written(const http::ResponseHead& head) {
  std::string text = head.first_line;
  for (const auto& [name, value] : head.headers.get_all()) {
    text.append(name).append(": ").append(value).append("\r\n");
  }
  return text;
}

void check_headers(const http::Headers& headers) {
  for (const auto& [name, value] : headers.get_all()) {
    require(http::is_token(name), "a header name is a token");
    require(value.find_first_of(std::string_view("\r\n\0", 3)) == std::string::npos,
            "a header value is one line");
    require(http::trim(value) == value, "a header value is trimmed");
  }
}

void check_framing(http::ResponseHead head, std::string_view method) {
  try {
    const http::BodyFraming first = http::body_framing(head.status, head.headers, method);
    require(
        !(head.headers.contains("Transfer-Encoding") && head.headers.contains("Content-Length")),
        "one of the two framing headers is left");
    require(http::body_framing(head.status, head.headers, method) == first,
            "the headers that are left say the same");
  } catch (const http::MessageError&) {
    // refused by name: fine
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  try {
    const http::ResponseHead head = http::parse_response_head(eyewall::fuzz::view(data, size));
    require(head.status.code >= 100 && head.status.code <= 999, "a code has three digits");
    check_headers(head.headers);
    if (head.first_line.ends_with('\n')) {
      require(http::parse_response_head(written(head)).headers == head.headers,
              "written and parsed again, the headers are the same");
    }
    for (const std::string_view method : {"GET", "HEAD", "CONNECT"}) check_framing(head, method);
  } catch (const http::ProtocolError&) {
    // refused by name: fine
  }
  return 0;
}
