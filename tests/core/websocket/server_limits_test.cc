// Sizes, memory, silence, many at once, and the server's own end.
#include "core/websocket/websocket_fixture.h"

namespace eyewall::test {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

using WebSocketLimits = WebSocketTest;

TEST_F(WebSocketLimits, EchoesMessagesOfEverySize) {
  const sys::Fd client = shaken();
  for (const std::size_t size : {0UL, 1UL, 125UL, 126UL, 127UL, 128UL, 65535UL, 65536UL, 65537UL,
                                 5'000'000UL, 16UL << 20U}) {
    const std::string payload(size, 'x');
    const std::string expected = from_server(Opcode::binary, payload);
    std::string sent = binary(payload);
    std::string got;
    std::string_view left = sent;
    until([&] {
      const sys::Result result = sys::send(client.get(), left);
      if (result.ok()) left.remove_prefix(static_cast<std::size_t>(result.value));
      return take(client, got) && got.size() >= expected.size();
    });
    EXPECT_TRUE(got == expected) << size;
  }
}

TEST_F(WebSocketLimits, ManyMessagesAtOnceAreAnsweredInOrder) {
  const sys::Fd client = shaken();
  std::string sent;
  std::string expected;
  for (int i = 0; i < 2000; ++i) {
    sent += text("message " + std::to_string(i));
    expected += from_server(Opcode::text, "message " + std::to_string(i));
  }
  send(client, sent);
  EXPECT_TRUE(read_bytes(client, expected.size()) == expected);
}

TEST_F(WebSocketLimits, AClientThatDoesNotReadStopsTheReading) {
  const std::string large(100'000, 'x');
  std::size_t answered = 0;
  stage.on_message = [&](websocket::WebSocketHandler& handler, const Message&) {
    handler.write_message(large);
    ++answered;
  };
  const sys::Fd client = shaken();
  std::string asked;
  for (int i = 0; i < 600; ++i) asked += text("?");
  send(client, asked);
  std::size_t before = 1;
  until([&] { return std::exchange(before, answered) == answered && answered != 0; });
  EXPECT_LT(answered, 200U);  // some megabytes, of 60
  std::string got;
  std::size_t count = 0;
  until([&] {
    take(client, got);
    count += std::exchange(got, {}).size();
    return count == 600 * (large.size() + 10);
  });
  EXPECT_EQ(answered, 600U);
}

TEST_F(WebSocketLimits, AClientThatSendsFasterThanItReadsIsSlowedDownAndLosesNothing) {
  serve_application(
      web::Application({web::url("/ws", web::handler<StageHandler>(std::ref(stage)))}, quiet()),
      {.max_body_size = 1000});
  const sys::Fd client = shaken();
  const std::string message = binary(std::string(100'000, 'x'));
  std::string sent;
  for (int i = 0; i < 300; ++i) sent += message;
  std::string_view left = sent;
  const auto send_some = [&] {
    const std::size_t before = left.size();
    const sys::Result result = sys::send(client.get(), left);
    if (result.ok()) left.remove_prefix(static_cast<std::size_t>(result.value));
    return left.size() != before;
  };
  int idle = 0;
  until([&] { return send_some() ? (idle = 0, false) : ++idle == 100; });
  EXPECT_GT(left.size(), 5'000'000U);  // the kernel's buffers are full, and ours are not used
  std::size_t count = 0;
  until([&] {
    std::string got;
    send_some();
    EXPECT_TRUE(take(client, got));
    count += got.size();
    return count == 300 * std::size_t{100'010} || ::testing::Test::HasFailure();
  });
}

TEST_F(WebSocketLimits, CompressesWhereThatIsAgreed) {
  stage.options.compression.emplace();
  const sys::Fd client =
      shaken("Sec-WebSocket-Extensions: permessage-deflate; server_max_window_bits=10\r\n");
  EXPECT_THAT(answer_head, HasSubstr("Sec-Websocket-Extensions: permessage-deflate; "
                                     "server_max_window_bits=10\r\n"));
  websocket::Deflater deflater({}, 15, true);
  websocket::Inflater inflater(10, true);
  const std::string message(5000, 'z');
  for (int i = 0; i < 2; ++i) {
    send(client, frame(Opcode::text, deflater.compress(message), true, true, true));
    std::string head = read_bytes(client, 2);
    ASSERT_EQ(head[0], '\xc1');
    const auto length = static_cast<std::size_t>(head[1]);
    while (head.size() < 2 + length) head += read_bytes(client, 1);
    std::string inflated;
    inflater.decompress(head.substr(2), inflated, 1U << 20U);
    inflater.finish(inflated, 1U << 20U);
    EXPECT_EQ(inflated, message);
  }
  send(client, text("short"));
  EXPECT_EQ(read_bytes(client, 7), from_server(Opcode::text, "short"));
}

TEST_F(WebSocketLimits, DoesNotCompressUnasked) {
  shaken("Sec-WebSocket-Extensions: permessage-deflate\r\n");
  EXPECT_THAT(answer_head, Not(HasSubstr("Extensions")));
  stage.options.compression.emplace();
  shaken();
  EXPECT_THAT(answer_head, Not(HasSubstr("Extensions")));
  shaken("Sec-WebSocket-Extensions: permessage-deflate; unknown\r\n");
  EXPECT_THAT(answer_head, Not(HasSubstr("Extensions")));
}

TEST_F(WebSocketLimits, ABombIsTooBig) {
  stage.options.compression.emplace();
  stage.options.max_message_size = 1'000'000;
  websocket::Deflater deflater({}, 15, true);
  const std::string bomb = deflater.compress(std::string(50'000'000, '\0'));
  EXPECT_EQ(closed_with(conversation(frame(Opcode::binary, bomb, true, true, true),
                                     "Sec-WebSocket-Extensions: permessage-deflate\r\n")),
            1009);
}

TEST_F(WebSocketLimits, PingsASilentClientAndDropsItWhenItStaysSilent) {
  stage.options.ping_interval = std::chrono::seconds(10);
  const sys::Fd client = shaken();
  clock.skip(std::chrono::seconds(11));
  EXPECT_EQ(read_bytes(client, 2), from_server(Opcode::ping, ""));
  send(client, frame(Opcode::pong, ""));
  until([&] { return stage.seen.back() == "pong:"; });
  for (int i = 0; i < 3; ++i) {
    clock.skip(std::chrono::seconds(11));
    EXPECT_EQ(read_bytes(client, 2), from_server(Opcode::ping, ""));
  }
  clock.skip(std::chrono::seconds(11));
  EXPECT_EQ(closed_with(read_all(client)), 1011);
}

TEST_F(WebSocketLimits, NoTimeoutOfTheServerEndsAWebSocket) {
  const sys::Fd client = shaken();
  for (int i = 0; i < 5; ++i) {
    clock.skip(std::chrono::hours(2));
    settle();
  }
  send(client, text("still here"));
  EXPECT_EQ(read_bytes(client, 12), from_server(Opcode::text, "still here"));
}

TEST_F(WebSocketLimits, AServerThatClosesItsConnectionsSaysGoingAway) {
  const sys::Fd client = shaken();
  server->stop();
  Future<void> closed = server->close_all_connections();
  EXPECT_EQ(read_bytes(client, 4), close_frame(1001));
  EXPECT_FALSE(closed.done());
  send(client, frame(Opcode::close, code(1001)));
  until([&] { return closed.done(); });
  EXPECT_EQ(stage.seen.back(), "close:1001 ");
}

TEST_F(WebSocketLimits, AServerThatIsDestroyedTakesItsWebSocketsWithIt) {
  const sys::Fd client = shaken();
  send(client, text("half of a mess").substr(0, 9));
  settle();
  server.reset();
  EXPECT_EQ(read_all(client), "");
  serve();
}

}  // namespace
}  // namespace eyewall::test
