// The table of words: help and completion come from it.
#include "view/words.h"

#include <gmock/gmock.h>

#include <set>
#include <sstream>

#include "tracer/view/small_player.h"
#include "view/command.h"
#include "view/complete.h"

namespace eyewall::view {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

TEST(Words, AreEachFoundByNameAndByAlias) {
  std::set<std::string> seen;
  for (const Word& word : words()) {
    EXPECT_EQ(&word_named(word.name), &word);
    EXPECT_TRUE(seen.insert(std::string(word.name)).second) << word.name;
    for (auto [alias, rest] = first_word(word.alias); !alias.empty();) {
      EXPECT_EQ(&word_named(alias), &word) << alias;
      EXPECT_TRUE(seen.insert(std::string(alias)).second) << alias;
      const auto next = first_word(rest);
      alias = next.first;
      rest = next.second;
    }
  }
}

TEST(Words, AreThoseOfTheIssue) {
  for (const char* word :
       {"s",         "n",      "fin",   "c",      "g",    "rs",      "rn",     "rf",    "ri",
        "rc",        "b",      "iter",  "until",  "back", "forward", "tbreak", "watch", "last",
        "condition", "delete", "cause", "effect", "why",  "why-not", "print",  "bt",    "where",
        "list",      "mark",   "note",  "notes",  "walk", "help",    "quit",   "level"}) {
    EXPECT_NO_THROW(word_named(word)) << word;
  }
}

TEST_F(PlayerTest, ExplainsEveryWordInHelp) {
  const std::string all = said("help");
  for (const Word& word : words()) {
    EXPECT_THAT(all, HasSubstr(std::string(word.what)));
    EXPECT_THAT(said("help " + std::string(word.name)), HasSubstr(std::string(word.more)));
  }
  EXPECT_EQ(said("?"), all);
  EXPECT_EQ(said("h"), all);
}

TEST_F(PlayerTest, FitsHelpInto100Columns) {
  std::string text =
      said("help") + said("help patterns") + said("help places") + said("help expressions");
  for (const Word& word : words()) text += said("help " + std::string(word.name));
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) EXPECT_LE(line.size(), 100U) << line;
}

TEST_F(PlayerTest, ExplainsPatternsPlacesAndExpressions) {
  const std::string text = said("help expressions");
  for (const ReadingInfo& info : readings()) EXPECT_THAT(text, HasSubstr(std::string(info.what)));
  EXPECT_THAT(said("help pat"), HasSubstr("poll.event:fd=7"));
  EXPECT_THAT(said("help places"), HasSubstr("@12.5ms"));
}

class CompleteTest : public PlayerTest {
 protected:
  std::vector<std::string> words(std::string_view line) { return complete(at_, line).words; }
};

TEST_F(CompleteTest, CompletesWords) {
  EXPECT_THAT(words("rev"),
              ElementsAre("reverse-continue", "reverse-find", "reverse-finish", "reverse-iter",
                          "reverse-next", "reverse-step", "reverse-until"));
  EXPECT_THAT(words("wher"), ElementsAre("where"));
  EXPECT_THAT(words(""), Contains("step"));
  EXPECT_THAT(words("xyz"), IsEmpty());
  EXPECT_EQ(complete(at_, "info re").from, 5U);
}

TEST_F(CompleteTest, CompletesWhatAWordTakes) {
  EXPECT_THAT(words("info r"), ElementsAre("ready"));
  EXPECT_THAT(words("i b"), ElementsAre("breakpoints"));
  EXPECT_THAT(words("help pat"), ElementsAre("patterns"));
  EXPECT_THAT(words("level s"), ElementsAre("syscall"));
  EXPECT_THAT(words("break poll.e"), ElementsAre("poll.end", "poll.event"));
  EXPECT_THAT(words("b poll.event:f"), ElementsAre("poll.event:fd", "poll.event:future"));
  EXPECT_THAT(words("b poll.event:fd=7,wh"), ElementsAre("poll.event:fd=7,who"));
  EXPECT_THAT(words("watch fut"), ElementsAre("future", "futures"));
  EXPECT_THAT(words("watch stream 1.b"), ElementsAre("1.buffered"));
  EXPECT_THAT(words("p event.ki"), ElementsAre("event.kind"));
  EXPECT_THAT(words("condition 1 turn == 2 && ph"), ElementsAre("phase"));
  EXPECT_THAT(words("why-not cor"), ElementsAre("coroutine"));
  EXPECT_THAT(words("nonsense p"), IsEmpty());
  EXPECT_THAT(words("bt p"), IsEmpty());
}

TEST_F(CompleteTest, CompletesMarks) {
  at_.notebook().mark("here", 3);
  EXPECT_THAT(words("g #"), ElementsAre("#here"));
  EXPECT_THAT(words("delete #h"), ElementsAre("#here"));
}

TEST_F(CompleteTest, OffersOnlyWhatThePlayerUnderstands) {
  for (const std::string& name : words("")) EXPECT_NO_THROW(word_named(name));
  for (const std::string& kind : words("break ")) EXPECT_EQ(refused("break " + kind), "");
  for (const std::string& pane : words("info ")) EXPECT_EQ(refused("info " + pane), "");
  for (const std::string& topic : words("help ")) EXPECT_EQ(refused("help " + topic), "");
}

TEST(CommonBeginning, IsWhatAllBeginWith) {
  EXPECT_EQ(common_beginning({"poll.end", "poll.event"}), "poll.e");
  EXPECT_EQ(common_beginning({"a", "b"}), "");
  EXPECT_EQ(common_beginning({"same"}), "same");
  EXPECT_EQ(common_beginning({}), "");
}

}  // namespace
}  // namespace eyewall::view
