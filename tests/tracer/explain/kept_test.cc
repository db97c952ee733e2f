#include "explain/kept.h"

#include <gtest/gtest.h>

#include <deque>

#include "explain/narrate.h"
#include "tracer/explain/given.h"

namespace eyewall::explain {
namespace {

constexpr char kLine[] =
    R"({"seq":1,"t":5,"kind":"stream.read","thread":2,"stream":3,"bytes":2,"data":"\u0000\u00ff",)"
    R"("phase":[1,"x"],"at":"core/a.cc:3"})";

TEST(Kept, OutlivesTheEventThatItCopied) {
  std::deque<Kept> kept;
  std::string before;
  {
    const auto trace = read::Trace::parse(std::string("{\"eyewall\":1}\n") + kLine);
    before = line(trace.events()[0], 0);
    kept.emplace_back(trace.events()[0]);
  }
  Kept moved = std::move(kept.front());
  kept.clear();
  EXPECT_EQ(line(moved.event(), 0), before);
  EXPECT_EQ(moved.event().text(trace::Field::data), std::string_view("\0\xff", 2));
  EXPECT_EQ(moved.event().integer(trace::Field::stream), 3);
  EXPECT_EQ(moved.event().values.back().name(), "phase");
  EXPECT_EQ(moved.event().values.back().json(), "[1,\"x\"]");
}

TEST(Kept, OfAnUnknownKindKeepsItsName) {
  std::deque<Kept> kept;
  {
    Given given;
    given.event("moon.rise", R"("name":"","text":"x")");
    kept.emplace_back(given.trace().events()[0]);
  }
  EXPECT_EQ(sentence(kept[0].event()), "moon.rise name= text=x");
}

TEST(OpenScopes, HaveABeginUntilItsEndHasBeenSeen) {
  Given given;
  given.event("callback.begin", R"("name":"f")");
  given.event("call.begin", R"("name":"g")", 1);
  given.event("call.end", R"("name":"g")", 2);
  given.event("callback.end", "", 1);
  const auto trace = given.trace();
  const Pattern in_f("call.* under callback.begin name=f");
  OpenScopes open;
  std::vector<bool> hits;
  for (const read::Event& event : trace.events()) {
    hits.push_back(in_f.matches(open, event));
    EXPECT_EQ(hits.back(), in_f.matches(trace, event)) << event.seq;
    open.see(event);
  }
  EXPECT_EQ(hits, (std::vector{false, true, true, false}));
  EXPECT_EQ(open.by_seq(1), nullptr);
  EXPECT_EQ(open.by_seq(2), nullptr);
}

}  // namespace
}  // namespace eyewall::explain
