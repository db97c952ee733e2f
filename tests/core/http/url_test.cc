#include "http/url.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <vector>

#include "core/http/thrown.h"

namespace eyewall::http {
namespace {

using ::testing::HasSubstr;
using ::testing::StartsWith;

TEST(Url, EveryPartIsFound) {
  const Url url = Url::parse("HTTP://user:pass@example.com:8080/a/b;c?x=1&y=2#top");
  EXPECT_EQ(url.scheme, "http");
  EXPECT_EQ(url.user, "user");
  EXPECT_EQ(url.password, "pass");
  EXPECT_EQ(url.host, "example.com");
  EXPECT_EQ(url.port, 8080);
  EXPECT_EQ(url.path, "/a/b;c");
  EXPECT_EQ(url.query, "x=1&y=2");
  EXPECT_EQ(url.fragment, "top");
}

TEST(Url, AbsentPartsAreNotEmptyParts) {
  const Url bare = Url::parse("http://h");
  EXPECT_EQ(bare.user, std::nullopt);
  EXPECT_EQ(bare.password, std::nullopt);
  EXPECT_EQ(bare.query, std::nullopt);
  EXPECT_EQ(bare.fragment, std::nullopt);
  const Url empty = Url::parse("http://:@h?#");
  EXPECT_EQ(empty.user, "");
  EXPECT_EQ(empty.password, "");
  EXPECT_EQ(empty.query, "");
  EXPECT_EQ(empty.fragment, "");
}

struct GoodUrl {
  const char* text;
  const char* host;
  int port;
  const char* target;
  const char* host_header;
};

TEST(Url, SaysWhereToConnectAndWhatToAskFor) {
  const std::vector<GoodUrl> cases = {
      {"http://h", "h", 80, "/", "h"},
      {"https://h/", "h", 443, "/", "h"},
      {"http://h:/", "h", 80, "/", "h"},
      {"http://h:80/", "h", 80, "/", "h:80"},
      {"http://h:00080/", "h", 80, "/", "h:80"},
      {"http://h:65535/", "h", 65535, "/", "h:65535"},
      {"http://h?q", "h", 80, "/?q", "h"},
      {"http://h/?", "h", 80, "/?", "h"},
      {"http://h#f", "h", 80, "/", "h"},
      {"http://h/a?b?c#d#e", "h", 80, "/a?b?c", "h"},
      {"http://h//x//", "h", 80, "//x//", "h"},
      {"http://h/a@b:1", "h", 80, "/a@b:1", "h"},
      {"http://u:p@h:1/", "h", 1, "/", "h:1"},
      {"http://u@x:p@h/", "h", 80, "/", "h"},
      {"http://H.Example/%7e%", "H.Example", 80, "/%7e%", "H.Example"},
      {"http://h/caf\xc3\xa9?\xff", "h", 80, "/caf%C3%A9?%FF", "h"},
      {"http://h/{|}\\^`\"<>", "h", 80, "/{|}\\^`\"<>", "h"},
      {"http://127.0.0.1:8000/x", "127.0.0.1", 8000, "/x", "127.0.0.1:8000"},
      {"http://[::1]/", "::1", 80, "/", "[::1]"},
      {"http://[::1]:8080", "::1", 8080, "/", "[::1]:8080"},
      {"http://[::ffff:1.2.3.4]:/", "::ffff:1.2.3.4", 80, "/", "[::ffff:1.2.3.4]"},
      {"http://[fe80::1%25eth0]:81/", "fe80::1%eth0", 81, "/", "[fe80::1]:81"},
  };
  for (const GoodUrl& good : cases) {
    const Url url = Url::parse(good.text);
    EXPECT_EQ(url.host, good.host) << good.text;
    EXPECT_EQ(url.port, good.port) << good.text;
    EXPECT_EQ(url.target(), good.target) << good.text;
    EXPECT_EQ(url.host_header(), good.host_header) << good.text;
    EXPECT_EQ(Url::parse(url.to_string()), url) << good.text;
  }
}

TEST(Url, UserInformationIsPercentDecodedAndComesBackEncoded) {
  const Url url = Url::parse("http://a%40b:c%3Ad%2f@h/");
  EXPECT_EQ(url.user, "a@b");
  EXPECT_EQ(url.password, "c:d/");
  EXPECT_EQ(url.to_string(), "http://a%40b:c%3Ad%2F@h/");
}

struct BadUrl {
  std::string text;
  const char* message;
};

TEST(Url, RefusesWhatCannotBeFetchedAndSaysWhichPartIsWrong) {
  using namespace std::string_literals;
  const std::vector<BadUrl> cases = {
      {"", "Unsupported url scheme: \"\""},
      {"example.com/", "Unsupported url scheme"},
      {"//h/", "Unsupported url scheme"},
      {"/path", "Unsupported url scheme"},
      {"ftp://h/", "Unsupported url scheme: \"ftp://h/\""},
      {"httpx://h/", "Unsupported url scheme"},
      {"1http://h/", "Unsupported url scheme"},
      {"http:/h", "URL has no host"},
      {"http:h", "URL has no host"},
      {"http://", "URL has no host"},
      {"http:///path", "URL has no host"},
      {"http://:80/", "URL has no host"},
      {"http://u@/", "URL has no host"},
      {"http://h:0/", "Port of the URL is not in 1..65535"},
      {"http://h:65536/", "Port of the URL is not in 1..65535"},
      {"http://h:99999999999999999999/", "Port of the URL is not in 1..65535"},
      {"http://h:http/", "Port of the URL is not a number"},
      {"http://h:-1/", "Port of the URL is not a number"},
      {"http://h:+80/", "Port of the URL is not a number"},
      {"http://h:80:80/", "Port of the URL is not a number"},
      {"http://::1/", "URL has no host"},
      {"http://[::1/", "No ] behind the IPv6 address"},
      {"http://[]/", "Bad IPv6 address"},
      {"http://[::g]/", "Bad IPv6 address"},
      {"http://[1.2.3.4]/", "Bad IPv6 address"},
      {"http://[v1.x]/", "Bad IPv6 address"},
      {"http://[::1]80/", "Text behind the IPv6 address"},
      {"http://[::1]:x/", "Port of the URL is not a number"},
      {"http://[::1%eth0]/", "Bad zone of the IPv6 address"},
      {"http://[::1%25]/", "Bad zone of the IPv6 address"},
      {"http://a[::1]/", "Bad character in the host"},
      {"http://h%41/", "Bad character in the host"},
      {"http://h\\@evil/", "Bad character in the user information"},
      {"http://good\\evil/", "Bad character in the host"},
      {"http://caf\xc3\xa9/", "Host of the URL is not ASCII"},
      {"http://%zz@h/", "% without two hexadecimal digits"},
      {"http://%4@h/", "% without two hexadecimal digits"},
      {"http://u:%@h/", "% without two hexadecimal digits"},
      {"http://h/ ", "Space or control character in the URL"},
      {" http://h/", "Space or control character in the URL"},
      {"http://h/a b", "Space or control character in the URL"},
      {"http://h/\r\nX: y", "Space or control character in the URL: \"http://h/\\r\\nX: y\""},
      {"http://h/\0"s, "Space or control character in the URL"},
      {"http://h/\x7f", "Space or control character in the URL"},
      {"http://h/\t", "Space or control character in the URL"},
  };
  for (const BadUrl& bad : cases) {
    EXPECT_THAT(thrown<UrlError>([&] { Url::parse(bad.text); }), StartsWith(bad.message))
        << bad.text;
  }
}

struct Example {
  const char* reference;
  const char* result;
};

constexpr const char* kBase = "http://a/b/c/d;p?q";

TEST(Resolve, NormalExamplesOfRfc3986Section541) {
  const std::vector<Example> cases = {
      {"g:h", "g:h"},
      {"g", "http://a/b/c/g"},
      {"./g", "http://a/b/c/g"},
      {"g/", "http://a/b/c/g/"},
      {"/g", "http://a/g"},
      {"//g", "http://g"},
      {"?y", "http://a/b/c/d;p?y"},
      {"g?y", "http://a/b/c/g?y"},
      {"#s", "http://a/b/c/d;p?q#s"},
      {"g#s", "http://a/b/c/g#s"},
      {"g?y#s", "http://a/b/c/g?y#s"},
      {";x", "http://a/b/c/;x"},
      {"g;x", "http://a/b/c/g;x"},
      {"g;x?y#s", "http://a/b/c/g;x?y#s"},
      {"", "http://a/b/c/d;p?q"},
      {".", "http://a/b/c/"},
      {"./", "http://a/b/c/"},
      {"..", "http://a/b/"},
      {"../", "http://a/b/"},
      {"../g", "http://a/b/g"},
      {"../..", "http://a/"},
      {"../../", "http://a/"},
      {"../../g", "http://a/g"},
  };
  for (const Example& e : cases) EXPECT_EQ(resolve(kBase, e.reference), e.result) << e.reference;
}

TEST(Resolve, AbnormalExamplesOfRfc3986Section542) {
  const std::vector<Example> cases = {
      {"../../../g", "http://a/g"},
      {"../../../../g", "http://a/g"},
      {"/./g", "http://a/g"},
      {"/../g", "http://a/g"},
      {"g.", "http://a/b/c/g."},
      {".g", "http://a/b/c/.g"},
      {"g..", "http://a/b/c/g.."},
      {"..g", "http://a/b/c/..g"},
      {"./../g", "http://a/b/g"},
      {"./g/.", "http://a/b/c/g/"},
      {"g/./h", "http://a/b/c/g/h"},
      {"g/../h", "http://a/b/c/h"},
      {"g;x=1/./y", "http://a/b/c/g;x=1/y"},
      {"g;x=1/../y", "http://a/b/c/y"},
      {"g?y/./x", "http://a/b/c/g?y/./x"},
      {"g?y/../x", "http://a/b/c/g?y/../x"},
      {"g#s/./x", "http://a/b/c/g#s/./x"},
      {"g#s/../x", "http://a/b/c/g#s/../x"},
      {"http:g", "http:g"},
  };
  for (const Example& e : cases) EXPECT_EQ(resolve(kBase, e.reference), e.result) << e.reference;
}

TEST(Resolve, ABaseWithoutAPathGivesTheReferenceASlash) {
  EXPECT_EQ(resolve("http://h", "g"), "http://h/g");
  EXPECT_EQ(resolve("http://h?q", "g"), "http://h/g");
  EXPECT_EQ(resolve("http://h", "?q"), "http://h?q");
  EXPECT_EQ(resolve("http://u:p@h:81/x#f", "../y"), "http://u:p@h:81/y");
}

TEST(Resolve, AnAbsoluteReferenceLosesItsDotSegmentsToo) {
  EXPECT_EQ(resolve(kBase, "http://x/a/../b/./c"), "http://x/b/c");
  EXPECT_EQ(resolve(kBase, "//x/a/.."), "http://x/");
}

TEST(Resolve, APathDoesNotTurnIntoAnAuthority) {
  EXPECT_EQ(resolve("s:/a", ".//evil"), "s:/.//evil");
}

TEST(Resolve, ABaseWithoutASchemeIsAnError) {
  EXPECT_THAT(thrown<UrlError>([] { resolve("/a/b", "c"); }),
              HasSubstr("Base URL has no scheme: \"/a/b\""));
}

TEST(PercentDecoded, EveryByteCanBeWritten) {
  EXPECT_EQ(percent_decoded("%00%fF%2B+a"), (std::string{'\0', '\xff', '+', '+', 'a'}));
  EXPECT_THAT(thrown<UrlError>([] { percent_decoded("%+1"); }), HasSubstr("%"));
}

}  // namespace
}  // namespace eyewall::http
