// The server's side: the handshake on the wire, messages, control frames, the end.
#include "core/websocket/websocket_fixture.h"

namespace eyewall::test {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

using WebSocket = WebSocketTest;

TEST_F(WebSocket, ShakesHandsAndEchoes) {
  const sys::Fd client = shaken();
  EXPECT_THAT(answer_head, HasSubstr("HTTP/1.1 101 Switching Protocols\r\n"));
  EXPECT_THAT(answer_head, HasSubstr("Sec-Websocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n"));
  EXPECT_THAT(answer_head, Not(HasSubstr("Content-")));
  EXPECT_THAT(answer_head, Not(HasSubstr("Transfer-Encoding")));
  send(client, text("hello") + binary("\xff"));
  const std::string expected =
      from_server(Opcode::text, "hello") + from_server(Opcode::binary, "\xff");
  EXPECT_EQ(read_bytes(client, expected.size()), expected);
  EXPECT_THAT(stage.seen, ElementsAre("open", "text:hello", "binary:\xff"));
}

TEST_F(WebSocket, TakesFramesThatCameTogetherWithTheHandshakeAndThoseThatComeByteByByte) {
  sys::Fd client = dial();
  send(client, std::string(kAsk) + "\r\n" + text("one"));
  EXPECT_THAT(read_until(client, "one"), HasSubstr("101"));
  for (const char byte : text("two")) {
    send(client, {&byte, 1});
    settle();
  }
  EXPECT_EQ(read_bytes(client, 5), from_server(Opcode::text, "two"));
}

TEST_F(WebSocket, RefusesARequestThatIsNoHandshake) {
  const auto answered = [&](std::string request) {
    return last_answer(request + "Connection: close\r\n\r\n");
  };
  EXPECT_EQ(status(answered("GET /ws HTTP/1.1\r\nHost: x\r\n")), 400);
  EXPECT_EQ(status(answered("POST /ws HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n")), 405);
  const std::string ask =
      "GET /ws HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: upgrade\r\n"
      "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n";
  const std::string version = answered(ask + "Sec-WebSocket-Version: 8\r\n");
  EXPECT_EQ(status(version), 426);
  EXPECT_THAT(version, HasSubstr("Sec-Websocket-Version: 13\r\n"));
  EXPECT_EQ(status(answered(ask + "Sec-WebSocket-Version: 13\r\nOrigin: http://evil.com\r\n")),
            403);
  EXPECT_EQ(stage.seen, std::vector<std::string>());
}

TEST_F(WebSocket, TakesAPageOfItsOwnHostAndOthersIfToldTo) {
  shaken("Origin: http://x\r\n");
  stage.any_origin = true;
  shaken("Origin: http://y\r\n");
}

TEST_F(WebSocket, ChoosesASubprotocol) {
  shaken("Sec-WebSocket-Protocol: a, b\r\n");
  EXPECT_THAT(answer_head, HasSubstr("Sec-Websocket-Protocol: b\r\n"));
}

TEST_F(WebSocket, AnswersPingsAtOnceAlsoInsideAMessage) {
  const sys::Fd client = shaken();
  send(client, text("he", false) + frame(Opcode::ping, "p") + more("llo"));
  const std::string expected = from_server(Opcode::pong, "p") + from_server(Opcode::text, "hello");
  EXPECT_EQ(read_bytes(client, expected.size()), expected);
  EXPECT_THAT(stage.seen, ElementsAre("open", "ping:p", "text:hello"));
}

TEST_F(WebSocket, PingsAndHearsThePong) {
  stage.on_open = [](websocket::WebSocketHandler& handler) {
    handler.ping("are you there");
    EXPECT_THROW(handler.ping(std::string(126, 'x')), std::invalid_argument);
  };
  const sys::Fd client = shaken();
  EXPECT_EQ(read_bytes(client, 15), from_server(Opcode::ping, "are you there"));
  send(client, frame(Opcode::pong, "are you there"));
  until([&] { return stage.seen.size() == 2; });
  EXPECT_EQ(stage.seen.back(), "pong:are you there");
}

TEST_F(WebSocket, EchoesTheCodeOfACloseAndCloses) {
  EXPECT_EQ(conversation(frame(Opcode::close, code(4321, "bye"))), close_frame(4321));
  EXPECT_EQ(conversation(frame(Opcode::close, "")), from_server(Opcode::close, ""));
  EXPECT_THAT(stage.seen, ElementsAre("open", "close:4321 bye", "open", "close:0 "));
  EXPECT_EQ(server->connections(), 0U);
}

TEST_F(WebSocket, IgnoresWhatComesBehindAClose) {
  EXPECT_EQ(conversation(frame(Opcode::close, code(1000)) + text("late") + frame(Opcode::ping, "")),
            close_frame(1000));
  EXPECT_THAT(stage.seen, ElementsAre("open", "close:1000 "));
}

TEST_F(WebSocket, ClosesWithTheCodeThatSaysWhatWasWrong) {
  EXPECT_EQ(closed_with(conversation(text("\xff"))), 1007);
  EXPECT_EQ(closed_with(conversation(frame(Opcode::text, "x", true, false))), 1002);
  EXPECT_EQ(closed_with(conversation(more("x"))), 1002);
  EXPECT_EQ(closed_with(conversation("\x83\x80")), 1002);
  EXPECT_EQ(closed_with(conversation(frame(Opcode::close, code(1005)))), 1002);
  EXPECT_EQ(closed_with(conversation(frame(Opcode::close, "x"))), 1002);
  EXPECT_EQ(closed_with(conversation(frame(Opcode::close, code(1000, "\xff")))), 1007);
  stage.options.max_message_size = 10;
  EXPECT_EQ(closed_with(conversation(binary(std::string(11, 'x')))), 1009);
  EXPECT_EQ(server->connections(), 0U);
}

TEST_F(WebSocket, AnswersWhatWasRightBeforeWhatWasWrong) {
  const std::string got = conversation(text("ok") + text("\xff") + text("never seen"));
  EXPECT_THAT(got, ::testing::StartsWith(from_server(Opcode::text, "ok")));
  EXPECT_EQ(closed_with(got), 1007);
  EXPECT_THAT(stage.seen, ElementsAre("open", "text:ok", "close:0 "));
}

TEST_F(WebSocket, DropsAClientThatStaysAfterItsFailure) {
  const sys::Fd client = shaken();
  send(client, text("\xff"));
  EXPECT_EQ(closed_with(read_all(client)), 1007);  // the server has closed its side only
  EXPECT_EQ(server->connections(), 1U);
  clock.skip(std::chrono::seconds(6));
  until([&] { return server->connections() == 0; });
}

TEST_F(WebSocket, ClosesFromItsSideAndWaitsForTheAnswer) {
  stage.on_open = [](websocket::WebSocketHandler& handler) {
    handler.close(3000, "enough");
    EXPECT_FALSE(handler.is_open());
    EXPECT_THROW(handler.write_message("more"), websocket::WebSocketClosedError);
    handler.close(3001);  // once is enough
  };
  const sys::Fd client = shaken();
  EXPECT_EQ(read_bytes(client, 10), close_frame(3000, "enough"));
  EXPECT_EQ(server->connections(), 1U);
  send(client, text("before it knew") + frame(Opcode::close, code(3000)));
  EXPECT_EQ(read_all(client), "");
  until([&] { return stage.seen.size() == 3; });
  EXPECT_THAT(stage.seen, ElementsAre("open", "text:before it knew", "close:3000 "));
}

TEST_F(WebSocket, DoesNotWaitForAnAnswerForEver) {
  stage.on_open = [](websocket::WebSocketHandler& handler) { handler.close(); };
  const sys::Fd client = shaken();
  EXPECT_EQ(read_bytes(client, 2), from_server(Opcode::close, ""));
  clock.skip(std::chrono::seconds(6));
  EXPECT_EQ(read_all(client), "");
  EXPECT_THAT(stage.seen, ElementsAre("open", "close:0 "));
}

TEST_F(WebSocket, TellsOfAClientThatGoesWithoutAWord) {
  { const sys::Fd client = shaken(); }
  until([&] { return stage.seen.size() == 2; });
  EXPECT_THAT(stage.seen, ElementsAre("open", "close:0 "));
  EXPECT_EQ(server->connections(), 0U);
}

TEST_F(WebSocket, AnErrorOfTheProgramEndsTheConnectionWith1011) {
  stage.on_message = [](websocket::WebSocketHandler&, const Message&) {
    throw std::runtime_error("a bug");
  };
  EXPECT_EQ(closed_with(conversation(text("x") + text("y"))), 1011);
  EXPECT_TRUE(log.has("a bug"));
  EXPECT_THAT(stage.seen, ElementsAre("open", "text:x", "close:0 "));
  stage.on_open = [](websocket::WebSocketHandler&) { throw std::runtime_error("another bug"); };
  EXPECT_EQ(closed_with(conversation("")), 1011);
  EXPECT_TRUE(log.has("another bug"));
}

TEST_F(WebSocket, RefusesToSendWhatMustNotBeSent) {
  stage.on_open = [](websocket::WebSocketHandler& handler) {
    EXPECT_THROW(handler.write_message("\xff"), std::invalid_argument);
    EXPECT_THROW(handler.close(1006), std::invalid_argument);
    EXPECT_THROW(handler.close({}, "why"), std::invalid_argument);
    EXPECT_TRUE(handler.is_open());
  };
  shaken();
  EXPECT_THAT(stage.seen, Contains("open"));
}

}  // namespace
}  // namespace eyewall::test
