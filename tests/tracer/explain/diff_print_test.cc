// A difference as it is printed.
#include <gmock/gmock.h>

#include <sstream>

#include "explain/diff.h"
#include "tracer/explain/given.h"

namespace eyewall::explain {
namespace {

using testing::HasSubstr;
using testing::Not;

std::string printed(const read::Trace& a, const read::Trace& b, std::size_t context = 3) {
  std::ostringstream out;
  print(out, a, b, diff(a, b), context);
  return out.str();
}

read::Trace notes(const std::string& texts) {
  Given given;
  for (const char text : texts) given.event("note", R"("text":")" + std::string(1, text) + '"');
  return given.trace();
}

TEST(DiffPrint, OfTheSameIsOneLine) {
  EXPECT_EQ(printed(notes("abc"), notes("abc")),
            "The same: 3 events mean the same, in the same order.\n");
}

TEST(DiffPrint, ShowsWhatIsAroundADifferenceWithTheNumbersOfBoth) {
  EXPECT_EQ(printed(notes("abcdefghi"), notes("abcdXefghi"), 2),
            "@@\n"
            "      3     3  c\n"
            "      4     4  d\n"
            "+           5  X\n"
            "      5     6  e\n"
            "      6     7  f\n"
            "9 same, 0 moved (< from, > to), 0 missing (-), 1 extra (+)\n");
}

TEST(DiffPrint, ParsDifferencesThatAreFarApartAndJoinsThoseThatAreNear) {
  const std::string far = printed(notes("abcdefghijkl"), notes("Xbcdefghijkl"), 1);
  EXPECT_EQ(std::count(far.begin(), far.end(), '@'), 2);
  const std::string two = printed(notes("abcdefghijkl"), notes("bcdefghijk"), 1);
  EXPECT_EQ(std::count(two.begin(), two.end(), '@'), 4);
  const std::string near = printed(notes("abcdefghijkl"), notes("bdefghijkl"), 3);
  EXPECT_EQ(std::count(near.begin(), near.end(), '@'), 2);
}

TEST(DiffPrint, SaysOfAMoveWhereItIsInTheOther) {
  const std::string text = printed(notes("abcdef"), notes("bcdefa"), 1);
  EXPECT_THAT(text, HasSubstr("<     1        a  [in B: 6]\n"));
  EXPECT_THAT(text, HasSubstr(">           6  a  [in A: 1]\n"));
  EXPECT_THAT(text, HasSubstr("5 same, 1 moved"));
}

TEST(DiffPrint, NeverShowsAnEventTwice) {
  const read::Trace a = given_trace("length-2pkt");
  const read::Trace b = given_trace("chunked-2pkt");
  for (std::size_t context = 0; context < 20; ++context) {
    std::istringstream text(printed(a, b, context));
    std::set<std::string> seen;
    for (std::string line; std::getline(text, line);) {
      EXPECT_TRUE(line == "@@" || seen.insert(line.substr(0, 13)).second) << line;
    }
  }
}

}  // namespace
}  // namespace eyewall::explain
