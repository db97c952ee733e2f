#include "export/diagram.h"

#include <gmock/gmock.h>

#include <vector>

namespace eyewall::exports {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::SizeIs;

constexpr Who kLoop{Who::Sort::loop, 0};

Who coroutine(std::uint64_t id) {
  return {Who::Sort::coroutine, id};
}

class DiagramsTest : public testing::Test {
 protected:
  std::vector<std::string> given_;
  Diagrams diagrams_{[this](std::string diagram) { given_.push_back(std::move(diagram)); },
                     [](Who who) { return "name " + std::to_string(who.id); }};
};

TEST(MermaidText, LeavesPlainTextAsItIs) {
  EXPECT_EQ(mermaid_text("12 on_headers runs: caf\xc3\xa9, (a) [b] + 'c'"),
            "12 on_headers runs: caf\xc3\xa9, (a) [b] + 'c'");
}

TEST(MermaidText, WritesWhatMermaidWouldReadAsEntities) {
  EXPECT_EQ(mermaid_text("a;b#c"), "a#59;b#35;c");
  EXPECT_EQ(mermaid_text("\"<&>\""), "#34;#60;#38;#62;#34;");
  EXPECT_EQ(mermaid_text("%%{x}"), "#37;#37;#123;x#125;");
  EXPECT_EQ(mermaid_text("$`\\n"), "#36;#96;#92;n");
  EXPECT_EQ(mermaid_text(std::string_view("a\nb\t\0\x7f", 6)), "a b   ");
}

TEST(MermaidText, BreaksTheWordEndOnlyWhereItIsAWord) {
  EXPECT_EQ(mermaid_text("end"), "#101;nd");
  EXPECT_EQ(mermaid_text("the END."), "the #69;ND.");
  EXPECT_EQ(mermaid_text("send ending _end end2"), "send ending _end end2");
}

TEST(MermaidText, BreaksWordsThatBeginAStyle) {
  EXPECT_EQ(mermaid_text("restyled"), "re#115;tyled");
  EXPECT_EQ(mermaid_text("classDef"), "#99;lassDef");
}

TEST_F(DiagramsTest, DeclareWhoTakesPartInAFixedOrderBeforeWhatTheySay) {
  diagrams_.message(coroutine(2), "->>", kLoop, "hello");
  diagrams_.note(coroutine(1), "alone");
  diagrams_.finish();
  EXPECT_THAT(given_, ElementsAre("sequenceDiagram\n"
                                  "  participant L as name 0\n"
                                  "  participant C1 as name 1\n"
                                  "  participant C2 as name 2\n"
                                  "  C2->>L: hello\n"
                                  "  Note over C1: alone\n"));
}

TEST_F(DiagramsTest, GiveOneEvenWhenNobodySaidAnything) {
  diagrams_.finish();
  EXPECT_THAT(given_, ElementsAre("sequenceDiagram\n  participant P as name 0\n"));
}

TEST_F(DiagramsTest, BeginAnotherBehindTheLastLineThatFits) {
  for (std::size_t i = 0; i <= Diagrams::kMostLines; ++i) diagrams_.note(kLoop, "x");
  EXPECT_THAT(given_, SizeIs(1));
  diagrams_.finish();
  ASSERT_THAT(given_, SizeIs(2));
  EXPECT_EQ(given_[1], "sequenceDiagram\n  participant L as name 0\n  Note over L: x\n");
}

TEST_F(DiagramsTest, NeverGrowBeyondTheLimitOfBytesWhateverTheTextsAre) {
  const std::string wide(160, ';');  // four bytes each, once written
  for (int i = 1; i <= 300; ++i) diagrams_.message(coroutine(1), "->>", coroutine(2), wide);
  diagrams_.finish();
  EXPECT_EQ(given_.size(), 4U);
  for (const std::string& diagram : given_) EXPECT_LE(diagram.size(), Diagrams::kMostBytes);
}

TEST_F(DiagramsTest, HaveNoMoreParticipantsThanCanBeRead) {
  for (std::uint64_t i = 1; i < Diagrams::kMostWho; ++i) diagrams_.note(coroutine(i), "x");
  diagrams_.message(coroutine(100), "->>", coroutine(101), "two more are one too many");
  diagrams_.finish();
  ASSERT_THAT(given_, SizeIs(2));
  EXPECT_THAT(given_[1], HasSubstr("C100->>C101"));
}

TEST_F(DiagramsTest, CutLongTextsBetweenCodePoints) {
  std::string text;
  for (int i = 0; i < 200; ++i) text += "\xe2\x9c\x93";
  diagrams_.note(kLoop, text);
  diagrams_.finish();
  EXPECT_THAT(given_[0], HasSubstr(": " + text.substr(0, std::size_t{160} * 3) + "...\n"));
}

}  // namespace
}  // namespace eyewall::exports
