#include "http/request_text.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <vector>

#include "core/http/thrown.h"
#include "http/basic_auth.h"

namespace eyewall::http {
namespace {

using namespace std::string_literals;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

std::string text_of(const HTTPRequest& request, const RequestDefaults& defaults = {}) {
  return request_text(RequestProxy(request, defaults), Url::parse(request.url));
}

TEST(RequestText, OfAPlainGetIsTornados) {
  EXPECT_EQ(text_of({.url = "http://h:81/a?b#c"}),
            "GET /a?b HTTP/1.1\r\n"
            "Connection: close\r\n"
            "Host: h:81\r\n"
            "Accept-Encoding: gzip\r\n"
            "\r\n");
}

TEST(RequestText, OfEverythingKeepsTornadosOrder) {
  EXPECT_EQ(text_of({.url = "http://me:secret@h/",
                     .method = "POST",
                     .headers = {{"x-first", "1"}, {"x-second", "2"}, {"x-first", "3"}},
                     .body = "a=b",
                     .user_agent = "eyewall"}),
            "POST / HTTP/1.1\r\n"
            "X-First: 1\r\n"
            "X-Second: 2\r\n"
            "X-First: 3\r\n"
            "Connection: close\r\n"
            "Host: h\r\n"
            "Authorization: Basic bWU6c2VjcmV0\r\n"
            "User-Agent: eyewall\r\n"
            "Content-Length: 3\r\n"
            "Content-Type: application/x-www-form-urlencoded\r\n"
            "Accept-Encoding: gzip\r\n"
            "\r\n"
            "a=b");
}

TEST(RequestText, TheUsersConnectionHostAndContentTypeStay) {
  EXPECT_EQ(text_of({.url = "http://h/",
                     .method = "POST",
                     .headers = {{"Host", "other"},
                                 {"Connection", "keep-alive"},
                                 {"content-type", "text/plain"},
                                 {"content-length", "99"},
                                 {"Accept-Encoding", "br"}},
                     .body = ""}),
            "POST / HTTP/1.1\r\n"
            "Host: other\r\n"
            "Connection: keep-alive\r\n"
            "Content-Type: text/plain\r\n"
            "Content-Length: 0\r\n"
            "Accept-Encoding: gzip\r\n"
            "\r\n");
}

TEST(RequestText, WithoutGzipAcceptEncodingIsTheUsers) {
  EXPECT_THAT(text_of({.url = "http://h/", .use_gzip = false}), Not(HasSubstr("Accept-Encoding")));
  EXPECT_THAT(
      text_of({.url = "http://h/", .headers = {{"Accept-Encoding", "br"}}}, {.use_gzip = false}),
      HasSubstr("Accept-Encoding: br\r\n"));
}

TEST(RequestText, OnlyPostGetsAContentType) {
  EXPECT_THAT(text_of({.url = "http://h/", .method = "PUT", .body = "x"}),
              Not(HasSubstr("Content-Type")));
}

TEST(RequestText, IPv6AndOtherBytesThanAsciiAreWrittenAsHttpWantsThem) {
  EXPECT_THAT(text_of({.url = "http://[::1]:80/\xc3\xa9"}),
              StartsWith("GET /%C3%A9 HTTP/1.1\r\nConnection: close\r\nHost: [::1]:80\r\n"));
}

TEST(RequestText, TheBodyIsSentByteForByte) {
  const std::string body = "\0\r\n\xff"s;
  const std::string text = text_of({.url = "http://h/", .method = "PUT", .body = body});
  EXPECT_THAT(text, HasSubstr("Content-Length: 4\r\n"));
  EXPECT_EQ(text.substr(text.size() - 4), body);
}

TEST(RequestText, CredentialsInTheUrlGoBeforeTheRequests) {
  const HTTPRequest request{.url = "http://a%3Fb@h/", .auth_username = "c", .auth_password = "d"};
  EXPECT_THAT(text_of(request), HasSubstr("Authorization: " + basic_auth("a?b", "") + "\r\n"));
  EXPECT_THAT(text_of({.url = "http://h/", .auth_username = "c"}),
              HasSubstr("Authorization: " + basic_auth("c", "") + "\r\n"));
  EXPECT_THAT(text_of({.url = "http://h/", .auth_password = "d"}), Not(HasSubstr("Authorization")));
}

struct RefusedRequest {
  HTTPRequest request;
  const char* message;
};

TEST(RequestText, RefusesWhatMustNotBeSent) {
  const std::vector<RefusedRequest> cases = {
      {{.method = ""}, "Method is not a token: \"\""},
      {{.method = "GET /x HTTP/1.1\r\nEvil:"}, "Method is not a token: \"GET /x HTTP/1.1\\r\\nE"},
      {{.method = "G T", .allow_nonstandard_methods = true}, "Method is not a token"},
      {{.method = "PURGE"}, "unknown method PURGE"},
      {{.method = "get"}, "unknown method get"},
      {{.method = "POST"}, "Body is missing: a POST request"},
      {{.method = "PUT"}, "Body is missing: a PUT request"},
      {{.method = "PATCH"}, "Body is missing: a PATCH request"},
      {{.method = "GET", .body = ""}, "Body is not allowed in a GET request"},
      {{.method = "DELETE", .body = "x"}, "Body is not allowed in a DELETE request"},
      {{.headers = {{"X", "a\nb"}}}, "Newline in header: \"X: a\\nb\""},
      {{.headers = {{"X", "a\r\nEvil: b"}}}, "Newline in header: \"X: a\\r\\nEvil: b\""},
      {{.headers = {{"X", "a\rb"}}}, "Newline in header: \"X: a\\rb\""},
      {{.headers = {{"X\n", "a"}}}, "Newline in header: \"X\\n: a\""},
      {{.headers = {{"X", std::string_view("a\0b", 3)}}}, "NUL in header: \"X: a\\x00b\""},
      {{.headers = {{"X Y", "a"}}}, "Header name is not a token: \"X y: a\""},
      {{.headers = {{"X:", "a"}}}, "Header name is not a token"},
      {{.headers = {{"", "a"}}}, "Header name is not a token"},
      {{.user_agent = "a\nEvil: b"}, "Newline in header: \"User-Agent: a\\nEvil: b\""},
      {{.headers = {{"Transfer-Encoding", "chunked"}}}, "Transfer-Encoding in a request"},
      {{.headers = {{"Content-Length", "5"}}}, "Content-Length in a request without a body"},
      {{.auth_username = "u", .auth_mode = "digest"}, "unsupported auth_mode \"digest\""},
      {{.auth_username = "u:v"}, "Colon in the user name of basic auth"},
  };
  for (RefusedRequest c : cases) {
    c.request.url = "http://h/";
    EXPECT_THAT(thrown<RequestError>([&] { text_of(c.request); }), StartsWith(c.message));
  }
}

TEST(RequestText, AllowNonstandardMethodsLiftsTheRulesOfMethodAndBody) {
  const RequestDefaults lax{.allow_nonstandard_methods = true};
  EXPECT_THAT(text_of({.url = "http://h/", .method = "PURGE"}, lax), StartsWith("PURGE / HTTP"));
  EXPECT_THAT(text_of({.url = "http://h/", .method = "GET", .body = "x"}, lax),
              HasSubstr("Content-Length: 1\r\n"));
  EXPECT_THAT(text_of({.url = "http://h/", .method = "POST"}, lax),
              Not(HasSubstr("Content-Length")));
}

TEST(RequestText, IfModifiedSinceIsAnHttpDate) {
  EXPECT_THAT(text_of({.url = "http://h/", .if_modified_since = 784111777}),
              HasSubstr("If-Modified-Since: Sun, 06 Nov 1994 08:49:37 GMT\r\n"));
}

TEST(FormatTimestamp, IsHttpsOwnCalendar) {
  EXPECT_EQ(format_timestamp(0), "Thu, 01 Jan 1970 00:00:00 GMT");
  EXPECT_EQ(format_timestamp(951782400), "Tue, 29 Feb 2000 00:00:00 GMT");
  EXPECT_EQ(format_timestamp(1359312200), "Sun, 27 Jan 2013 18:43:20 GMT");
  EXPECT_EQ(format_timestamp(-1), "Thu, 01 Jan 1970 00:00:00 GMT");
  EXPECT_EQ(format_timestamp(INT64_MAX), "Fri, 31 Dec 9999 23:59:59 GMT");
}

TEST(Base64, IsRfc4648s) {
  const std::vector<std::pair<std::string, std::string>> cases = {
      {"", ""},
      {"f", "Zg=="},
      {"fo", "Zm8="},
      {"foo", "Zm9v"},
      {"foob", "Zm9vYg=="},
      {"fooba", "Zm9vYmE="},
      {"foobar", "Zm9vYmFy"},
      {"\0\xff\xfe"s, "AP/+"},
      {"\xfb\xff"s, "+/8="},
  };
  for (const auto& [plain, encoded] : cases) EXPECT_EQ(base64(plain), encoded);
  EXPECT_EQ(basic_auth("Aladdin", "open sesame"), "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==");
}

}  // namespace
}  // namespace eyewall::http
