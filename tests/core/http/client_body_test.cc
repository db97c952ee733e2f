// Bodies: gzip, callbacks that take them piece by piece, and how much memory they may use.
#include <atomic>
#include <cstdlib>
#include <new>

#include "core/http/client_fixture.h"
#include "core/http/gzipped.h"

namespace {
std::atomic<std::size_t> large_allocations{0};
std::atomic<std::size_t> large_from{SIZE_MAX};  // bytes; SIZE_MAX: not counting
}  // namespace

// Counts the large allocations of this program: each copy of a large body is one.
[[gnu::noinline]] void* operator new(std::size_t size) {
  if (size >= large_from.load(std::memory_order_relaxed)) ++large_allocations;
  if (void* const memory = std::malloc(size)) return memory;
  throw std::bad_alloc();
}
[[gnu::noinline]] void operator delete(void* memory) noexcept {
  std::free(memory);
}
[[gnu::noinline]] void operator delete(void* memory, std::size_t) noexcept {
  std::free(memory);
}

namespace eyewall::test {
namespace {

using ::testing::AnyOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

std::string length_response(const std::string& body, const std::string& more = "") {
  return "HTTP/1.1 200 OK\r\n" + more + "Content-Length: " + std::to_string(body.size()) +
         "\r\n\r\n" + body;
}

std::string chunked_response(const std::string& body, std::size_t piece,
                             const std::string& more = "") {
  std::string bytes = "HTTP/1.1 200 OK\r\n" + more + "Transfer-Encoding: chunked\r\n\r\n";
  for (std::size_t at = 0; at < body.size(); at += piece) {
    const std::string part = body.substr(at, piece);
    char size[20];
    std::snprintf(size, sizeof size, "%zx\r\n", part.size());
    bytes += size + part + "\r\n";
  }
  return bytes + "0\r\n\r\n";
}

std::string close_response(const std::string& body, const std::string& more = "") {
  return "HTTP/1.1 200 OK\r\n" + more + "\r\n" + body;
}

constexpr char kGzip[] = "Content-Encoding: gzip\r\n";

class Body : public ClientTest {
 protected:
  Outcome fetch_bytes(const std::string& bytes) { return fetch(serve(bytes).url()); }
  http::AsyncHTTPClient limited(std::size_t max_buffer_size) {
    return http::AsyncHTTPClient::force_instance(loop, {.max_buffer_size = max_buffer_size});
  }
};

TEST_F(Body, GzipIsUndoneInEveryFraming) {
  const std::string packed = gzipped("hello, hello, hello");
  for (const std::string& bytes :
       {length_response(packed, kGzip), chunked_response(packed, 3, kGzip),
        close_response(packed, kGzip)}) {
    EXPECT_EQ(fetch_bytes(bytes).body, "hello, hello, hello");
    auto& slowly = serve([&](Exchange& exchange) { exchange.drip(bytes, true); });
    EXPECT_EQ(fetch(slowly.url()).body, "hello, hello, hello") << "byte by byte";
  }
}

TEST_F(Body, OfSeveralGzipMembersIsTheirBodiesTogether) {
  const std::string packed = gzipped("one ") + gzipped("") + gzipped("two");
  EXPECT_EQ(fetch_bytes(length_response(packed, kGzip)).body, "one two");
  EXPECT_EQ(fetch_bytes(chunked_response(packed, 5, kGzip)).body, "one two");
  EXPECT_EQ(fetch_bytes(close_response(packed, kGzip)).body, "one two");
}

TEST_F(Body, StaysPackedWhereTheUserWantsNoGzip) {
  const std::string packed = gzipped("hello");
  const auto& server = serve(length_response(packed, kGzip));
  http::HTTPRequest request{.url = server.url(), .use_gzip = false};
  EXPECT_EQ(fetch(std::move(request)).body, packed);
  EXPECT_EQ(server.exchanges.back()->header("Accept-Encoding"), "(none)");
}

TEST_F(Body, ThatIsBadGzipIsAnErrorInEveryFraming) {
  const std::string packed = gzipped("hello, hello, hello");
  std::string damaged = packed;
  damaged[damaged.size() - 6] = static_cast<char>(damaged[damaged.size() - 6] ^ 1);  // the CRC
  const std::string bad[] = {"no gzip at all", packed.substr(0, packed.size() - 3),
                             packed.substr(0, 5), packed + "behind it", damaged};
  for (const std::string& body : bad) {
    for (const std::string& bytes : {length_response(body, kGzip), chunked_response(body, 4, kGzip),
                                     close_response(body, kGzip)}) {
      const Outcome got = fetch_bytes(bytes);
      EXPECT_EQ(got.code, 599) << bytes;
      EXPECT_THAT(got.error, HasSubstr("gzip"));
      EXPECT_EQ(got.body, "");
    }
  }
}

TEST_F(Body, OfAGzipBombEndsAtMaxBufferSize) {
  const std::string bomb = gzipped(std::string(std::size_t{20} << 20U, '\0'));
  auto own = limited(100000);
  for (const std::string& bytes :
       {length_response(bomb, kGzip), chunked_response(bomb, 10000, kGzip),
        close_response(bomb, kGzip)}) {
    large_from = std::size_t{1} << 20U;
    large_allocations = 0;
    http::HTTPRequest request{.url = serve(bytes).url()};
    const Outcome got = fetch(own, std::move(request));
    large_from = SIZE_MAX;
    EXPECT_EQ(got.code, 599);
    EXPECT_THAT(got.error, AnyOf(HasSubstr("over the limit"), HasSubstr("max_buffer_size")));
    EXPECT_EQ(large_allocations, 0U) << "memory stays bounded by max_buffer_size";
  }
}

TEST_F(Body, LargerThanMaxBufferSizeIsAnErrorInEveryFraming) {
  auto own = limited(5000);
  const std::string body(6000, 'x');
  for (const std::string& bytes : {length_response(body), chunked_response(body, 1000),
                                   chunked_response(body, 6000), close_response(body)}) {
    http::HTTPRequest request{.url = serve(bytes).url()};
    const Outcome got = fetch(own, std::move(request));
    EXPECT_EQ(got.code, 599) << bytes.substr(0, 60);
    EXPECT_EQ(got.body, "");
    EXPECT_THAT(got.error, AnyOf(HasSubstr("max_buffer_size"), HasSubstr("buffer size"),
                                 HasSubstr("over the limit")));
  }
}

TEST_F(Body, JustSmallerThanMaxBufferSizePasses) {
  auto own = limited(5000);
  const std::string body(4500, 'x');
  for (const std::string& bytes : {length_response(body), chunked_response(body, 1500)}) {
    http::HTTPRequest request{.url = serve(bytes).url()};
    EXPECT_EQ(fetch(own, std::move(request)).body.size(), 4500U);
  }
}

TEST_F(Body, GoesToTheStreamingCallbackPieceByPieceAndIsNotKept) {
  const std::string body = "hello, streaming world";
  const std::string packed = gzipped(body);
  for (const std::string& bytes :
       {length_response(body), chunked_response(body, 7), close_response(body),
        length_response(packed, kGzip), chunked_response(packed, 3, kGzip),
        close_response(packed, kGzip)}) {
    std::string streamed;
    auto& server = serve([&](Exchange& exchange) { exchange.drip(bytes, true); });
    http::HTTPRequest request{
        .url = server.url(),
        .streaming_callback = [&](std::string_view piece) { streamed += piece; }};
    const Outcome got = fetch(std::move(request));
    EXPECT_EQ(got.code, 200) << got.error;
    EXPECT_EQ(got.body, "");
    EXPECT_EQ(streamed, body) << bytes;
  }
}

TEST_F(Body, ThatIsStreamedMayBeFarLargerThanMaxBufferSize) {
  auto own = limited(100000);
  const std::string body(std::size_t{4} << 20U, 'x');
  for (const std::string& bytes :
       {length_response(body), chunked_response(body, 20000), close_response(body)}) {
    std::size_t streamed = 0;
    http::HTTPRequest request{
        .url = serve(bytes).url(),
        .streaming_callback = [&](std::string_view piece) { streamed += piece.size(); }};
    EXPECT_EQ(fetch(own, std::move(request)).error, "");
    EXPECT_EQ(streamed, body.size());
  }
}

TEST_F(Body, ThatIsStreamedStillReportsItsEndTooEarly) {
  const std::string packed = gzipped("hello, hello");
  for (const std::string& bytes :
       {std::string("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhello"),
        std::string("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n"),
        close_response(packed.substr(0, packed.size() - 2), kGzip)}) {
    http::HTTPRequest request{.url = serve(bytes).url(), .streaming_callback = [](auto) {}};
    EXPECT_EQ(fetch(std::move(request)).code, 599) << bytes;
  }
}

TEST_F(Body, AnExceptionInAUsersCallbackIsTheFetchsError) {
  const auto& server = serve(length_response("hello"));
  http::HTTPRequest streaming{.url = server.url(),
                              .streaming_callback = [](auto) { throw std::runtime_error("mine"); }};
  EXPECT_EQ(fetch(std::move(streaming)).error, "mine");
  http::HTTPRequest header{.url = server.url(),
                           .header_callback = [](auto) { throw std::runtime_error("mine too"); }};
  EXPECT_EQ(fetch(std::move(header)).error, "mine too");
}

TEST_F(Body, ComesAfterEveryLineOfTheHeadInOrder) {
  std::vector<std::string> order;
  const auto& server = serve(length_response("hello", "X-B: 2\r\nx-a:1\r\nX-B: 3\r\n"));
  http::HTTPRequest request{
      .url = server.url(),
      .streaming_callback = [&](std::string_view piece) { order.emplace_back(piece); },
      .header_callback = [&](std::string_view line) { order.emplace_back(line); }};
  fetch(std::move(request));
  EXPECT_THAT(order, ElementsAre("HTTP/1.1 200 OK\r\n", "X-B: 2\r\n", "X-A: 1\r\n", "X-B: 3\r\n",
                                 "Content-Length: 5\r\n", "\r\n", "hello"));
}

TEST_F(Body, Of50MegabytesIsCopiedOutOfTheBufferOnceAndThenOnlyMoved) {
  constexpr std::size_t kSize = 50'000'000;
  auto& server = serve([](Exchange& exchange) {
    exchange.send("HTTP/1.1 200 OK\r\nContent-Length: 50000000\r\n\r\n");
    exchange.reply(std::string(kSize, 'x'));
  });
  http::HTTPRequest request{.url = server.url()};
  auto future = client.fetch(std::move(request));
  until([&] { return server.requests == 1; });
  large_allocations = 0;
  large_from = kSize;
  until([&] { return future.done(); });
  const std::string body = future.take().body;
  large_from = SIZE_MAX;
  EXPECT_EQ(body.size(), kSize);
  EXPECT_LE(large_allocations, 2U) << "the read buffer, and the body";
}

}  // namespace
}  // namespace eyewall::test
