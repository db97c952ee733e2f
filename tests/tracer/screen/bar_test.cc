#include "screen/bar.h"

#include <gmock/gmock.h>

#include "tracer/screen/played.h"

namespace eyewall::screen {
namespace {

using testing::ElementsAre;

// A loop's turn: poll, a handler that schedules, a callback, a timer's callback.
read::Trace turn() {
  return read::Trace::parse(R"({"eyewall":1}
{"seq":1,"t":1,"kind":"poll.begin","timeout_ns":0}
{"seq":2,"t":2,"kind":"handler.begin","fd":5,"who":"a","events":["READ"],"name":"h"}
{"seq":3,"t":3,"kind":"note","text":"inside","in":2}
{"seq":4,"t":4,"kind":"callback.begin","cb":1,"name":"c"}
{"seq":5,"t":5,"kind":"callback.begin","timer":1,"name":"c"}
{"seq":6,"t":6,"kind":"callback.raise","cb":1,"name":"c","error":"e","in":4}
)");
}

TEST(Doing, IsThatOfTheScopeThatAnEventLiesIn) {
  const read::Trace trace = turn();
  EXPECT_THAT(buckets(trace, 6), ElementsAre(Doing::poll, Doing::handler, Doing::handler,
                                             Doing::callback, Doing::timer, Doing::failing));
}

TEST(Buckets, ShowAFailureWhateverElseIsInThem) {
  EXPECT_THAT(buckets(turn(), 2), ElementsAre(Doing::handler, Doing::failing));
}

TEST(Buckets, RepeatEventsWhereThereAreMoreCellsThanEvents) {
  EXPECT_THAT(buckets(turn(), 12), testing::SizeIs(12));
  EXPECT_EQ(buckets(turn(), 12)[1], Doing::poll);
  EXPECT_TRUE(buckets(turn(), 0).empty());
}

TEST(BucketOf, AgreesWithTheBuckets) {
  for (const read::Seq last : {1U, 6U, 79U, 80U, 81U, 180U, 100'000U}) {
    for (const int width : {1, 6, 40, 80, 200}) {
      const auto cells = static_cast<read::Seq>(width);
      for (read::Seq seq = 1; seq <= last; seq += 1 + last / 1000) {
        const auto cell = static_cast<read::Seq>(bucket_of(seq, last, width));
        ASSERT_LT(cell, cells);
        ASSERT_LE(cell * last / cells, seq - 1) << seq << " of " << last << " in " << width;
        if (cell + 1 < cells && last > cells) {
          ASSERT_GT((cell + 1) * last / cells, seq - 1) << seq << " of " << last;
        }
      }
    }
  }
}

TEST(Bar, MarksThePlaceWithACharacterOfItsOwn) {
  const read::Trace trace = turn();
  Canvas canvas({1, 6});
  paint_bar(canvas, {0, 0, 1, 6}, buckets(trace, 6), bucket_of(3, 6, 6));
  EXPECT_EQ(canvas.row(0), "ph┃ct!");
}

}  // namespace
}  // namespace eyewall::screen
