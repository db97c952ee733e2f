// A whole trace from a file: what it keeps, how long lines may be.
#include <gmock/gmock.h>

#include "read/stream.h"
#include "tracer/read/sample.h"
#include "tracer/read/scratch.h"

namespace eyewall::read {
namespace {

using testing::HasSubstr;

std::string print(std::size_t seq, const std::string& text) {
  return "{\"seq\":" + std::to_string(seq) + ",\"t\":1,\"kind\":\"print\",\"text\":\"" + text +
         "\",\"at\":\"some/file.cc:7\"}\n";
}

// The same error, or none, whether a text is loaded, parsed or streamed.
std::string complaint(const std::string& text) {
  const Scratch file("load_test");
  std::string loaded;
  std::string streamed;
  try {
    Trace::load(file.with(text));
  } catch (const Error& error) {
    loaded = error.what();
  }
  try {
    Stream stream(file.path());
    while (stream.next()) {
    }
  } catch (const Error& error) {
    streamed = error.what();
  }
  EXPECT_EQ(loaded, streamed);
  const auto parsed = error_of(text);
  EXPECT_EQ(loaded.empty(), !parsed.has_value());
  return loaded;
}

TEST(Load, GivesLinesOfEveryLengthAcrossItsPieces) {
  std::string text = kHeader;
  for (std::size_t seq = 1; seq <= 2'000; ++seq) {
    text += print(seq, std::string(seq % 500 == 0 ? 600'000 : seq % 700, 'x'));
  }
  const Scratch file("load_lengths");
  const Trace trace = Trace::load(file.with(text));
  ASSERT_EQ(trace.events().size(), 2'000U);
  for (const Event& event : trace.events()) {
    const std::size_t size = event.seq % 500 == 0 ? 600'000 : event.seq % 700;
    EXPECT_EQ(event.text(Field::text), std::string(size, 'x'));
    EXPECT_EQ(event.file, "some/file.cc");
  }
}

TEST(Load, KeepsATextThatComesAgainOnce) {
  const Trace trace = Trace::parse(kHeader + print(1, "again") + print(2, "again"));
  const Event& first = trace.events()[0];
  const Event& second = trace.events()[1];
  EXPECT_EQ(first.file.data(), second.file.data());
  EXPECT_EQ(first.text(Field::text).data(), second.text(Field::text).data());
}

TEST(Load, KeepsTextsThatDifferApartHoweverMany) {
  std::string text = kHeader;
  for (std::size_t seq = 1; seq <= 20'000; ++seq) text += print(seq, "no " + std::to_string(seq));
  const Trace trace = Trace::parse(text);
  for (const Event& event : trace.events()) {
    EXPECT_EQ(event.text(Field::text), "no " + std::to_string(event.seq));
  }
}

TEST(Load, TellsHowManyBytesItHasReadAndEndsWhereItsListenerThrows) {
  std::string text = kHeader;
  for (std::size_t seq = 1; seq <= 200'000; ++seq) text += print(seq, "");
  const Scratch file("load_test");
  std::vector<std::uint64_t> told;
  Trace::load(file.with(text), [&](std::uint64_t done, std::uint64_t all) {
    EXPECT_EQ(all, text.size());
    told.push_back(done);
  });
  ASSERT_EQ(told.size(), 3U);
  for (std::size_t i = 0; i < told.size(); ++i) {
    const std::size_t line = text.size() / 200'000;
    EXPECT_GT(told[i], (i + 1) * 65'536 * (line - 2));
    EXPECT_LT(told[i], std::min(text.size(), (i + 2) * 65'536 * (line + 2)));
  }
  const auto stop = [](std::uint64_t, std::uint64_t) { throw std::runtime_error("stop"); };
  EXPECT_THROW(Trace::load(file.path(), stop), std::runtime_error);
}

TEST(Load, RefusesAHeaderThatIsTooLong) {
  const std::string filling(std::size_t{17} << 20, 'x');
  EXPECT_THAT(complaint("{\"eyewall\":1,\"new\":\"" + filling + "\"}\n"),
              HasSubstr(":1:16777217: the line is longer than 16 MiB"));
  EXPECT_EQ(complaint(kHeader + print(1, filling)), "") << "an event may be longer";
}

TEST(Load, RefusesALongLineForWhatStandsInIt) {
  const std::string filling(1'000'000, ' ');
  EXPECT_THAT(complaint("[" + filling + "\n"), HasSubstr(":1:1: this is no Eyewall trace"));
  EXPECT_THAT(complaint(kHeader + "{\"seq\":1," + filling + "17}\n"),
              HasSubstr(":2:1000010: expected a string, not '1'"));
  EXPECT_THAT(complaint(kHeader + print(1, "x") + filling + "{}\n"), HasSubstr(":3:1: "));
  EXPECT_THAT(complaint(kHeader + "{\"seq\":1\n{" + filling), HasSubstr(":2:9: "))
      << "the line that was cut off before is the one that is wrong";
}

TEST(Load, TakesALongLineThatIsCutOffForTheEndOfTheTrace) {
  const std::string filling(1'000'000, 'x');
  const Scratch file("load_torn");
  const Trace trace =
      Trace::load(file.with(kHeader + print(1, "a") + print(2, filling).substr(0, 900'000)));
  EXPECT_EQ(trace.events().size(), 1U);
  EXPECT_TRUE(trace.torn());
}

}  // namespace
}  // namespace eyewall::read
