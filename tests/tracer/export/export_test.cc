#include "export/export.h"

#include <gmock/gmock.h>

#include <set>
#include <sstream>

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

}  // namespace
}  // namespace eyewall::exports
