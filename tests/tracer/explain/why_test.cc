#include "explain/why.h"

#include <gmock/gmock.h>

#include <filesystem>
#include <sstream>

#include "tracer/explain/given.h"

namespace eyewall::explain {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

std::vector<trace::Seq> steps(const std::vector<Link>& links) {
  std::vector<trace::Seq> all;
  for (const Link& link : links) all.push_back(link.seq);
  return all;
}

std::vector<std::string> texts(const std::vector<Link>& links) {
  std::vector<std::string> all;
  for (const Link& link : links) all.push_back(link.text);
  return all;
}

TEST(Why, FollowsTheCauseAndWhereThereIsNoneTheScope) {
  Given given;
  const auto call = given.event("call.begin", R"("name":"main","at":"lessons/x.cc:3")");
  const auto add = given.event("callback.add", R"("cb":1,"name":"f","at":"core/a.cc:1")", call);
  const auto begin = given.event("callback.begin", R"("cb":1,"name":"f","cause":2)");
  const auto print = given.event("print", R"("text":"x")", begin);
  const auto trace = given.trace();
  EXPECT_THAT(
      texts(why(trace, print)),
      ElementsAre("The program prints: x", "inside the callback f.",
                  "because f had been scheduled, as callback 1.", "inside the call of main."));
  EXPECT_THAT(steps(why(trace, print)), ElementsAre(print, begin, add, call));
}

TEST(Why, EndsAtTheProgramsOwnLineButNotAtTheEventItself) {
  Given given;
  given.event("call.begin", R"("name":"outer","at":"core/a.cc:1")");
  given.event("call.begin", R"("name":"mine","at":"/home/me/mine.cc:7")", 1);
  given.event("print", R"("text":"x","at":"/home/me/mine.cc:8")", 2);
  const auto trace = given.trace();
  EXPECT_THAT(steps(why(trace, 3)), ElementsAre(3, 2));
  EXPECT_THAT(steps(why(trace, 2)), ElementsAre(2, 1));
  EXPECT_THAT(steps(why(trace, 1)), ElementsAre(1));
}

TEST(Why, ACoroutineIsCalledByItsName) {
  Given given;
  given.event("gen.new", R"("gen":1,"name":"other")");
  given.event("gen.new", R"("gen":2,"name":"download")");
  given.event("gen.send", R"("gen":2)");
  given.event("http.fetch", R"("url":"u")", 3);
  EXPECT_EQ(why(given.trace(), 4).at(1).text, "inside coroutine 2 (download).");
}

TEST(Why, APollFindsTheWakerReadyBecauseSomebodyWokeTheLoop) {
  Given given;
  given.event("fd.add", R"("fd":6,"who":"waker1","events":["READ"])");
  given.event("waker.wake", R"("fd":6)");
  given.event("waker.drain", R"("fd":6)");
  given.event("poll.event", R"("fd":6,"who":"waker1","events":["READ"],"cause":1)");
  given.event("waker.wake", R"("fd":6)");
  given.event("poll.event", R"("fd":6,"who":"waker1","events":["READ"],"cause":1)");
  const auto trace = given.trace();
  EXPECT_THAT(steps(why(trace, 6)), ElementsAre(6, 5));
  EXPECT_THAT(steps(why(trace, 4)), ElementsAre(4, 1));  // it was drained: no wake is left
}

TEST(Why, ATurnOfTheLoopIsBecauseItWasStarted) {
  Given given;
  given.event("loop.start", R"("at":"lessons/x.cc:9")");
  given.event("loop.iteration", R"("iteration":1,"callbacks":0)");
  given.event("loop.end");
  given.event("loop.iteration", R"("iteration":1,"callbacks":0)");
  const auto trace = given.trace();
  EXPECT_THAT(texts(why(trace, 2)), ElementsAre("Turn 1 of the loop takes 0 callbacks.",
                                                "because the loop had been started."));
  EXPECT_THAT(steps(why(trace, 4)), ElementsAre(4));
}

TEST(Why, OfAnEventOfALaterVersionIsItsChainToo) {
  Given given;
  given.event("call.begin", R"("name":"f")");
  given.event("moon.rise", R"("phase":3)", 1);
  given.event("print", R"("text":"x","cause":2)");
  EXPECT_THAT(texts(why(given.trace(), 3)),
              ElementsAre("The program prints: x", "because of this: moon.rise phase=3",
                          "inside the call of f."));
}

TEST(Why, ALongChainIsCutOffAndSaysSo) {
  Given given;
  given.event("call.begin", R"("name":"g")");
  for (read::Seq in = 1; in < 3000; ++in) given.event("call.begin", R"("name":"g")", in);
  const auto chain = why(given.trace(), 3000);
  EXPECT_EQ(chain.size(), 1001U);
  EXPECT_THAT(chain.back().text, HasSubstr("more than 1000 links"));
}

TEST(Why, AnEventThatIsNotThereIsAnErrorThatSaysWhichAre) {
  Given given;
  EXPECT_THROW(why(given.trace(), 1), std::invalid_argument);
  given.event("loop.start");
  try {
    why(given.trace(), 2);
    FAIL();
  } catch (const std::invalid_argument& error) {
    EXPECT_STREQ(error.what(), "there is no event 2; there are 1 to 1");
  }
  EXPECT_THROW(why(given.trace(), 0), std::invalid_argument);
}

TEST(Why, LeadsFromTheLessonsHeadersToItsOwnLine) {
  const auto trace = lesson();
  const auto chain = why(trace, 94);
  EXPECT_THAT(steps(chain), ElementsAre(94, 90, 83, 82, 80, 60, 54, 52, 47, 39, 26, 13, 10, 4));
  EXPECT_EQ(chain.front().text, "The loop runs on_headers.");
  EXPECT_EQ(chain.back().text, "inside the call of download.");
}

TEST(Why, AResumedCoroutineGoesBackToWhoSetItsFuture) {
  const auto chain = why(lesson(), 168);
  EXPECT_EQ(chain.at(1).text, "inside coroutine 1 (download).");
  EXPECT_EQ(chain.at(2).text, "because future 2 had got its result.");
}

// Every event of every trace that is here has a chain that goes back only, and ends.
TEST(Why, GoesBackOnlyInEveryTraceThatIsHere) {
  std::vector<std::string> paths = {EYEWALL_SOURCE_DIR "/lessons/09_async_client/golden.jsonl"};
  for (const auto& file :
       std::filesystem::directory_iterator(EYEWALL_SOURCE_DIR "/tests/tracer/explain/data"))
    paths.push_back(file.path());
  for (const std::string& path : paths) {
    const auto trace = read::Trace::load(path);
    for (const read::Event& event : trace.events()) {
      const auto chain = why(trace, event.seq);
      EXPECT_EQ(chain.front().seq, event.seq);
      for (std::size_t i = 1; i < chain.size(); ++i) {
        EXPECT_LT(chain[i].seq, chain[i - 1].seq) << path;
        EXPECT_THAT(chain[i].text, testing::Not(HasSubstr("?"))) << path;
      }
    }
  }
}

TEST(Print, HasANumberASentenceAndASourceLine) {
  const auto trace = lesson();
  std::ostringstream out;
  print(out, trace, {{38, "It is so."}, {94, "It is."}, {0, "And more."}});
  EXPECT_EQ(out.str(),
            "   38  It is so.  [core/ioloop/ioloop.cc:71]\n"
            "   94  It is.  [core/ioloop/ioloop.cc:87]\n"
            "       And more.\n");
}

}  // namespace
}  // namespace eyewall::explain
