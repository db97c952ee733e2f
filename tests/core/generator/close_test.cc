// close: what PEP 342 says, held against CPython 3.11.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <stdexcept>
#include <string>
#include <vector>

#include "core/generator/message_of.h"
#include "generator/generator.h"

namespace eyewall {
namespace {

using test::message_of;
using testing::ElementsAre;
using testing::HasSubstr;

Generator<int> notes_its_end(std::vector<std::string>* notes) {
  try {
    co_yield 1;
    co_yield 2;
  } catch (const std::exception&) {
    notes->push_back("exception");
    throw;
  } catch (const GeneratorExit&) {
    notes->push_back("exit");
    throw;
  }
  notes->push_back("end");
}

TEST(GeneratorClose, CloseThrowsGeneratorExitWhichIsNoStdException) {
  std::vector<std::string> notes;
  auto g = notes_its_end(&notes);
  g.next();
  g.close();
  EXPECT_THAT(notes, ElementsAre("exit"));
  EXPECT_THROW(g.next(), StopIteration);
  g.close();  // again: nothing happens
  EXPECT_THAT(notes, ElementsAre("exit"));
}

TEST(GeneratorClose, ClosingAnUnstartedOneRunsNothingOfIt) {
  std::vector<std::string> notes;
  auto g = notes_its_end(&notes);
  g.close();
  EXPECT_THROW(g.next(), StopIteration);
  EXPECT_TRUE(notes.empty());
}

Generator<int, void, int> returns_when_closed() {
  try {
    co_yield 1;
  } catch (const GeneratorExit&) {
  }
  co_return 5;
}

TEST(GeneratorClose, ReturningWhenClosedIsFine) {
  auto g = returns_when_closed();
  g.next();
  EXPECT_NO_THROW(g.close());
  EXPECT_TRUE(g.finished());
}

Generator<int> stubborn() {
  for (int i = 0; i < 2; ++i) {
    try {
      co_yield i;
    } catch (const GeneratorExit&) {
    }
  }
}

TEST(GeneratorClose, IgnoringCloseIsAnErrorAndLeavesItWhereItYielded) {
  auto g = stubborn();
  EXPECT_EQ(g.next(), 0);
  EXPECT_THAT(message_of<IgnoredGeneratorExit>([&] { g.close(); }),
              HasSubstr("generator ignored GeneratorExit"));
  EXPECT_FALSE(g.finished());
  EXPECT_THROW(g.next(), StopIteration);
}

Generator<int> fails_when_closed() {
  try {
    co_yield 1;
  } catch (...) {
  }
  throw std::runtime_error("while closing");
}

TEST(GeneratorClose, AnotherExceptionRaisedWhileClosingComesOutOfClose) {
  auto g = fails_when_closed();
  g.next();
  EXPECT_EQ(message_of<std::runtime_error>([&] { g.close(); }), "while closing");
  EXPECT_TRUE(g.finished());
}

}  // namespace
}  // namespace eyewall
