// StaticFileHandler: parts of a file, and files that are sent in pieces.
#include "core/web/folder_fixture.h"

namespace eyewall::test {
namespace {

using ::testing::HasSubstr;

using StaticRanges = FolderTest;

TEST_F(StaticRanges, APartIsSent) {
  const std::string answered = get("a.txt", "Range: bytes=2-4\r\n");
  EXPECT_EQ(status(answered), 206);
  EXPECT_EQ(body_of(answered), "234");
  EXPECT_EQ(header(answered, "Content-Range"), "bytes 2-4/10");
  EXPECT_EQ(header(answered, "Content-Length"), "3");
  EXPECT_EQ(header(answered, "Etag"), header(get("a.txt"), "Etag"));
  EXPECT_EQ(body_of(get("a.txt", "Range: bytes=-3\r\n")), "789");
  EXPECT_EQ(body_of(get("a.txt", "Range: bytes=7-\r\n")), "789");
}

TEST_F(StaticRanges, WhatCannotBeSatisfiedIs416) {
  const std::string answered = get("a.txt", "Range: bytes=10-\r\n");
  EXPECT_EQ(status(answered), 416);
  EXPECT_EQ(header(answered, "Content-Range"), "bytes */10");
  EXPECT_EQ(body_of(answered), "");
  EXPECT_EQ(status(get("empty.css", "Range: bytes=0-\r\n")), 416);
}

TEST_F(StaticRanges, TheWholeIsSentWhereNoOneRangeIsAskedFor) {
  for (const char* range : {"bytes=0-", "bytes=0-99", "bytes=1-2,4-5", "bytes=2-1", "lines=1-2"}) {
    const std::string answered = get("a.txt", std::string("Range: ") + range + "\r\n");
    EXPECT_EQ(status(answered), 200) << range;
    EXPECT_EQ(body_of(answered), "0123456789") << range;
    EXPECT_EQ(header(answered, "Content-Range"), "") << range;
  }
  EXPECT_EQ(status(ask("HEAD /static/a.txt", "Range: bytes=1-2\r\n")), 200);
}

TEST_F(StaticRanges, ThePartOfAnotherVersionIsNotSent) {
  const std::string etag = header(get("a.txt"), "Etag");
  const auto asked = [&](const std::string& version) {
    return status(get("a.txt", "Range: bytes=1-2\r\nIf-Range: " + version + "\r\n"));
  };
  EXPECT_EQ(asked(etag), 206);
  EXPECT_EQ(asked(kModified), 206);
  EXPECT_EQ(asked("\"x\""), 200);
  EXPECT_EQ(asked("W/" + etag), 200);
  EXPECT_EQ(asked("Mon, 07 Nov 1994 08:49:37 GMT"), 200);
}

TEST_F(StaticRanges, AClientThatHasTheFileNeedsNoPart) {
  const std::string etag = header(get("a.txt"), "Etag");
  EXPECT_EQ(status(get("a.txt", "Range: bytes=1-2\r\nIf-None-Match: " + etag + "\r\n")), 304);
}

std::string pattern(std::size_t size) {
  std::string text(size, '\0');
  for (std::size_t i = 0; i < size; ++i) text[i] = static_cast<char>(i * 7 + i / 251);
  return text;
}

TEST_F(StaticRanges, ALargeFileComesWholeInPieces) {
  const std::string large = pattern(1'000'001);
  put("large", large);
  EXPECT_TRUE(body_of(get("large")) == large);
  EXPECT_TRUE(body_of(get("large", "Range: bytes=65530-200000\r\n")) ==
              large.substr(65530, 134471));
  for (const std::size_t size : {65535U, 65536U, 65537U, 131072U}) {
    put("edge", large.substr(0, size));
    EXPECT_TRUE(body_of(get("edge")) == large.substr(0, size)) << size;
  }
}

TEST_F(StaticRanges, SeveralOfThemComeOverOneConnection) {
  const std::string large = pattern(200'000);
  put("large", large);
  const sys::Fd client = dial();
  const std::string ask_large = "GET /static/large HTTP/1.1\r\nHost: x\r\n\r\n";
  send(client, ask_large + ask_large + "GET /static/a.txt HTTP/1.1\r\nHost: x\r\n\r\n");
  const std::string answered = read_until(client, "0123456789");
  const std::size_t first = answered.find("\r\n\r\n") + 4;
  EXPECT_TRUE(answered.substr(first, large.size()) == large);
  const std::size_t second = answered.find("\r\n\r\n", first + large.size()) + 4;
  EXPECT_TRUE(answered.substr(second, large.size()) == large);
}

constexpr std::uint64_t kHuge = 1ULL << 36U;  // of holes: more than there is memory

TEST_F(StaticRanges, NoMoreIsReadThanTheClientTakes) {
  put("large", "");
  std::filesystem::resize_file(root() + "/large", kHuge);
  const sys::Fd client = dial();
  send(client, "GET /static/large HTTP/1.1\r\nHost: x\r\n\r\n");
  std::string some;
  until([&] { return take(client, some) && some.size() > 200'000; });
  settle();
  EXPECT_THAT(some, HasSubstr("Content-Length: 68719476736\r\n"));
  EXPECT_EQ(server->connections(), 1U);
}

TEST_F(StaticRanges, AClientThatGoesAwayLeavesNothingBehind) {
  put("large", "");
  std::filesystem::resize_file(root() + "/large", kHuge);
  sys::Fd client = dial();
  send(client, "GET /static/large HTTP/1.1\r\nHost: x\r\n\r\n");
  std::string some;
  until([&] { return take(client, some) && some.size() > 200'000; });
  client.reset();
  until([&] { return server->connections() == 0; });
}

TEST_F(StaticRanges, AFileThatBecomesShorterEndsTheConnection) {
  put("large", "");
  std::filesystem::resize_file(root() + "/large", kHuge);
  const sys::Fd client = dial();
  send(client, "GET /static/large HTTP/1.1\r\nHost: x\r\n\r\n");
  std::string some;
  until([&] { return take(client, some) && some.size() > 200'000; });
  std::filesystem::resize_file(root() + "/large", 0);
  until([&] { return !take(client, some); });
  EXPECT_THAT(logged, ::testing::Contains(HasSubstr("became shorter")));
}

}  // namespace
}  // namespace eyewall::test
