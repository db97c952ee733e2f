// The head of a request: what is understood, and what is refused with which status.
#include "http/request_head.h"

#include <gmock/gmock.h>

namespace eyewall::http {
namespace {

using ::testing::HasSubstr;

constexpr std::uint64_t kMaxBody = 1000;

RequestHead parsed(const std::string& text) {
  return parse_request_head(text);
}
/// With a Host, and its empty line.
RequestHead with(const std::string& headers, const std::string& line = "POST /a HTTP/1.1") {
  return parsed(line + "\r\nHost: x\r\n" + headers + "\r\n");
}

template <class F>
int status(F what) {
  try {
    what();
    return 200;
  } catch (const BadRequest& error) {
    EXPECT_STRNE(error.what(), "");
    return error.status();
  }
}
int head_status(const std::string& text) {
  return status([&] { parsed(text); });
}
int line_status(const std::string& line) {
  return head_status(line + "\r\nHost: x\r\n\r\n");
}
int header_status(const std::string& headers) {
  return head_status("GET / HTTP/1.1\r\nHost: x\r\n" + headers + "\r\n");
}
int body_status(const std::string& headers, const std::string& line = "POST /a HTTP/1.1") {
  return status([&] { request_framing(with(headers, line), kMaxBody); });
}

TEST(RequestHeads, AreReadInTheirParts) {
  const RequestHead head =
      parsed("PUT /a/b?c=d HTTP/1.1\r\nhost: example.com:80\r\nX:  y \r\n\r\n");
  EXPECT_EQ(head.method, "PUT");
  EXPECT_EQ(head.uri, "/a/b?c=d");
  EXPECT_EQ(head.minor_version, 1);
  EXPECT_EQ(head.headers.get("Host", ""), "example.com:80");
  EXPECT_EQ(head.headers.get("x", ""), "y");
}

TEST(RequestHeads, EmptyLinesBeforeThemAreSkipped) {
  EXPECT_EQ(parsed("\r\n\r\nGET / HTTP/1.0\r\n\r\n").method, "GET");
  EXPECT_EQ(parsed("\r\n\r\n").method, "") << "none has begun";
}

TEST(RequestHeads, VersionsBeyondOneAreRefusedAndOnesUnderstood) {
  EXPECT_EQ(parsed("GET / HTTP/1.0\r\n\r\n").minor_version, 0);
  EXPECT_EQ(parsed("GET / HTTP/1.7\r\nHost: x\r\n\r\n").minor_version, 1);
  EXPECT_EQ(line_status("GET / HTTP/2.0"), 505);
  EXPECT_EQ(line_status("GET / HTTP/0.9"), 505);
  for (const char* version : {"HTTP/1.10", "HTTP/1.", "HTTP/11", "http/1.1", "HTP/1.1", "HTTP/a.1",
                              "HTTP /1.1", "HTTP/1.1x"}) {
    EXPECT_EQ(line_status(std::string("GET / ") + version), 400) << version;
  }
}

TEST(RequestHeads, MalformedRequestLinesAreRefused) {
  for (const char* line :
       {"GET /", "GET", "", " GET / HTTP/1.1", "GET  / HTTP/1.1", "GET /  HTTP/1.1",
        "GET / HTTP/1.1 ", "GET\t/\tHTTP/1.1", "G@T / HTTP/1.1", "GET /a b HTTP/1.1",
        "GET /a#b HTTP/1.1", "GET a HTTP/1.1", "GET * HTTP/1.1", "GET /\xc3\xa4 HTTP/1.1",
        "GET /\x01 HTTP/1.1", "GET /\r/ HTTP/1.1", "CONNECT /x HTTP/1.1", "CONNECT x HTTP/1.1"}) {
    EXPECT_EQ(line_status(line), 400) << line;
  }
}

TEST(RequestHeads, EachFormOfATargetIsForItsMethods) {
  EXPECT_EQ(line_status("GET http://example.com/a HTTP/1.1"), 200);
  EXPECT_EQ(line_status("OPTIONS * HTTP/1.1"), 200);
  EXPECT_EQ(line_status("CONNECT example.com:443 HTTP/1.1"), 200);
  EXPECT_EQ(line_status("FROB /?q={}|^\"'<> HTTP/1.1"), 200) << "browsers send these";
}

TEST(RequestHeads, TheHostIsNamedOnceAndByTheTargetFirst) {
  EXPECT_EQ(head_status("GET / HTTP/1.1\r\n\r\n"), 400);
  EXPECT_EQ(head_status("GET / HTTP/1.0\r\n\r\n"), 200);
  EXPECT_EQ(header_status("Host: y\r\n"), 400);
  EXPECT_EQ(head_status("GET / HTTP/1.1\r\nHost: a/b\r\n\r\n"), 400);
  EXPECT_EQ(head_status("GET / HTTP/1.1\r\nHost: a b\r\n\r\n"), 400);
  EXPECT_EQ(head_status("GET / HTTP/1.1\r\nHost: \r\n\r\n"), 200);
  EXPECT_EQ(requested_host(with("", "GET http://target:8/ HTTP/1.1")), "target:8");
  EXPECT_EQ(requested_host(with("", "GET http://target?q HTTP/1.1")), "target");
  EXPECT_EQ(requested_host(with("")), "x");
}

TEST(RequestHeads, AnAbsoluteTargetHasAHostAndMayHaveAPath) {
  for (const char* url : {"http:///", "http://:80/", "http://x:a/", "http://u@x/", "://x/"}) {
    EXPECT_EQ(line_status(std::string("GET ") + url + " HTTP/1.1"), 400) << url;
  }
  EXPECT_EQ(requested_path("http://x/a?b"), "/a?b");
  EXPECT_EQ(requested_path("http://x?b"), "?b");
  EXPECT_EQ(requested_path("/http://x/"), "/http://x/");
  EXPECT_EQ(requested_path("*"), "*");
}

TEST(RequestHeads, CannotBecomeOneOnceTheirFirstLineIsNone) {
  for (const char* begun : {"GET /\r\n", "hello\r\n", "\x16\x03\x01", " GET", "\r\n\r\n\t",
                            "GET / HTTP/1.1\n", "GET / HTTP/1.1\rH", "\n\n"}) {
    EXPECT_TRUE(is_no_request(begun)) << begun;
  }
  for (const char* begun : {"", "\r", "\r\n", "G", "GET / HTTP/1.1", "GET / HTTP/1.1\r",
                            "GET / HTTP/1.1\r\n", "\r\nGET / HTTP/9.9\r\nA"}) {
    EXPECT_FALSE(is_no_request(begun)) << begun;
  }
}

TEST(RequestHeads, WhatTwoServersCouldReadInTwoWaysIsRefused) {
  for (const char* headers :
       {"A : b\r\n", "A\t: b\r\n", "A: b\r\n c\r\n", "A: b\r\n\tc\r\n", "A: b\rc\r\n",
        "A: b\nB: c\r\n", ": b\r\n", "A\r\n", "A b: c\r\n", "A: \x01\r\n"}) {
    EXPECT_EQ(header_status(headers), 400) << headers;
  }
  EXPECT_EQ(header_status(std::string("A: \0\r\n", 7)), 400);
  EXPECT_EQ(head_status("GET / HTTP/1.1\r\n Host: x\r\n\r\n"), 400);
  EXPECT_EQ(head_status("GET / HTTP/1.1\nHost: x\n\n"), 400);
  EXPECT_EQ(head_status("GET / HTTP/1.1\r\nHost: x\n\r\n"), 400);
}

TEST(RequestHeads, TooManyFieldsAreSaidToBeSo) {
  std::string text = "GET / HTTP/1.1\r\nHost: x\r\n";
  for (int i = 0; i < 9; ++i) text += "A: b\r\n";
  EXPECT_EQ(status([&] { parse_request_head(text + "\r\n", {.max_fields = 10}); }), 200);
  EXPECT_EQ(status([&] { parse_request_head(text + "A: b\r\n\r\n", {.max_fields = 10}); }), 431);
}

TEST(RequestBodies, EndByTheirLengthOrTheirLastChunk) {
  EXPECT_EQ(request_framing(with(""), kMaxBody), BodyFraming{});
  EXPECT_EQ(request_framing(with("Content-Length: 12\r\n"), kMaxBody),
            (BodyFraming{BodyKind::length, 12}));
  EXPECT_EQ(request_framing(with("Transfer-Encoding: Chunked\r\n"), kMaxBody),
            (BodyFraming{BodyKind::chunked, 0}));
}

TEST(RequestBodies, WithBothLengthsOrBadOnesAreRefused) {
  EXPECT_EQ(body_status("Content-Length: 5\r\nTransfer-Encoding: chunked\r\n"), 400);
  EXPECT_EQ(body_status("Content-Length: 5\r\nContent-Length: 5\r\n"), 400);
  EXPECT_EQ(body_status("Content-Length: 5\r\nContent-Length: 6\r\n"), 400);
  for (const char* length : {"", "+5", "-5", "5,5", "5, 6", "0x5", "5 5", "5a", "\"5\"", "1e3"}) {
    EXPECT_EQ(body_status(std::string("Content-Length: ") + length + "\r\n"), 400) << length;
  }
  EXPECT_EQ(body_status("Content-Length: 99999999999999999999999\r\n"), 413);
  EXPECT_EQ(body_status("Content-Length: 1001\r\n"), 413);
  EXPECT_EQ(body_status("Content-Length: 1000\r\n"), 200);
}

TEST(RequestBodies, InOtherCodingsThanChunkedAreRefused) {
  for (const char* coding :
       {"", "identity", "gzip", "chunked, gzip", "chunked, chunked", "chunked,", ", chunked",
        "xchunked", "chunked;q=1", "\"chunked\"", "gz ip, chunked"}) {
    EXPECT_EQ(body_status(std::string("Transfer-Encoding: ") + coding + "\r\n"), 400) << coding;
  }
  EXPECT_EQ(body_status("Transfer-Encoding: gzip, chunked\r\n"), 501);
  EXPECT_EQ(body_status("Transfer-Encoding: a;b=c, chunked\r\n"), 501);
  EXPECT_EQ(body_status("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n"), 400);
  EXPECT_EQ(body_status("Transfer-Encoding: chunked\r\n", "POST /a HTTP/1.0"), 400);
}

TEST(RequestBodies, MayWaitForAContinue) {
  EXPECT_TRUE(expects_continue(with("Expect: 100-continue, 100-continue,\r\n")));
  EXPECT_FALSE(expects_continue(with("Expect:\r\n")));
  EXPECT_TRUE(expects_continue(with("Expect: 100-Continue\r\n")));
  EXPECT_FALSE(expects_continue(with("")));
  EXPECT_FALSE(expects_continue(with("Expect: 100-continue\r\n", "POST /a HTTP/1.0")));
  EXPECT_EQ(status([&] { expects_continue(with("Expect: miracles\r\n")); }), 417);
}

TEST(RequestBodies, TrailersAreHeldToTheGrammar) {
  EXPECT_EQ(status([] { check_trailer_line("A: b\r\n"); }), 200);
  for (const char* line : {"A : b\r\n", " A: b\r\n", "A\r\n", "A: \r b\r\n", "A: b\n"}) {
    EXPECT_EQ(status([&] { check_trailer_line(line); }), 400) << line;
  }
}

TEST(KeepAlive, IsTheRuleInOneDotOneAndAskedForBefore) {
  EXPECT_TRUE(wants_keep_alive(with("")));
  EXPECT_FALSE(wants_keep_alive(with("Connection: Close\r\n")));
  EXPECT_FALSE(wants_keep_alive(with("Connection: x, close\r\n")));
  EXPECT_FALSE(wants_keep_alive(with("", "GET / HTTP/1.0")));
  EXPECT_TRUE(wants_keep_alive(with("Connection: Keep-Alive\r\n", "GET / HTTP/1.0")));
}

TEST(RequestHeads, TheMessageQuotesWhatIsWrong) {
  try {
    header_status("");
    parsed("GET / HTTP/1.1\r\nHost : x\r\n\r\n");
    FAIL();
  } catch (const BadRequest& error) {
    EXPECT_THAT(error.what(), HasSubstr("\"Host : x\""));
  }
}

}  // namespace
}  // namespace eyewall::http
