#include "view/reference.h"

#include <gmock/gmock.h>

#include <nlohmann/json.hpp>
#include <sstream>

#include "trace/kind.h"

namespace eyewall::view {
namespace {

using testing::HasSubstr;

std::string format() {
  std::ostringstream out;
  print_format(out);
  return out.str();
}

nlohmann::json schema() {
  std::ostringstream out;
  print_schema(out);
  return nlohmann::json::parse(out.str());
}

TEST(Format, TellsEveryKindWithItsSentence) {
  const std::string text = format();
  for (const trace::KindInfo& kind : trace::kinds()) {
    EXPECT_THAT(text, HasSubstr("| `" + std::string(kind.name) + "` | "));
    EXPECT_THAT(text, HasSubstr(std::string(kind.sentence)));
  }
}

TEST(Format, TellsEveryFieldWithItsMeaning) {
  const std::string text = format();
  for (const trace::FieldInfo& field : trace::fields()) {
    EXPECT_THAT(text, HasSubstr("| `" + std::string(field.name) + "` | "));
    EXPECT_THAT(text, HasSubstr(std::string(field.what)));
  }
}

TEST(Format, OpensEachGroupOnce) {
  const std::string text = format();
  const std::size_t first = text.find("\n### sys\n");
  ASSERT_NE(first, std::string::npos);
  EXPECT_EQ(text.find("\n### sys\n", first + 1), std::string::npos);
}

TEST(Schema, KnowsEveryKindAndField) {
  const nlohmann::json root = schema();
  const nlohmann::json& properties = root["$defs"]["event"]["properties"];
  for (const trace::FieldInfo& field : trace::fields()) {
    EXPECT_TRUE(properties.contains(std::string(field.name))) << field.name;
  }
  EXPECT_EQ(root["$defs"]["kind"]["anyOf"].size(), trace::kinds().size());
  EXPECT_EQ(root["$defs"]["event"]["required"], nlohmann::json({"seq", "t", "kind"}));
  EXPECT_EQ(properties["events"]["items"]["enum"], nlohmann::json({"READ", "WRITE", "ERR", "HUP"}));
}

TEST(Schema, AllowsKindsOfALaterVersion) {
  const nlohmann::json root = schema();
  const nlohmann::json kind = root["$defs"]["event"]["properties"]["kind"];
  EXPECT_EQ(kind["anyOf"][1], nlohmann::json({{"type", "string"}}));
}

}  // namespace
}  // namespace eyewall::view
