// Responses that RFC 9112 forbids, or that end too soon: each is an error 599 that says what was
// wrong, at once, and the same when the bytes come one by one.
#include "core/http/client_fixture.h"
#include "core/http/gzipped.h"

namespace eyewall::test {
namespace {

using ::testing::HasSubstr;
using namespace std::string_literals;

struct Hostile {
  std::string bytes;
  std::string says;
  bool closes =
      false;  // the server closes then; else it stays, and the client must not wait for it
};

const std::string kOk = "HTTP/1.1 200 OK\r\n";
const std::string kChunked = kOk + "Transfer-Encoding: chunked\r\n\r\n";

const std::vector<Hostile>& heads() {
  static const std::vector<Hostile> all = {
      {"hello\r\n\r\n", "does not begin with HTTP/"},
      {"\r\n\r\n", "does not begin with HTTP/"},
      {"http/1.1 200 OK\r\n\r\n", "does not begin with HTTP/"},
      {" HTTP/1.1 200 OK\r\n\r\n", "does not begin with HTTP/"},
      {"HTTP/2.0 200 OK\r\n\r\n", "HTTP version"},
      {"HTTP/1.12 200 OK\r\n\r\n", "No space between version"},
      {"HTTP/1.1\r\n\r\n", "No space between version"},
      {"HTTP/1.1200 OK\r\n\r\n", "No space between version"},
      {"HTTP/1.1  200 OK\r\n\r\n", "not three digits"},
      {"HTTP/1.1 20 OK\r\n\r\n", "not three digits"},
      {"HTTP/1.1 2000 OK\r\n\r\n", "not three digits"},
      {"HTTP/1.1 -20 OK\r\n\r\n", "not three digits"},
      {"HTTP/1.1 2x0 OK\r\n\r\n", "not three digits"},
      {"HTTP/1.1 099 OK\r\n\r\n", "below 100"},
      {"HTTP/1.1 200 O\0K\r\n\r\n"s, "Control character"},
      {kOk + "no colon\r\n\r\n", "without a colon"},
      {kOk + ": empty\r\n\r\n", "name is empty"},
      {kOk + "Content-Length : 5\r\n\r\n", "Space between header name and colon"},
      {kOk + "Bad Name: x\r\n\r\n", "Bad character in header name"},
      {kOk + "X: a\0b\r\n\r\n"s, "NUL"},
      {kOk + "X: a\rb\r\n\r\n", "Bare CR"},
      {kOk + " folded: x\r\n\r\n", "Whitespace before the first header"},
      {"HTTP/1.1 100 Continue\r\n\r\nnonsense\r\n\r\n", "does not begin with HTTP/"},
  };
  return all;
}

const std::vector<Hostile>& framings() {
  static const std::vector<Hostile> all = {
      {kOk + "Content-Length: abc\r\n\r\n", "Content-Length is not a number"},
      {kOk + "Content-Length: -5\r\n\r\n", "Content-Length is not a number"},
      {kOk + "Content-Length: +5\r\n\r\nhello", "Content-Length is not a number"},
      {kOk + "Content-Length: 0x5\r\n\r\nhello", "Content-Length is not a number"},
      {kOk + "Content-Length: 5 5\r\n\r\nhello", "Content-Length is not a number"},
      {kOk + "Content-Length: \r\n\r\n", "Content-Length is empty"},
      {kOk + "Content-Length: 5,\r\n\r\nhello", "Content-Length is empty"},
      {kOk + "Content-Length: 99999999999999999999\r\n\r\n", "Content-Length is too large"},
      {kOk + "Content-Length: 9000000000000000000\r\n\r\n", "larger than max_buffer_size"},
      {kOk + "Content-Length: 5, 6\r\n\r\nhello", "unequal Content-Lengths"},
      {kOk + "Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello", "unequal Content-Lengths"},
      {kOk + "Transfer-Encoding: gzip, chunked\r\n\r\n", "Unsupported Transfer-Encoding"},
      {kOk + "Transfer-Encoding: identity\r\n\r\n", "Unsupported Transfer-Encoding"},
      {kOk + "Transfer-Encoding: xchunked\r\n\r\n", "Unsupported Transfer-Encoding"},
      {kOk + "Transfer-Encoding: chunked, chunked\r\n\r\n", "chunked twice"},
      {kOk + "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n", "chunked twice"},
      {kOk + "Transfer-Encoding: chunked, gzip\r\n\r\n", "does not end in chunked"},
      {kOk + "Transfer-Encoding: \r\n\r\n", "Transfer-Encoding is empty"},
      {"HTTP/1.0 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", "in an HTTP/1.0 response"},
      {"HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\n\r\n", "which nobody asked for"},
  };
  return all;
}

const std::vector<Hostile>& chunks() {
  static const std::vector<Hostile> all = {
      {kChunked + "xyz\r\n", "not hexadecimal"},
      {kChunked + "\r\n", "not hexadecimal"},
      {kChunked + "-5\r\nhello\r\n", "not hexadecimal"},
      {kChunked + "+5\r\nhello\r\n", "not hexadecimal"},
      {kChunked + " 5\r\nhello\r\n", "not hexadecimal"},
      {kChunked + "0x5\r\nhello\r\n", "Bad character behind the chunk size"},
      {kChunked + "5 5\r\nhello\r\n", "Bad character behind the chunk size"},
      {kChunked + "5;\r\nhello\r\n", "extension has no name"},
      {kChunked + "5;=x\r\nhello\r\n", "extension has no name"},
      {kChunked + "5;a=\r\nhello\r\n", "extension has no value"},
      {kChunked + "5;a=\"b\r\nhello\r\n", "has no end"},
      {kChunked + "5\nhello\r\n", "Bare LF"},
      {kChunked + "5\rx\r\nhello\r\n", "Bare CR"},
      {kChunked + "5;\0\r\nhello\r\n"s, "Control character"},
      {kChunked + "FFFFFFFFFFFFFFFFF\r\n", "Chunk size is too large"},
      {kChunked + "7fffffff\r\n", "over the limit"},
      {kChunked + "5\r\nhelloXX", "not followed by CRLF"},
      {kChunked + "5\r\nhello\n0\r\n", "not followed by CRLF"},
      {kChunked + "5\r\nhello\r\n\r\n0\r\n", "not hexadecimal"},
  };
  return all;
}

const std::vector<Hostile>& cut() {
  static const std::vector<Hostile> all = {
      {"", "Connection closed", true},
      {"HTTP/1.1 2", "Connection closed", true},
      {kOk + "Content-Length: 5\r\n", "Connection closed", true},
      {kOk + "Content-Length: 5\r\n\r\n", "Connection closed", true},
      {kOk + "Content-Length: 5\r\n\r\nhell", "Connection closed", true},
      {"HTTP/1.1 100 Continue\r\n\r\n", "Connection closed", true},
      {kChunked, "Connection closed", true},
      {kChunked + "5", "Connection closed", true},
      {kChunked + "5\r\nhel", "Connection closed", true},
      {kChunked + "5\r\nhello", "Connection closed", true},
      {kChunked + "5\r\nhello\r\n", "Connection closed", true},
      {kChunked + "5\r\nhello\r\n0", "Connection closed", true},
      {"HTTP/1.1 302 Go\r\nLocation: /\r\nContent-Length: 5\r\n\r\nhel", "Connection closed", true},
  };
  return all;
}

class HostileResponse : public ClientTest {
 protected:
  void check(const Hostile& hostile, bool byte_by_byte) {
    SCOPED_TRACE(http::quoted(hostile.bytes) + (byte_by_byte ? " byte by byte" : " in one piece"));
    auto& server = serve([&](Exchange& exchange) {
      if (byte_by_byte)
        exchange.drip(hostile.bytes, hostile.closes);
      else if (hostile.closes)
        exchange.reply(hostile.bytes);
      else
        exchange.send(hostile.bytes);
    });
    const Outcome got = fetch(server.url());
    EXPECT_EQ(got.code, 599);
    EXPECT_THAT(got.error, HasSubstr(hostile.says));
    EXPECT_EQ(got.body, "");
    EXPECT_EQ(client.active(), 0U);
    servers.clear();
  }
  void check_all(const std::vector<Hostile>& all) {
    for (const Hostile& hostile : all) {
      check(hostile, false);
      check(hostile, true);
    }
  }
};

TEST_F(HostileResponse, WithABadHeadIsAnErrorThatSaysWhatIsWrong) {
  check_all(heads());
}

TEST_F(HostileResponse, WithABadFramingIsAnErrorThatSaysWhatIsWrong) {
  check_all(framings());
}

TEST_F(HostileResponse, WithABadChunkIsAnErrorThatSaysWhatIsWrong) {
  check_all(chunks());
}

TEST_F(HostileResponse, ThatIsCutOffAnywhereIsAnError) {
  check_all(cut());
}

TEST_F(HostileResponse, ThatIsCutOffAtAnyByteOfAChunkedBodyIsAnError) {
  const std::string whole = kChunked + "3;x=y\r\nhel\r\n2\r\nlo\r\n0\r\n";
  for (std::size_t size = 0; size < whole.size(); ++size)
    check({whole.substr(0, size), "Connection closed", true}, false);
}

TEST_F(HostileResponse, WithoutEndToItsHeadersIsCutOffAtAMegabyte) {
  auto& server = serve([](Exchange& e) { e.send(kOk + "X: " + std::string(3 << 20U, 'x')); });
  EXPECT_THAT(fetch(server.url()).error, HasSubstr("end of the headers"));
}

TEST_F(HostileResponse, WithTooManyHeadersIsRefused) {
  std::string bytes = kOk;
  for (int i = 0; i < 2000; ++i) bytes += "X: y\r\n";
  auto& server = serve([&](Exchange& e) { e.send(bytes + "\r\n"); });
  EXPECT_THAT(fetch(server.url()).error, HasSubstr("header fields"));
}

TEST_F(HostileResponse, WithoutEndToAChunksLineIsCutOff) {
  auto& server = serve([](Exchange& e) { e.send(kChunked + "5;" + std::string(1 << 20U, 'x')); });
  EXPECT_THAT(fetch(server.url()).error, HasSubstr("end of a chunk size line"));
}

TEST_F(HostileResponse, OfNothingButInterimOnesEndsInTheTimeout) {
  std::string interim;
  for (int i = 0; i < 1000; ++i) interim += "HTTP/1.1 100 Continue\r\n\r\n";
  auto& server = serve([&](Exchange& e) { e.send(interim); });
  http::HTTPRequest request{.url = server.url()};
  const auto future = client.fetch(std::move(request));
  until([&] { return server.requests == 1; });
  settle();
  clock.skip(30);
  until([&] { return future.done(); });
  EXPECT_EQ(outcome(future).error, "Timeout");
}

TEST_F(HostileResponse, ThatSaysMoreThanItsLengthGivesItsLengthOnly) {
  const auto& server = serve(kOk + "Content-Length: 5\r\n\r\nhelloHTTP/1.1 200 OK\r\n\r\nsmuggled");
  EXPECT_EQ(fetch(server.url()).body, "hello");
}

TEST_F(HostileResponse, WithBothFramingsIsReadByItsChunks) {
  const auto& server = serve(kOk + "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n" +
                             "5\r\nhello\r\n0\r\n\r\n");
  const Outcome got = fetch(server.url());
  EXPECT_EQ(got.body, "hello");
  EXPECT_FALSE(got.response.headers.contains("Content-Length"));
}

}  // namespace
}  // namespace eyewall::test
