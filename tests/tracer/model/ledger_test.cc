#include "model/ledger.h"

#include <gtest/gtest.h>

#include <limits>
#include <map>
#include <random>
#include <vector>

namespace eyewall::model {
namespace {

struct Item {
  int number = 0;
  bool alive = true;
  bool live() const { return alive; }
};

using Items = Ledger<Item>;

std::vector<std::uint64_t> live_keys(const Items& items) {
  std::vector<std::uint64_t> keys;
  items.each_live([&](std::uint64_t key, const Item&) {
    keys.push_back(key);
    return true;
  });
  return keys;
}

TEST(Ledger, HasNothingAtFirst) {
  const Items items;
  EXPECT_EQ(items.find(0), nullptr);
  EXPECT_EQ(items.find(17), nullptr);
  EXPECT_EQ(items.size(), 0U);
  EXPECT_EQ(items.live(), 0U);
  EXPECT_TRUE(live_keys(items).empty());
}

TEST(Ledger, FindsWhatWasPutInAndNothingElse) {
  Items items;
  for (const std::uint64_t key : {0ULL, 1ULL, 15ULL, 16ULL, 4096ULL, ~0ULL}) {
    items.edit(key, [&](Item& item) { item.number = static_cast<int>(key % 1000); });
  }
  EXPECT_EQ(items.find(16)->number, 16);
  EXPECT_EQ(items.find(~0ULL)->number, static_cast<int>(~0ULL % 1000));
  EXPECT_EQ(items.find(2), nullptr);
  EXPECT_EQ(items.find(4097), nullptr);
  EXPECT_EQ(items.find(~0ULL - 1), nullptr);
  EXPECT_EQ(live_keys(items), (std::vector<std::uint64_t>{0, 1, 15, 16, 4096, ~0ULL}));
}

TEST(Ledger, ShowsTheLiveOnesInTheOrderOfTheirKeysUntilToldToStop) {
  Items items;
  for (std::uint64_t key = 1; key <= 100; ++key) {
    items.edit(key, [&](Item& item) { item.alive = key % 10 == 0; });
  }
  EXPECT_EQ(items.live(), 10U);
  EXPECT_EQ(items.size(), 100U);
  int seen = 0;
  items.each_live([&](std::uint64_t key, const Item&) {
    EXPECT_EQ(key, static_cast<std::uint64_t>(++seen) * 10);
    return seen < 3;
  });
  EXPECT_EQ(seen, 3);
}

TEST(Ledger, KeepsACopyAsItWas) {
  Items items;
  for (std::uint64_t key = 1; key <= 1000; ++key) items.edit(key, [](Item&) {});
  const Items copy = items;
  items.edit(500, [](Item& item) { item.number = 7; });
  items.edit(2000, [](Item& item) { item.alive = false; });
  EXPECT_EQ(copy.find(500)->number, 0);
  EXPECT_EQ(copy.find(2000), nullptr);
  EXPECT_EQ(items.find(500)->number, 7);
  EXPECT_EQ(copy.find(400), items.find(400)) << "what neither changed should be shared";
}

// Against a std::map, with copies that live on.
TEST(Ledger, DoesWhatAMapDoesAndSoDoItsCopies) {
  std::mt19937_64 random(1);
  Items items;
  std::map<std::uint64_t, int> map;
  std::vector<std::pair<Items, std::map<std::uint64_t, int>>> kept;
  for (int i = 0; i < 20'000; ++i) {
    const std::uint64_t key = random() % 8 == 0 ? random() : random() % 3000;
    const bool alive = random() % 2 == 0;
    items.edit(key, [&](Item& item) { item = {i, alive}; });
    map[key] = alive ? i : -1;
    if (i % 1000 == 0) kept.emplace_back(items, map);
  }
  kept.emplace_back(items, map);
  for (const auto& [copy, expected] : kept) {
    std::vector<std::uint64_t> live;
    for (const auto& [key, number] : expected) {
      if (number >= 0) live.push_back(key);
      ASSERT_NE(copy.find(key), nullptr);
      if (number >= 0) {
        EXPECT_EQ(copy.find(key)->number, number);
      }
    }
    EXPECT_EQ(copy.size(), expected.size());
    EXPECT_EQ(copy.live(), live.size());
    EXPECT_EQ(live_keys(copy), live);
  }
}

}  // namespace
}  // namespace eyewall::model
