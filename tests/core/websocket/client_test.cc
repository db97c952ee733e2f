// The client's side, against our own server and against a raw one that answers what it likes.
#include "websocket/client.h"

#include "concurrent/add_future.h"
#include "core/http/raw_server.h"
#include "core/iostream/certificates.h"
#include "core/websocket/websocket_fixture.h"
#include "gen/gen.h"
#include "http/status.h"

namespace eyewall::test {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::StartsWith;
using websocket::ConnectOptions;
using Connection = std::shared_ptr<websocket::WebSocketClientConnection>;

class WebSocketClient : public WebSocketTest {
 protected:
  void TearDown() override {
    raw.reset();
    WebSocketTest::TearDown();
  }
  ConnectOptions on_loop(ConnectOptions options = {}) {
    options.io_loop = &loop;
    return options;
  }
  std::string url(const std::string& scheme = "ws", const std::string& host = "127.0.0.1") const {
    return scheme + "://" + host + ":" + std::to_string(server->port()) + "/ws";
  }
  Connection connect(const std::string& to, ConnectOptions options = {}) {
    auto future = websocket::websocket_connect(to, on_loop(std::move(options)));
    until([&] { return future.done(); });
    return future.take();
  }
  /// What a connection that must fail says.
  std::string failure(const std::string& to, ConnectOptions options = {}) {
    try {
      connect(to, std::move(options));
    } catch (const std::exception& error) {
      return error.what();
    }
    return "(it connected)";
  }
  /// "text:x", "binary:x", or "closed".
  std::string next(const Connection& connection) {
    auto future = connection->read_message();
    until([&] { return future.done(); });
    const std::optional<Message> message = future.take();
    if (!message) return "closed";
    return (message->binary ? "binary:" : "text:") + message->data;
  }
  /// A server that answers the handshake with these headers, and then sends these bytes.
  std::string raw_url(const std::string& headers = "", const std::string& bytes = "") {
    raw = std::make_unique<RawServer>(loop, [headers, bytes](Exchange& exchange) {
      exchange.send(
          "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n"
          "Connection: Upgrade\r\nSec-WebSocket-Accept: " +
          websocket::accept_value(exchange.header("Sec-Websocket-Key")) + "\r\n" + headers +
          "\r\n" + bytes);
    });
    return "ws" + raw->url("/").substr(4);
  }

  std::unique_ptr<RawServer> raw;
};

TEST_F(WebSocketClient, TalksWithOurServer) {
  const Connection connection = connect(url());
  connection->write_message("hello");
  connection->write_message("\xff", true);
  EXPECT_EQ(next(connection), "text:hello");
  EXPECT_EQ(next(connection), "binary:\xff");
  connection->close(1000, "done");
  EXPECT_EQ(next(connection), "closed");
  EXPECT_EQ(next(connection), "closed");
  EXPECT_EQ(connection->close_code(), 1000);
  EXPECT_THROW(connection->write_message("x"), websocket::WebSocketClosedError);
  EXPECT_THAT(stage.seen, ElementsAre("open", "text:hello", "binary:\xff", "close:1000 done"));
}

TEST_F(WebSocketClient, AgreesOnCompressionAndASubprotocol) {
  stage.options.compression.emplace();
  ConnectOptions options;
  options.subprotocols = {"one", "two"};
  options.websocket.compression.emplace();
  const Connection connection = connect(url(), options);
  EXPECT_EQ(connection->subprotocol(), "two");
  const std::string message(100'000, 'x');
  for (int i = 0; i < 3; ++i) {
    connection->write_message(message);
    EXPECT_TRUE(next(connection) == "text:" + message);
  }
}

gen::Coroutine<std::string> converse(std::string url, ConnectOptions options) {
  const Connection connection = co_yield websocket::websocket_connect(url, options);
  connection->write_message("from a coroutine");
  const std::optional<Message> message = co_yield connection->read_message();
  co_return message->data;
}

TEST_F(WebSocketClient, IsAtHomeInACoroutine) {
  const std::string said =
      run_sync(loop, [&] { return gen::coroutine(converse, "converse")(url(), on_loop()); });
  EXPECT_EQ(said, "from a coroutine");
}

TEST_F(WebSocketClient, SpeaksTlsToAHostThatItTrusts) {
  Certificates certificates;
  serve_application(
      web::Application({web::url("/ws", web::handler<StageHandler>(std::ref(stage)))}, quiet()),
      {.ssl_options = SSLOptions{.certfile = certificates.host("DNS:localhost")}});
  ConnectOptions options;
  options.ssl_options.ca_certs = certificates.ca_pem();
  const Connection connection = connect(url("wss", "localhost"), options);
  const std::string message(3'000'000, 'x');
  connection->write_message(message);
  EXPECT_TRUE(next(connection) == "text:" + message);
  EXPECT_THAT(failure(url("wss", "localhost")), HasSubstr("certificate"));
}

TEST_F(WebSocketClient, MasksWhatItSendsEachTimeOtherwise) {
  const Connection connection = connect(raw_url());
  connection->write_message("hello");
  connection->write_message("hello");
  std::string got;
  raw->exchanges[0]->stream->read_bytes(22, [&](std::string bytes) { got = std::move(bytes); });
  until([&] { return !got.empty(); });
  const std::string first = got.substr(0, 11);
  const std::string second = got.substr(11);
  EXPECT_THAT(first, StartsWith("\x81\x85"));
  EXPECT_NE(first.substr(2, 4), second.substr(2, 4));
  websocket::MaskingKey key;
  std::copy_n(first.begin() + 2, 4, key.begin());
  std::string payload = first.substr(6);
  websocket::mask(payload, key);
  EXPECT_EQ(payload, "hello");
}

TEST_F(WebSocketClient, ReadsMessagesThatCameWithTheHandshakeAndBeforeTheEnd) {
  const Connection connection =
      connect(raw_url("", from_server(Opcode::text, "one") + from_server(Opcode::text, "two") +
                              close_frame(4000, "bye")));
  settle();
  raw->exchanges[0]->stream->close();
  settle();
  EXPECT_EQ(next(connection), "text:one");
  EXPECT_EQ(next(connection), "text:two");
  EXPECT_EQ(next(connection), "closed");
  EXPECT_EQ(connection->close_code(), 4000);
  EXPECT_EQ(connection->close_reason(), "bye");
}

TEST_F(WebSocketClient, LosesNothingOfAServerThatIsFasterThanItsReader) {
  std::string sent;
  for (int i = 0; i < 50; ++i) sent += from_server(Opcode::binary, std::string(200'000, 'x'));
  const Connection connection = connect(raw_url("", sent));
  settle();
  raw->exchanges[0]->stream->write("", [this] { raw->exchanges[0]->stream->close(); });
  int count = 0;
  while (next(connection) != "closed") ++count;
  EXPECT_EQ(count, 50);
}

TEST_F(WebSocketClient, AnswersAPingAndTellsOfAPong) {
  const Connection connection =
      connect(raw_url("", from_server(Opcode::ping, "p") + from_server(Opcode::pong, "q")));
  std::string pong;
  connection->set_pong_callback([&](std::string data) { pong = std::move(data); });
  std::string got;
  raw->exchanges[0]->stream->read_bytes(7, [&](std::string bytes) { got = std::move(bytes); });
  until([&] { return !got.empty() && !pong.empty(); });
  EXPECT_THAT(got, StartsWith("\x8a\x81"));
  EXPECT_EQ(pong, "q");
}

TEST_F(WebSocketClient, ClosesOnFramesThatNoServerMaySend) {
  for (const std::string& bad : {test::text("masked"), std::string("\x83\x00", 2)}) {
    const Connection connection = connect(raw_url("", bad));
    std::string got;
    raw->exchanges[0]->stream->read_bytes(2, [&](std::string bytes) { got = std::move(bytes); });
    until([&] { return !got.empty(); });
    EXPECT_EQ(got[0], '\x88');
    raw->exchanges[0]->stream->close();
    EXPECT_EQ(next(connection), "closed");
  }
}

TEST_F(WebSocketClient, ClosesWhenNobodyHoldsIt) {
  connect(url()).reset();
  until([&] { return stage.seen.size() == 2; });
  EXPECT_EQ(stage.seen.back(), "close:0 ");
}

TEST_F(WebSocketClient, SaysWhyItCouldNotConnect) {
  EXPECT_THAT(failure("http://x/"), HasSubstr("Not a WebSocket's URL"));
  EXPECT_THAT(failure("ws://x/#fragment"), HasSubstr("Fragment"));
  EXPECT_THAT(failure(url() + "/no"), HasSubstr("HTTP 404"));
  EXPECT_THAT(failure(url(), {.headers = {{"Origin", "http://evil.com"}}}), HasSubstr("HTTP 403"));
  EXPECT_THAT(failure(url(), {.headers = {{"X", "a\r\nb"}}}), HasSubstr("Newline"));
  EXPECT_THAT(failure(raw_url("Sec-WebSocket-Protocol: x\r\n")), HasSubstr("subprotocol"));
  EXPECT_THAT(failure(raw_url("Sec-WebSocket-Extensions: x\r\n")), HasSubstr("extension"));
  const std::string gone = raw_url();
  raw.reset();
  EXPECT_THAT(failure(gone), HasSubstr("refused"));
}

TEST_F(WebSocketClient, GivesUpOnAServerThatDoesNotAnswer) {
  raw = std::make_unique<RawServer>(loop, [](Exchange&) {});
  auto future = websocket::websocket_connect("ws" + raw->url("/").substr(4), on_loop());
  until([&] { return raw->requests == 1; });
  clock.skip(std::chrono::seconds(21));
  until([&] { return future.done(); });
  EXPECT_THROW(future.result(), TimeoutError);
  raw = std::make_unique<RawServer>(loop, [](Exchange& exchange) { exchange.reply("HTTP/1.1 "); });
  EXPECT_THAT(failure("ws" + raw->url("/").substr(4)), HasSubstr("closed"));
}

}  // namespace
}  // namespace eyewall::test
