// Strings and numbers at every length: the reader takes eight bytes at a time.
#include "read/json.h"

#include <gtest/gtest.h>

namespace eyewall::read::json {
namespace {

// What reading `line` as a string gives; the reason where it is none.
std::string string_in(const std::string& line) {
  try {
    Cursor in(line);
    return std::string(in.string());
  } catch (const Bad& bad) {
    return bad.ran_out ? "ran out" : bad.reason;
  }
}

std::string number_in(const std::string& line) {
  try {
    Cursor in(line);
    return std::to_string(in.natural());
  } catch (const Bad& bad) {
    return bad.ran_out ? "ran out" : bad.reason;
  }
}

TEST(JsonString, IsReadWhateverItsLength) {
  for (std::size_t size = 0; size < 40; ++size) {
    const std::string text(size, 'a');
    EXPECT_EQ(string_in('"' + text + '"'), text);
    EXPECT_EQ(string_in('"' + text + "\"                    "), text);
    EXPECT_EQ(string_in('"' + text), "ran out");
  }
}

TEST(JsonString, IsReadWhereverSomethingSpecialStandsInIt) {
  for (std::size_t size = 1; size < 40; ++size) {
    for (std::size_t at = 0; at < size; ++at) {
      const std::string front(at, '~');
      const std::string back(size - at - 1, ' ');
      EXPECT_EQ(string_in('"' + front + "\\\"" + back + '"'), front + '"' + back);
      EXPECT_EQ(string_in('"' + front + "\\u00e9" + back + '"'), front + "\xc3\xa9" + back);
      EXPECT_EQ(string_in('"' + front + "\xf0\x9f\x98\x80" + back + '"'),
                front + "\xf0\x9f\x98\x80" + back);
      EXPECT_EQ(string_in('"' + front + "\"" + back + '"'), front);
    }
  }
}

TEST(JsonString, HoldsEveryByteThatMayStandBareAndNoOther) {
  for (int byte = 0; byte < 0x80; ++byte) {
    if (byte == '"' || byte == '\\') continue;
    for (std::size_t at = 0; at < 17; ++at) {
      const std::string text = std::string(at, 'x') + static_cast<char>(byte) + "yyyyyyyy";
      if (byte >= 0x20) {
        EXPECT_EQ(string_in('"' + text + '"'), text);
      } else {
        EXPECT_NE(string_in('"' + text + '"').find("control character"), std::string::npos);
      }
    }
  }
}

TEST(JsonNumber, IsReadWhateverItsLength) {
  std::string digits;
  for (int size = 1; size <= 19; ++size) {
    digits += static_cast<char>('0' + size % 10);
    EXPECT_EQ(number_in(digits + ','), digits);
    EXPECT_EQ(number_in(digits), "ran out") << "a number at the end of a line is cut off";
  }
}

TEST(JsonNumber, FitsIn64Bits) {
  EXPECT_EQ(number_in("9999999999999999999}"), "9999999999999999999");
  EXPECT_EQ(number_in("18446744073709551615}"), "18446744073709551615");
  for (const char* large : {"18446744073709551616}", "99999999999999999999}",
                            "100000000000000000000}", "184467440737095516150}"}) {
    EXPECT_EQ(number_in(large), "the number does not fit in 64 bits") << large;
  }
}

TEST(JsonNumber, IsNoFractionAndHasNoLeadingZero) {
  EXPECT_EQ(number_in("0,"), "0");
  EXPECT_EQ(number_in("00,"), "a number may not begin with 0");
  EXPECT_EQ(number_in("01"), "a number may not begin with 0");
  for (const char* fraction : {"1.0", "1e2", "1E2", "0.5"}) {
    EXPECT_EQ(number_in(fraction), "expected an integer, not a fraction") << fraction;
  }
  EXPECT_EQ(number_in("x"), "expected an integer, not 'x'");
  EXPECT_EQ(number_in("-1,"), "a negative number cannot stand here");
  EXPECT_EQ(number_in(""), "ran out");
}

}  // namespace
}  // namespace eyewall::read::json
