#include "http/message.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <vector>

#include "core/http/thrown.h"

namespace eyewall::http {
namespace {

using namespace std::string_literals;
using ::testing::StartsWith;

struct RefusedMessage {
  std::string text;
  const char* message;
};

TEST(StatusLine, IsParsed) {
  struct Case {
    const char* line;
    int minor;
    int code;
    const char* reason;
  };
  const std::vector<Case> cases = {
      {"HTTP/1.1 200 OK", 1, 200, "OK"},
      {"HTTP/1.0 404 Not Found", 0, 404, "Not Found"},
      {"HTTP/1.1 200 ", 1, 200, ""},
      {"HTTP/1.2 200 OK", 1, 200, "OK"},
      {"HTTP/1.9 200 OK", 1, 200, "OK"},
      {"HTTP/1.1 999  two spaces", 1, 999, " two spaces"},
      {"HTTP/1.1 100 caf\xc3\xa9\t!", 1, 100, "caf\xc3\xa9\t!"},
  };
  for (const Case& c : cases) {
    const StatusLine status = parse_status_line(c.line);
    EXPECT_EQ(status.minor_version, c.minor) << c.line;
    EXPECT_EQ(status.code, c.code) << c.line;
    EXPECT_EQ(status.reason, c.reason) << c.line;
  }
}

TEST(StatusLine, ThatIsNotOneIsRefusedByName) {
  const std::vector<RefusedMessage> cases = {
      {"", "Status line does not begin with HTTP/: \"\""},
      {"<html>", "Status line does not begin with HTTP/: \"<html>\""},
      {" HTTP/1.1 200 OK", "Status line does not begin with HTTP/"},
      {"http/1.1 200 OK", "Status line does not begin with HTTP/"},
      {"ICY 200 OK", "Status line does not begin with HTTP/"},
      {"HTTP/", "HTTP version is not 1"},
      {"HTTP/1.", "HTTP version is not 1"},
      {"HTTP/1.x 200 OK", "HTTP version is not 1"},
      {"HTTP/2 200 OK", "HTTP version is not 1"},
      {"HTTP/2.0 200 OK", "HTTP version is not 1"},
      {"HTTP/0.9 200 OK", "HTTP version is not 1"},
      {"HTTP/11 200 OK", "HTTP version is not 1"},
      {"HTTP/1.1", "No space between version and status code"},
      {"HTTP/1.10 200 OK", "No space between version and status code"},
      {"HTTP/1.1\t200 OK", "No space between version and status code"},
      {"HTTP/1.1200 OK", "No space between version and status code"},
      {"HTTP/1.1 ", "Status code is not three digits"},
      {"HTTP/1.1  200 OK", "Status code is not three digits"},
      {"HTTP/1.1 20 OK", "Status code is not three digits"},
      {"HTTP/1.1 200", "No space behind the status code"},
      {"HTTP/1.1 2000 OK", "Status code is not three digits"},
      {"HTTP/1.1 200OK", "Status code is not three digits"},
      {"HTTP/1.1 200\tOK", "Status code is not three digits"},
      {"HTTP/1.1 +20 OK", "Status code is not three digits"},
      {"HTTP/1.1 2x0 OK", "Status code is not three digits"},
      {"HTTP/1.1 0x1 OK", "Status code is not three digits"},
      {"HTTP/1.1 099 OK", "Status code is below 100"},
      {"HTTP/1.1 000", "Status code is below 100"},
      {"HTTP/1.1 200 O\rK", "Control character in status line"},
      {"HTTP/1.1 200 OK\r", "Control character in status line"},
      {"HTTP/1.1 200 O\0K"s, "Control character in status line"},
  };
  for (const RefusedMessage& c : cases) {
    EXPECT_THAT(thrown<MessageError>([&] { parse_status_line(c.text); }), StartsWith(c.message));
  }
}

TEST(ResponseHead, KeepsTheFirstLineAsItCame) {
  const ResponseHead head = parse_response_head("HTTP/1.1 200 OK\r\nA: 1\r\n\r\n");
  EXPECT_EQ(head.first_line, "HTTP/1.1 200 OK\r\n");
  EXPECT_EQ(head.status.reason, "OK");
  EXPECT_EQ(head.headers, (Headers{{"A", "1"}}));
  const ResponseHead bare = parse_response_head("HTTP/1.1 200 OK\nA: 1\n\n");
  EXPECT_EQ(bare.first_line, "HTTP/1.1 200 OK\n");
  EXPECT_EQ(bare.headers, head.headers);
  EXPECT_TRUE(parse_response_head("HTTP/1.1 200 ").headers.empty());
}

TEST(ResponseHead, WhitespaceBehindTheStatusLineIsNoFold) {
  EXPECT_THAT(thrown<HeaderError>([] { parse_response_head("HTTP/1.1 200 OK\r\n A: 1\r\n\r\n"); }),
              StartsWith("Whitespace before the first header"));
  EXPECT_THAT(thrown<MessageError>([] { parse_response_head("HTTP/1.1 200 OK\r\r\n\r\n"); }),
              StartsWith("Control character in status line"));
}

struct Framed {
  int code;
  const char* method;
  const char* headers;
  BodyFraming framing;
};

BodyFraming framing_of(int code, const char* method, const std::string& block, int minor = 1) {
  Headers headers = Headers::parse(block);
  return body_framing({.minor_version = minor, .code = code}, headers, method);
}

TEST(BodyFraming, IsWhatRfc9112Section63Says) {
  using enum BodyKind;
  const std::vector<Framed> cases = {
      {200, "GET", "", {until_close, 0}},
      {200, "GET", "Content-Length: 0", {length, 0}},
      {200, "GET", "Content-Length: 5", {length, 5}},
      {200, "GET", "Content-Length: 005", {length, 5}},
      {200, "GET", "Content-Length: 9223372036854775807", {length, 9223372036854775807U}},
      {200, "GET", "Content-Length: 5, 5", {length, 5}},
      {200, "GET", "Content-Length: 5,5 ,5", {length, 5}},
      {200, "GET", "Content-Length: 5\nContent-Length: 5", {length, 5}},
      {404, "POST", "content-length: 7", {length, 7}},
      {200, "GET", "Transfer-Encoding: chunked", {chunked, 0}},
      {200, "GET", "Transfer-Encoding: CHUNKED", {chunked, 0}},
      {200, "GET", "Transfer-Encoding: , chunked ,", {chunked, 0}},
      {200, "GET", "Transfer-Encoding: chunked\nContent-Length: 5", {chunked, 0}},
      {200, "GET", "Content-Length: x\nTransfer-Encoding: chunked", {chunked, 0}},
      {200, "HEAD", "Content-Length: 5", {none, 0}},
      {200, "HEAD", "Transfer-Encoding: chunked", {none, 0}},
      {200, "HEAD", "", {none, 0}},
      {200, "head", "", {until_close, 0}},
      {304, "GET", "Content-Length: 5", {none, 0}},
      {304, "GET", "Transfer-Encoding: chunked", {none, 0}},
      {204, "GET", "", {none, 0}},
      {204, "GET", "Content-Length: 0", {none, 0}},
      {100, "GET", "", {none, 0}},
      {199, "GET", "Content-Length: 5", {none, 0}},
      {200, "CONNECT", "Content-Length: 5", {none, 0}},
      {407, "CONNECT", "Content-Length: 5", {length, 5}},
      {205, "GET", "Content-Length: 0", {length, 0}},
  };
  for (const Framed& c : cases) {
    EXPECT_EQ(framing_of(c.code, c.method, c.headers), c.framing)
        << c.method << " " << c.code << " " << c.headers;
  }
}

TEST(BodyFraming, ABadContentLengthIsRefused) {
  const std::vector<RefusedMessage> cases = {
      {"Content-Length:", "Content-Length is empty"},
      {"Content-Length: 5,", "Content-Length is empty"},
      {"Content-Length: ,5", "Content-Length is empty"},
      {"Content-Length: +5", "Content-Length is not a number: \"+5\""},
      {"Content-Length: -5", "Content-Length is not a number: \"-5\""},
      {"Content-Length: 5 5", "Content-Length is not a number: \"5 5\""},
      {"Content-Length: 5\n 5", "Content-Length is not a number: \"5 5\""},
      {"Content-Length: 0x5", "Content-Length is not a number"},
      {"Content-Length: 5.0", "Content-Length is not a number"},
      {"Content-Length: 5e1", "Content-Length is not a number"},
      {"Content-Length: 1_000", "Content-Length is not a number"},
      {"Content-Length: \xd9\xa5", "Content-Length is not a number"},
      {"Content-Length: five", "Content-Length is not a number: \"five\""},
      {"Content-Length: 9223372036854775808", "Content-Length is too large"},
      {"Content-Length: 18446744073709551621", "Content-Length is too large"},
      {"Content-Length: 99999999999999999999999999", "Content-Length is too large"},
      {"Content-Length: 5, 6", "Multiple unequal Content-Lengths: \"5, 6\""},
      {"Content-Length: 5\nContent-Length: 6", "Multiple unequal Content-Lengths: \"5,6\""},
      {"Content-Length: 5\nContent-Length: x", "Content-Length is not a number"},
  };
  for (const RefusedMessage& c : cases) {
    EXPECT_THAT(thrown<MessageError>([&] { framing_of(200, "GET", c.text); }),
                StartsWith(c.message));
  }
}

TEST(BodyFraming, ABadTransferEncodingIsRefused) {
  const std::vector<RefusedMessage> cases = {
      {"gzip", "Unsupported Transfer-Encoding: \"gzip\""},
      {"identity", "Unsupported Transfer-Encoding: \"identity\""},
      {"gzip, chunked", "Unsupported Transfer-Encoding: \"gzip, chunked\""},
      {"xchunked", "Unsupported Transfer-Encoding"},
      {"chunked;a=b", "Unsupported Transfer-Encoding"},
      {"\"chunked\"", "Unsupported Transfer-Encoding"},
      {"chunked gzip", "Unsupported Transfer-Encoding"},
      {"chunked, gzip", "Transfer-Encoding does not end in chunked: \"chunked, gzip\""},
      {"chunked, identity", "Transfer-Encoding does not end in chunked"},
      {"chunked, chunked", "Transfer-Encoding has chunked twice: \"chunked, chunked\""},
      {"chunked\nTransfer-Encoding: chunked", "Transfer-Encoding has chunked twice"},
      {"chunked\nTransfer-Encoding: gzip", "Transfer-Encoding does not end in chunked"},
      {"", "Transfer-Encoding is empty"},
      {", ,", "Transfer-Encoding is empty"},
  };
  for (const RefusedMessage& c : cases) {
    EXPECT_THAT(
        thrown<MessageError>([&] { framing_of(200, "GET", "Transfer-Encoding: " + c.text); }),
        StartsWith(c.message));
  }
}

TEST(BodyFraming, AnHttp10ResponseHasNoTransferEncoding) {
  EXPECT_THAT(thrown<MessageError>([] { framing_of(200, "GET", "Transfer-Encoding: chunked", 0); }),
              StartsWith("Transfer-Encoding in an HTTP/1.0 response"));
}

TEST(BodyFraming, LeavesOnlyValidFramingHeaders) {
  Headers twice = Headers::parse("Content-Length: 5\r\nContent-Length: 05\r\n");
  body_framing({.code = 200}, twice, "GET");
  EXPECT_EQ(twice, (Headers{{"Content-Length", "5"}}));
  Headers both = Headers::parse("Content-Length: 5\r\nTransfer-Encoding: chunked\r\n");
  body_framing({.code = 200}, both, "GET");
  EXPECT_EQ(both, (Headers{{"Transfer-Encoding", "chunked"}}));
}

TEST(GzipBody, IsOneCodingAndNoOther) {
  EXPECT_TRUE(has_gzip_body({{"Content-Encoding", "gzip"}}));
  EXPECT_TRUE(has_gzip_body({{"Content-Encoding", "X-GZIP"}}));
  EXPECT_FALSE(has_gzip_body({{"Content-Encoding", "gzip, br"}}));
  EXPECT_FALSE(has_gzip_body({{"Content-Encoding", "deflate"}}));
  EXPECT_FALSE(has_gzip_body({}));
}

}  // namespace
}  // namespace eyewall::http
