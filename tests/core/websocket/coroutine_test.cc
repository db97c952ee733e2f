// A handler whose on_message is a coroutine.
#include "core/websocket/websocket_fixture.h"
#include "gen/gen.h"

namespace eyewall::test {
namespace {

using ::testing::ElementsAre;

struct SlowStage {
  std::vector<std::string> seen;
  std::optional<Future<void>> gate;  // of the message that is being handled
};

// Echoes each message once the test lets it. "throw" throws, "now" does not wait.
class SlowHandler : public websocket::CoroutineWebSocketHandler {
 public:
  void initialize(SlowStage& stage) { stage_ = &stage; }

 protected:
  gen::Coroutine<void> on_message(Message message) override {
    stage_->seen.push_back(message.data);
    if (message.data != "now") co_yield stage_->gate.emplace();
    if (message.data == "throw") throw std::runtime_error("a bug");
    if (is_open()) write_message(message);
  }
  void on_close() override { stage_->seen.push_back("close"); }

 private:
  SlowStage* stage_ = nullptr;
};

class CoroutineWebSocket : public WebSocketTest {
 protected:
  void SetUp() override {
    serve_application(
        web::Application({web::url("/ws", web::handler<SlowHandler>(std::ref(slow)))}, quiet()));
  }
  void let_go() { std::exchange(slow.gate, std::nullopt)->set_result(); }

  SlowStage slow;
};

TEST_F(CoroutineWebSocket, HasOneMessageAtATime) {
  const sys::Fd client = shaken();
  send(client, text("one") + text("two") + text("now"));
  until([&] { return slow.gate.has_value(); });
  settle();
  EXPECT_THAT(slow.seen, ElementsAre("one"));
  let_go();
  EXPECT_EQ(read_bytes(client, 5), from_server(Opcode::text, "one"));
  until([&] { return slow.gate.has_value(); });
  EXPECT_THAT(slow.seen, ElementsAre("one", "two"));
  let_go();
  const std::string rest = from_server(Opcode::text, "two") + from_server(Opcode::text, "now");
  EXPECT_EQ(read_bytes(client, rest.size()), rest);
}

TEST_F(CoroutineWebSocket, IsToldOfTheEndWhileItIsBusy) {
  {
    const sys::Fd client = shaken();
    send(client, text("one") + text("two"));
    until([&] { return slow.gate.has_value(); });
  }
  until([&] { return slow.seen.size() == 2; });
  EXPECT_THAT(slow.seen, ElementsAre("one", "close"));
  let_go();
  settle();
  EXPECT_THAT(slow.seen, ElementsAre("one", "close"));
}

TEST_F(CoroutineWebSocket, EndsWith1011WhenItThrows) {
  const sys::Fd client = shaken();
  send(client, text("throw") + text("two"));
  until([&] { return slow.gate.has_value(); });
  let_go();
  EXPECT_EQ(closed_with(read_all(client)), 1011);
  EXPECT_TRUE(log.has("a bug"));
  EXPECT_THAT(slow.seen, ElementsAre("throw"));
}

}  // namespace
}  // namespace eyewall::test
