#include "read/search.h"

#include <gmock/gmock.h>

#include "tracer/read/sample.h"
#include "tracer/read/scratch.h"

namespace eyewall::read {
namespace {

using testing::ElementsAre;

std::string event(std::size_t seq, const std::string& text) {
  return "{\"seq\":" + std::to_string(seq) + ",\"t\":1,\"kind\":\"print\",\"text\":\"" + text +
         "\"}\n";
}

// Lines of very different lengths: some longer than the piece that is in memory, some blank.
std::string long_trace() {
  std::string text = kHeader;
  for (std::size_t seq = 1; seq <= 3'000; ++seq) {
    std::string filling(seq * 7 % 300, 'x');
    if (seq % 1'000 == 0) filling.assign(400'000, 'y');
    if (seq % 100 == 3) filling += "needle";
    text += event(seq, filling);
    if (seq % 500 == 0) text += std::string(10'000, '\n');
  }
  return text + std::string(300'000, '\n');
}

class SearchTest : public testing::Test {
 protected:
  Search search(const std::string& text) const { return Search(scratch_.with(text)); }

  static std::vector<trace::Seq> forwards(Search& in, const std::string& text) {
    std::vector<trace::Seq> found;
    std::uint64_t at = 0;
    while (const auto line = in.next(text, at)) {
      found.push_back(line->seq);
      at = line->end;
    }
    return found;
  }

  static std::vector<trace::Seq> backwards(Search& in, const std::string& text) {
    std::vector<trace::Seq> found;
    std::uint64_t at = in.size();
    while (const auto line = in.previous(text, at)) {
      found.insert(found.begin(), line->seq);
      at = line->begin;
    }
    return found;
  }

 private:
  Scratch scratch_{"search_test"};
};

TEST_F(SearchTest, GivesEachLineThatHoldsTheTextOnceInBothDirections) {
  Search in = search(kHeader + event(1, "a b") + event(2, "b") + event(3, "a a") + kFooter);
  EXPECT_THAT(forwards(in, "a"), ElementsAre(0, 1, 3, 0)) << "header and footer have number 0";
  EXPECT_THAT(backwards(in, "a"), ElementsAre(0, 1, 3, 0));
  EXPECT_THAT(forwards(in, "\"b\""), ElementsAre(2));
  EXPECT_THAT(forwards(in, "nowhere"), ElementsAre());
  EXPECT_THAT(backwards(in, "nowhere"), ElementsAre());
}

TEST_F(SearchTest, GivesTheLineAsItStandsInTheFileAndItsPlace) {
  Search in = search(kHeader + event(1, "a") + event(2, "b"));
  const auto line = in.next("\"b\"", 0);
  ASSERT_TRUE(line.has_value());
  EXPECT_EQ(line->text + "\n", event(2, "b"));
  EXPECT_EQ(line->begin, kHeader.size() + event(1, "a").size());
  EXPECT_EQ(line->end, in.size());
  EXPECT_FALSE(in.next("\"b\"", line->end).has_value());
  EXPECT_EQ(in.previous("print", line->begin)->seq, 1U);
}

TEST_F(SearchTest, StartsInTheMiddleOfALineWhereItIsToldTo) {
  const std::string text = event(1, "ab ab");
  Search in = search(text);
  const std::size_t first = text.find("ab");
  EXPECT_TRUE(in.next("ab", first + 1).has_value());
  EXPECT_FALSE(in.next("ab", first + 4).has_value());
  EXPECT_TRUE(in.previous("ab", first + 2).has_value());
  EXPECT_FALSE(in.previous("ab", first + 1).has_value()) << "one byte of it stands behind";
}

TEST_F(SearchTest, WithNoTextTakesEveryLineInTurn) {
  Search in = search(kHeader + event(1, "a") + event(2, "b"));
  EXPECT_THAT(forwards(in, ""), ElementsAre(0, 1, 2));
  EXPECT_THAT(backwards(in, ""), ElementsAre(0, 1, 2));
}

TEST_F(SearchTest, FindsTextsAcrossThePiecesItReads) {
  Search in = search(long_trace());
  std::vector<trace::Seq> expected;
  for (trace::Seq seq = 3; seq <= 3'000; seq += 100) expected.push_back(seq);
  EXPECT_EQ(forwards(in, "needle"), expected);
  EXPECT_EQ(backwards(in, "needle"), expected);
  EXPECT_THAT(forwards(in, std::string(390'000, 'y')), ElementsAre(1'000, 2'000, 3'000));
  EXPECT_THAT(backwards(in, std::string(390'000, 'y')), ElementsAre(1'000, 2'000, 3'000));
}

TEST_F(SearchTest, NeverFindsATextOfTwoLines) {
  Search in = search(kHeader + event(1, "a") + event(2, "b"));
  EXPECT_FALSE(in.next("}\n{", 0).has_value());
  EXPECT_FALSE(in.previous("}\n{", in.size()).has_value());
}

TEST_F(SearchTest, FindsTheLineOfAnEvent) {
  Search in = search(long_trace());
  for (const trace::Seq seq : {1U, 2U, 999U, 1'000U, 1'001U, 1'500U, 2'999U, 3'000U}) {
    const auto line = in.event(seq);
    ASSERT_TRUE(line.has_value()) << seq;
    EXPECT_EQ(line->seq, seq);
  }
  EXPECT_FALSE(in.event(0).has_value());
  EXPECT_FALSE(in.event(3'001).has_value());
}

TEST_F(SearchTest, FindsNoEventInALineThatIsCutOff) {
  Search in = search(kHeader + event(1, "a") + "{\"seq\":2,\"t\":1,\"ki");
  EXPECT_TRUE(in.event(1).has_value());
  EXPECT_FALSE(in.event(2).has_value());
  EXPECT_THAT(forwards(in, "\"ki"), ElementsAre(1, 0));
}

TEST_F(SearchTest, OfAnEmptyFileFindsNothing) {
  Search in = search("");
  EXPECT_FALSE(in.next("", 0).has_value());
  EXPECT_FALSE(in.previous("", 10).has_value());
  EXPECT_FALSE(in.event(1).has_value());
}

TEST_F(SearchTest, EndsSoonerWhenTheFileShrinksMeanwhile) {
  Scratch file("search_shrinks");
  Search in(file.with(long_trace()));
  file.with(kHeader + event(1, "a"));
  EXPECT_FALSE(in.next("needle", 0).has_value());
  EXPECT_FALSE(in.previous("needle", in.size()).has_value());
  EXPECT_FALSE(in.event(2).has_value());
}

TEST(Search, RefusesWhatIsNoRegularFile) {
  EXPECT_THROW(Search("/dev/null"), Error);
  EXPECT_THROW(Search("/nowhere/t.jsonl"), Error);
  EXPECT_THROW(Search("/"), Error);
}

}  // namespace
}  // namespace eyewall::read
