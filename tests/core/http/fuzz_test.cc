// Runs the harnesses of tests/fuzz over seeded mutations of good inputs, whatever the compiler.
#define LLVMFuzzerTestOneInput eyewall_fuzz_response_head
#include "fuzz/fuzz_response_head.cc"  // NOLINT(bugprone-suspicious-include)
#undef LLVMFuzzerTestOneInput
#define LLVMFuzzerTestOneInput eyewall_fuzz_request_head
#include "fuzz/fuzz_request_head.cc"  // NOLINT(bugprone-suspicious-include)
#undef LLVMFuzzerTestOneInput
#define LLVMFuzzerTestOneInput eyewall_fuzz_chunk_size
#include "fuzz/fuzz_chunk_size.cc"  // NOLINT(bugprone-suspicious-include)
#undef LLVMFuzzerTestOneInput
#define LLVMFuzzerTestOneInput eyewall_fuzz_gzip
#include "fuzz/fuzz_gzip.cc"  // NOLINT(bugprone-suspicious-include)
#undef LLVMFuzzerTestOneInput
#define LLVMFuzzerTestOneInput eyewall_fuzz_url
#include "fuzz/fuzz_url.cc"  // NOLINT(bugprone-suspicious-include)
#undef LLVMFuzzerTestOneInput
#define LLVMFuzzerTestOneInput eyewall_fuzz_request_chunks
#include "fuzz/fuzz_request_chunks.cc"  // NOLINT(bugprone-suspicious-include)
#undef LLVMFuzzerTestOneInput

#include "core/http/gzipped.h"
#include "fuzz/run.h"

namespace eyewall {
namespace {

using fuzz::run;
constexpr std::uint64_t kSeed = 20261121;

TEST(Fuzz, ResponseHeadsAreRefusedOrUnderstoodInOneWay) {
  run(eyewall_fuzz_response_head,
      {{"HTTP/1.1 200 OK\r\nContent-Length: 5\r\nServer: x\r\n\r\n",
        "HTTP/1.1 204 No Content\r\n\r\n", "HTTP/1.1 100 Continue\r\nContent-Length: 5\r\n\r\n",
        "HTTP/1.0 404\nA: 1\n b\n\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nSet-Cookie: a=b\r\nSet-Cookie: c\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 5, 5\r\nTransfer-Encoding: gzip, chunked\r\n\r\n"},
       {"\r", "\n", "\r\n", " ", "\t", ":", ",", "\r\n ", "Content-Length: ", "chunked", "5",
        "99999999999999999999", std::string(1, '\0'), "HTTP/1.1 ", "Transfer-Encoding:"},
       kSeed},
      6000);
}

TEST(Fuzz, RequestHeadsAreRefusedOrUnderstoodInOneWay) {
  run(eyewall_fuzz_request_head,
      {{"GET / HTTP/1.1\r\nHost: x\r\n\r\n",
        "POST /a?b=c HTTP/1.1\r\nHost: x:80\r\nContent-Length: 5\r\nExpect: 100-continue\r\n\r\n",
        "PUT http://h/ HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n",
        "\r\nOPTIONS * HTTP/1.0\r\nConnection: keep-alive, x\r\nA: b\r\nA: c\r\n\r\n",
        "CONNECT h:443 HTTP/1.1\r\nHost: h:443\r\n\r\n"},
       {"\r", "\n", "\r\n", " ", "\t", ":", ",", "\r\n ", "Content-Length: ", "chunked", "5",
        "99999999999999999999", std::string(1, '\0'), " HTTP/1.1\r\n",
        "Transfer-Encoding:", "Host: y\r\n", "://", "\xc3\xa9"},
       kSeed},
      10000);
}

TEST(Fuzz, ChunkSizesAreRefusedOrWhatTheirDigitsSay) {
  run(eyewall_fuzz_chunk_size,
      {{"0\r\n", "5", "1a;name=value\r\n", "7fffffffffffffff", "5 ; a = \"b\\\"c\" ; d\r\n"},
       {"\r", "\n", ";", "=", "\"", "\\", " ", "0", "f", "FFFFFFFF", std::string(1, '\0'), "0x"},
       kSeed},
      6000);
}

TEST(Fuzz, ChunkedBodiesAreServedWholeOrNotAtAllHoweverTheyAreCut) {
  run(eyewall_fuzz_request_chunks,
      {{"\x05"
        "5\r\nhello\r\n0\r\n\r\n",
        "\x20"
        "1;a=b\r\nx\r\nB\r\nhello, world\r\n0\r\nA: b\r\n\r\n",
        std::string(1, '\0') + "0\r\n\r\n",
        "\x02"
        "3E8\r\n" +
            std::string(1000, 'x') + "\r\n0\r\n\r\n",
        "\xff"
        "2\r\n\r\n\r\n0\r\n\r\nGET / HTTP/1.1\r\nHost: x\r\n\r\n"},
       {"\r", "\n", "\r\n", ";", "0", "0\r\n\r\n", "5\r\nhello\r\n", "3E8", "FFFFFFFF", " ", ": ",
        std::string(1, '\0')},
       kSeed},
      2000);
}

TEST(Fuzz, GzipBodiesComeOutTheSameHoweverTheyAreCut) {
  const std::string small = gzipped("hello, hello, hello");
  run(eyewall_fuzz_gzip,
      {{small, gzipped(""), small + gzipped("tail"), gzipped(std::string(70'000, 'a')),
        gzipped(std::string(2'000'000, 'a'))},
       {std::string(1, '\0'), "\x1f\x8b\x08", std::string(4, '\0'), "\xff\xff", small},
       kSeed},
      1000);
}

TEST(Fuzz, UrlsAreRefusedOrStable) {
  run(eyewall_fuzz_url,
      {{"http://user:pass@example.com:8080/a/b;c?x=1#f", "https://[::1]:443/", "../../g?y#s",
        "http://[fe80::1%25eth0]/", "//h/./a/../b", "http://a%40b@h", "a/b/../../../.././c"},
       {"/", "//",  "..",  "/..",     "/./", ":", "@",        "?",  "#", "[",    "]",
        "%", "%25", "%00", "http://", "\\",  " ", "\xc3\xa9", "::", ".", "65536"},
       kSeed},
      8000);
}

}  // namespace
}  // namespace eyewall
