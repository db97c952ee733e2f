// A trace may be cut off anywhere; and no bytes at all may crash the reader.
#include <gtest/gtest.h>

#include <random>

#include "read/trace.h"
#include "tracer/read/sample.h"

namespace eyewall::read {
namespace {

// Whole lines of events among the first `size` bytes; one that lacks only its newline counts.
std::size_t whole_events(const std::string& text, std::size_t size) {
  std::size_t count = 0;
  for (std::size_t at = kHeader.size(); at < kHeader.size() + kEvents.size();) {
    const std::size_t newline = text.find('\n', at);
    if (newline <= size) ++count;
    at = newline + 1;
  }
  return count;
}

// Reads the first `size` bytes of a good trace and `tail`.
void expect_cut(std::size_t size, const std::string& tail) {
  const std::string text = good();
  SCOPED_TRACE("cut at byte " + std::to_string(size));
  const Trace trace = Trace::parse(text.substr(0, size) + tail);
  EXPECT_EQ(trace.events().size(), whole_events(text, size));
  EXPECT_EQ(trace.complete(), size + 1 >= text.size());
  if (trace.complete()) {
    EXPECT_FALSE(trace.torn());
  }
}

TEST(Cut, AnywhereLeavesEveryWholeEventReadable) {
  for (std::size_t size = 0; size <= good().size(); ++size) expect_cut(size, "");
}

TEST(Cut, AnywhereWithReservedBlankLinesBehind) {
  for (std::size_t size = 0; size <= good().size(); ++size)
    expect_cut(size, std::string(100, '\n'));
}

TEST(Cut, AnywhereWithTheZerosOfACrashedMachineBehind) {
  for (std::size_t size = 0; size <= good().size(); ++size) {
    expect_cut(size, std::string(100, '\0'));
    expect_cut(size, std::string(100, '\0') + "\n\n");
  }
}

TEST(Cut, InTheMiddleOfALineIsTornAndBetweenLinesIsNot) {
  EXPECT_TRUE(Trace::parse(kHeader + kEvents + "{\"seq\":6").torn());
  EXPECT_FALSE(Trace::parse(kHeader + kEvents).torn());
  EXPECT_FALSE(Trace::parse(kHeader + kEvents).complete());
}

TEST(Cut, BeforeTheHeaderEndsLeavesATraceWithoutAHeader) {
  for (const char* text : {"", "\n\n", "{", "{\"eyewall\"", "{\"eyewall\":1,\"pro"}) {
    const Trace trace = Trace::parse(text);
    EXPECT_EQ(trace.header().version, 0) << text;
    EXPECT_TRUE(trace.events().empty());
    EXPECT_FALSE(trace.complete());
  }
}

TEST(Cut, InTheMiddleOfAStoreLeavesPiecesThatAreIgnored) {
  // A killed program may have stored the end of a line before its middle.
  const Trace trace = Trace::parse(kHeader + kEvents + "{\"seq\":6,\n\n\n\nkind\":\"pr\n\n\n");
  EXPECT_EQ(trace.events().size(), 5U);
  EXPECT_TRUE(trace.torn());
}

// Reads it, whatever it is: a trace or an Error with a place inside the text.
void survive(const std::string& text) {
  try {
    const Trace trace = Trace::parse(text);
    for (const Event& event : trace.events()) {
      for (const Value& value : event.values) {
        value.name();
        display(value);
      }
    }
  } catch (const Error& error) {
    const auto lines = static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n')) + 1;
    EXPECT_GE(error.line(), 1U);
    EXPECT_LE(error.line(), lines);
    EXPECT_GE(error.column(), 1U);
  }
}

TEST(AnyBytes, WithOneByteChangedAreReadOrRefused) {
  const std::string text = good();
  for (std::size_t at = 0; at < text.size(); ++at) {
    for (const unsigned byte :
         {0x00U, 0x0aU, 0x22U, 0x2cU, 0x30U, 0x5cU, 0x7bU, 0x7dU, 0x80U, 0xffU}) {
      std::string changed = text;
      changed[at] = static_cast<char>(byte);
      survive(changed);
    }
  }
}

TEST(AnyBytes, WithManyChangesAreReadOrRefused) {
  std::mt19937 random(1);
  const std::string text = good();
  const auto below = [&](std::size_t limit) { return static_cast<std::size_t>(random() % limit); };
  for (int round = 0; round < 20'000; ++round) {
    std::string changed = text;
    for (std::size_t changes = 1 + below(4); changes > 0; --changes) {
      const std::size_t at = below(changed.size());
      const std::size_t size = below(20);
      switch (below(3)) {
        case 0:
          changed[at] = static_cast<char>(below(256));
          break;
        case 1:
          changed.erase(at, size);
          break;
        default:
          changed.insert(at, text.substr(below(text.size()), size));
          break;
      }
      if (changed.empty()) changed = "{";
    }
    survive(changed);
  }
}

TEST(AnyBytes, ThatAreNoiseAreReadOrRefused) {
  std::mt19937 random(2);
  for (int round = 0; round < 5'000; ++round) {
    std::string noise(random() % 200, '\0');
    for (char& c : noise) c = static_cast<char>(random());
    survive(noise);
    survive(kHeader + noise);
  }
}

}  // namespace
}  // namespace eyewall::read
