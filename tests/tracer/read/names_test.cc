#include "read/names.h"

#include <gtest/gtest.h>

#include <string>

namespace eyewall::read::names {
namespace {

TEST(Names, OfEveryFieldAreFound) {
  for (std::size_t i = 0; i < trace::fields().size(); ++i) {
    const std::string name(trace::fields()[i].name);
    EXPECT_EQ(kKeyTable.find(name), kFrames + i) << name;
  }
}

TEST(Names, OfTheFrameAreFoundAtTheirPlace) {
  EXPECT_EQ(kKeyTable.find("seq"), static_cast<std::size_t>(Frame::seq));
  EXPECT_EQ(kKeyTable.find("thread"), static_cast<std::size_t>(Frame::thread));
  EXPECT_EQ(kKeyTable.find("at"), static_cast<std::size_t>(Frame::at));
  EXPECT_EQ(static_cast<std::size_t>(Frame::at) + 1, kFrames);
}

TEST(Names, OfEveryKindAreFound) {
  for (std::size_t i = 0; i < trace::kinds().size(); ++i) {
    const std::string name(trace::kinds()[i].name);
    EXPECT_EQ(kKindTable.find(name), i) << name;
  }
}

TEST(Names, ThatAreOnlyAlikeAreNotFound) {
  EXPECT_EQ(kKeyTable.find(""), kKeys.size());
  EXPECT_EQ(kKeyTable.find(std::string(1, '\0')), kKeys.size());
  for (const auto& kind : trace::kinds()) {
    const std::string name(kind.name);
    std::string changed = name;
    for (std::size_t at = 0; at < name.size(); ++at) {
      changed[at] = 'Z';
      EXPECT_EQ(kKindTable.find(changed), kKinds.size()) << changed;
      changed[at] = name[at];
    }
    EXPECT_EQ(kKindTable.find(name + "x"), kKinds.size());
    EXPECT_EQ(kKindTable.find(std::string_view(name).substr(1)), kKinds.size());
  }
}

constexpr auto kLong = std::to_array<std::string_view>(
    {"a name of more than sixteen bytes", "a name of more THAN sixteen bytes"});
constexpr Table kLongTable(kLong);

TEST(Names, OfMoreThanSixteenBytesAreToldApart) {
  EXPECT_EQ(kLongTable.find(kLong[0]), 0U);
  EXPECT_EQ(kLongTable.find(kLong[1]), 1U);
  EXPECT_EQ(kLongTable.find("a name of more ???? sixteen bytes"), kLong.size());
}

}  // namespace
}  // namespace eyewall::read::names
