// A server's exchanges, and the TLS handshakes of its streams.
#include <gtest/gtest.h>

#include <optional>

#include "model/timeline.h"
#include "tracer/model/given.h"

namespace eyewall::model {
namespace {

class ServedExchange : public ::testing::Test {
 protected:
  // A stream that brings a request, and whatever follows.
  void serve(std::vector<std::string> more) {
    std::vector<std::string> events = {
        R"("stream.new","stream":4,"fd":8)",
        R"("http.receive","call":7,"stream":4,"method":"GET","url":"/cart")"};
    events.insert(events.end(), more.begin(), more.end());
    trace_.emplace(given(events));
    timeline_.emplace(*trace_);
  }
  const Exchange& exchange(trace::Seq seq) { return *timeline_->at(seq).exchanges().find(7); }
  std::string status(trace::Seq seq) { return std::string(to_string(exchange(seq).status)); }

  std::optional<read::Trace> trace_;
  std::optional<Timeline> timeline_;
};

TEST_F(ServedExchange, IsReceivedAnsweredAndDone) {
  serve({R"("http.body","call":7,"bytes":5)", R"("web.route","call":7,"name":"Cart","url":"/cart")",
         R"("http.answer","call":7,"status":404,"bytes":0)", R"("http.finish","call":7)",
         R"("stream.close","stream":4,"fd":8)"});
  EXPECT_EQ(status(2), "received");
  EXPECT_EQ(exchange(2).method, "GET");
  EXPECT_EQ(exchange(2).url, "/cart");
  EXPECT_EQ(exchange(2).stream, 4U);
  EXPECT_EQ(status(3), "received");
  EXPECT_EQ(exchange(4).handler, "Cart");
  EXPECT_EQ(status(5), "answered");
  EXPECT_EQ(exchange(5).code, 404);
  EXPECT_EQ(status(6), "done");
  EXPECT_EQ(status(7), "done") << "its stream may close, or go on";
  EXPECT_EQ(exchange(7).at, 6U);
}

TEST_F(ServedExchange, WhoseStreamClosesBeforeItIsFinishedHasFailed) {
  serve({R"("stream.close","stream":4,"fd":8)", R"("http.finish","call":7)"});
  EXPECT_TRUE(exchange(2).live());
  EXPECT_EQ(status(3), "failed");
  EXPECT_EQ(exchange(3).at, 3U);
  EXPECT_EQ(status(4), "failed") << "finished when nobody was there";
}

TEST_F(ServedExchange, ThatIsRefusedHasFailed) {
  serve({R"("http.refuse","call":7,"stream":4,"status":413,"error":"too long")"});
  EXPECT_EQ(status(3), "failed");
  EXPECT_EQ(exchange(3).code, 413);
}

TEST_F(ServedExchange, ThatBecomesAWebSocketIsDone) {
  serve({R"("http.answer","call":7,"status":101,"bytes":0)",
         R"("ws.open","stream":4,"call":7,"url":"/cart")"});
  EXPECT_EQ(status(4), "done");
}

TEST_F(ServedExchange, ARefusalOfAHeadThatIsNoneMakesNoExchange) {
  serve({R"("http.refuse","stream":4,"status":400,"error":"no request")"});
  EXPECT_EQ(timeline_->at(3).exchanges().size(), 1U);
}

TEST(Stream, ShakesHandsFromTheStartUntilItIsDoneOrClosed) {
  const read::Trace trace =
      given({R"("stream.new","stream":1,"fd":8)", R"("tls.start","stream":1)",
             R"("tls.done","stream":1,"text":"TLSv1.3")", R"("tls.start","stream":1)",
             R"("stream.close","stream":1,"fd":8)"});
  Timeline timeline(trace);
  const auto shaking = [&](trace::Seq seq) { return timeline.at(seq).streams().find(1)->shaking; };
  EXPECT_EQ(shaking(1), 0U);
  EXPECT_EQ(shaking(2), 2U);
  EXPECT_EQ(shaking(3), 0U);
  EXPECT_EQ(shaking(4), 4U);
  EXPECT_EQ(shaking(5), 0U);
}

}  // namespace
}  // namespace eyewall::model
