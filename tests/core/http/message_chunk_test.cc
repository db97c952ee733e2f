#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <vector>

#include "core/http/thrown.h"
#include "http/message.h"

namespace eyewall::http {
namespace {

using namespace std::string_literals;
using ::testing::StartsWith;

struct Refused {
  std::string text;
  const char* message;
};

TEST(ChunkSize, IsParsedAndItsExtensionsAreSkipped) {
  struct Case {
    const char* line;
    std::uint64_t size;
  };
  const std::vector<Case> cases = {
      {"0", 0},
      {"5\r\n", 5},
      {"aF", 0xaf},
      {"00000000000000000000000000000000010", 16},
      {"7fffffffffffffff", 0x7fffffffffffffffU},
      {"5;a", 5},
      {"5;a=b;c=d\r\n", 5},
      {"5 ; a = b\t;\tc", 5},
      {"5;a=\"\"", 5},
      {"5;a=\"x;y=\\\"z\\\\\";b", 5},
      {"5;a=\"caf\xc3\xa9\t\"", 5},
      {"0;last=\"yes\"\r\n", 0},
  };
  for (const Case& c : cases) {
    EXPECT_EQ(parse_chunk_size(c.line, UINT64_MAX), c.size) << c.line;
  }
}

TEST(ChunkSize, ABadLineIsRefused) {
  const std::vector<Refused> cases = {
      {"", "Chunk size is not hexadecimal: \"\""},
      {"\r\n", "Chunk size is not hexadecimal"},
      {"g", "Chunk size is not hexadecimal"},
      {";a", "Chunk size is not hexadecimal"},
      {" 5", "Chunk size is not hexadecimal"},
      {"-5", "Chunk size is not hexadecimal"},
      {"+5", "Chunk size is not hexadecimal"},
      {"0x5", "Bad character behind the chunk size"},
      {"5g", "Bad character behind the chunk size"},
      {"5 ", "Bad character behind the chunk size"},
      {"5 5", "Bad character behind the chunk size"},
      {"5,5", "Bad character behind the chunk size"},
      {"5_0", "Bad character behind the chunk size"},
      {"5;a ", "Bad character behind the chunk size"},
      {"5;a=b ", "Bad character behind the chunk size"},
      {"5;a=\"b\"c", "Bad character behind the chunk size"},
      {"5;a b", "Bad character behind the chunk size"},
      {"5;", "Chunk extension has no name"},
      {"5;;", "Chunk extension has no name"},
      {"5;=b", "Chunk extension has no name"},
      {"5;\"a\"", "Chunk extension has no name"},
      {"5;a=", "Chunk extension has no value"},
      {"5;a=;b", "Chunk extension has no value"},
      {"5;a=\"b", "Quoted string in a chunk extension has no end"},
      {"5;a=\"b\\", "Quoted string in a chunk extension has no end"},
      {"5;a=\"b\\\"", "Quoted string in a chunk extension has no end"},
      {"5\n", "Bare LF in chunk size line: \"5\\n\""},
      {"5;a\nb\r\n", "Bare LF in chunk size line"},
      {"5\r", "Bare CR in chunk size line"},
      {"5\r\r\n", "Bare CR in chunk size line"},
      {"5\r\n\r\n", "Bare CR in chunk size line"},
      {"5;a=\"\0\""s, "Control character in chunk size line"},
      {"8000000000000000", "Chunk size is too large"},
      {"10000000000000005", "Chunk size is too large"},
      {"ffffffffffffffffffffffffffffffffff", "Chunk size is too large"},
      {"5;a=" + std::string(20'000, 'x'), "Chunk size line is too long"},
  };
  for (const Refused& c : cases) {
    EXPECT_THAT(thrown<MessageError>([&] { parse_chunk_size(c.text, UINT64_MAX); }),
                StartsWith(c.message));
  }
}

TEST(ChunkSize, OverTheLimitIsRefusedAndAtTheLimitIsNot) {
  EXPECT_EQ(parse_chunk_size("10", 16), 16U);
  EXPECT_EQ(parse_chunk_size("0", 0), 0U);
  EXPECT_EQ(thrown<MessageError>([] { parse_chunk_size("11", 16); }),
            "Chunk of 17 bytes is over the limit of 16");
}

}  // namespace
}  // namespace eyewall::http
