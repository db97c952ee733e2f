#include "export/export.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <deque>
#include <set>
#include <sstream>
#include <stdexcept>
#include <utility>
#include <vector>

#include "explain/order.h"

namespace eyewall::exports {
namespace {

read::Trace lesson() {
  return read::Trace::load(EYEWALL_SOURCE_DIR "/lessons/09_async_client/golden.jsonl");
}

std::string exported(std::string_view format, const read::Trace& trace) {
  std::ostringstream out;
  export_to(*format_named(format), trace, {}, out);
  return out.str();
}

TEST(Formats, HaveDistinctNamesByWhichTheyAreFound) {
  std::set<std::string_view> names;
  for (const Format& format : formats()) {
    EXPECT_TRUE(names.insert(format.name).second) << format.name;
    EXPECT_EQ(format_named(format.name), &format);
  }
  EXPECT_EQ(format_named("nonsense"), nullptr);
  EXPECT_EQ(format_named(""), nullptr);
}

TEST(Order, IsTheLinesOfTheGoldenOrder) {
  const read::Trace trace = lesson();
  std::string lines;
  for (const std::string& line : explain::order(trace, {})) lines += line + "\n";
  EXPECT_FALSE(lines.empty());
  EXPECT_EQ(exported("order", trace), lines);
}

// A stream for every part.
class Parts final : public Output {
 public:
  std::ostream& part(std::size_t number, std::size_t count) override {
    told_.emplace_back(number, count);
    return texts_.emplace_back();
  }
  const std::deque<std::ostringstream>& texts() const { return texts_; }
  const std::vector<std::pair<std::size_t, std::size_t>>& told() const { return told_; }

 private:
  std::deque<std::ostringstream> texts_;
  std::vector<std::pair<std::size_t, std::size_t>> told_;
};

read::Trace notes(int count) {
  std::string text = "{\"eyewall\":1}\n";
  for (int i = 1; i <= count; ++i) {
    const std::string n = std::to_string(i);
    text += "{\"seq\":" + n + ",\"t\":" + n + ",\"kind\":\"note\",\"text\":\"x\"}\n";
  }
  return read::Trace::parse(text);
}

TEST(Formats, OfAnEmptyTraceHaveOnePart) {
  for (const Format& format : formats()) {
    Parts parts;
    format.write(notes(0), {}, parts);
    EXPECT_THAT(parts.told(), testing::ElementsAre(std::pair(1, 1))) << format.name;
  }
}

TEST(Formats, GiveTheirPartsInOrderAndTellHowMany) {
  Parts parts;
  format_named("mermaid")->write(notes(1001), {}, parts);
  EXPECT_THAT(parts.told(),
              testing::ElementsAre(std::pair(1, 3), std::pair(2, 3), std::pair(3, 3)));
  std::string joined;
  for (std::size_t i = 0; i < 3; ++i) {
    joined += "%% part " + std::to_string(i + 1) + " of 3\n" + parts.texts()[i].str();
  }
  EXPECT_EQ(exported("mermaid", notes(1001)), joined);
}

TEST(Formats, TellHowFarTheyAreAndEndWhenThatThrows) {
  const read::Trace trace = notes(20'000);
  for (const std::string_view name : {"perfetto", "mermaid", "csv", "markdown"}) {
    std::vector<std::size_t> told;
    Options options;
    options.progress = [&](std::size_t events) { told.push_back(events); };
    Parts parts;
    format_named(name)->write(trace, options, parts);
    EXPECT_FALSE(told.empty()) << name;
    EXPECT_TRUE(std::is_sorted(told.begin(), told.end())) << name;
    EXPECT_LE(told.back(), trace.events().size()) << name;
    options.progress = [](std::size_t) { throw std::runtime_error("enough"); };
    EXPECT_THROW(format_named(name)->write(trace, options, parts), std::runtime_error) << name;
  }
}

TEST(Perfetto, NudgesEqualTimesApartAndKeepsTheOthers) {
  const read::Trace trace = read::Trace::parse(
      "{\"eyewall\":1}\n"
      "{\"seq\":1,\"t\":-5,\"kind\":\"fd.modify\"}\n"
      "{\"seq\":2,\"t\":1000,\"kind\":\"fd.modify\"}\n"
      "{\"seq\":3,\"t\":1000,\"kind\":\"fd.modify\"}\n"
      "{\"seq\":4,\"t\":2345678,\"kind\":\"fd.modify\"}\n");
  std::vector<std::string> times;
  const std::string text = exported("perfetto", trace);
  for (std::size_t at = 0; (at = text.find("\"X\"", at)) != std::string::npos; ++at) {
    const std::size_t from = text.find("\"ts\":", at) + 5;
    times.push_back(text.substr(from, text.find(',', from) - from));
  }
  EXPECT_THAT(times, testing::ElementsAre("0.000", "1.000", "1.002", "2345.678"));
}

}  // namespace
}  // namespace eyewall::exports
