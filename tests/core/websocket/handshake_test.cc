// The handshake, both sides, as text.
#include "websocket/handshake.h"

#include <gmock/gmock.h>

#include "core/http/thrown.h"
#include "http/status.h"

namespace eyewall::websocket {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

const std::string kKey = "dGhlIHNhbXBsZSBub25jZQ==";
const std::string kAccept = "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=";

http::RequestHead asking(const http::Headers& changes = {}, const std::string& method = "GET") {
  http::RequestHead head{.method = method,
                         .uri = "/chat",
                         .headers = {{"Host", "example.com"},
                                     {"Upgrade", "websocket"},
                                     {"Connection", "Upgrade"},
                                     {"Sec-WebSocket-Key", kKey},
                                     {"Sec-WebSocket-Version", "13"}}};
  for (const auto& [name, value] : changes.get_all()) {
    head.headers.remove(name);
    if (value != "-") head.headers.add(name, value);
  }
  return head;
}

int refused_with(const http::RequestHead& head) {
  try {
    parse_handshake(head);
  } catch (const HandshakeError& error) {
    return error.status();
  }
  return 0;
}

TEST(Handshake, AnswersTheExampleOfRfc6455) {
  const ClientHandshake asked = parse_handshake(
      asking({{"Origin", "http://example.com"}, {"Sec-WebSocket-Protocol", "chat, superchat"}}));
  EXPECT_EQ(asked.origin, "http://example.com");
  EXPECT_THAT(asked.subprotocols, ElementsAre("chat", "superchat"));
  const http::Headers headers = accept_headers(asked, "chat", std::nullopt);
  EXPECT_EQ(headers.get("Sec-WebSocket-Accept"), kAccept);
  EXPECT_EQ(headers.get("Sec-WebSocket-Protocol"), "chat");
  EXPECT_EQ(headers.get("Upgrade"), "websocket");
  EXPECT_EQ(headers.get("Connection"), "Upgrade");
  EXPECT_FALSE(headers.contains("Sec-WebSocket-Extensions"));
}

TEST(Handshake, TakesWordsInWhateverCaseAndAmongOthers) {
  EXPECT_EQ(
      refused_with(asking({{"Upgrade", "h2c, WebSocket"}, {"Connection", "keep-alive, UPGRADE"}})),
      0);
}

TEST(Handshake, RefusesWhatIsNoUpgrade) {
  EXPECT_EQ(refused_with(asking({}, "POST")), 405);
  for (const http::Headers& changes :
       {http::Headers{{"Upgrade", "-"}}, http::Headers{{"Upgrade", "h2c"}},
        http::Headers{{"Connection", "-"}}, http::Headers{{"Connection", "keep-alive"}}}) {
    EXPECT_EQ(refused_with(asking(changes)), 400);
  }
  http::RequestHead old = asking();
  old.minor_version = 0;
  EXPECT_EQ(refused_with(old), 400);
}

TEST(Handshake, RefusesAKeyThatIsNot16BytesInBase64) {
  for (const char* key : {"-", "", "short", "dGhlIHNhbXBsZSBub25jZQ=", "dGhlIHNhbXBsZSBub25jZQ===",
                          "dGhlIHNhbXBsZSBub25jZB==", "dGhlIHNhbXBsZSBub2 jZQ==",
                          "dGhlIHNhbXBsZSBub25jZVE=", "************************"}) {
    EXPECT_EQ(refused_with(asking({{"Sec-WebSocket-Key", key}})), 400) << key;
  }
  http::RequestHead twice = asking();
  twice.headers.add("Sec-WebSocket-Key", kKey);
  EXPECT_EQ(refused_with(twice), 400);
}

TEST(Handshake, SaysWhichVersionItSpeaks) {
  for (const char* version : {"-", "8", "0", "14", "13, 8", "x"}) {
    EXPECT_EQ(refused_with(asking({{"Sec-WebSocket-Version", version}})), 426) << version;
  }
  try {
    parse_handshake(asking({{"Sec-WebSocket-Version", "12"}}));
    FAIL() << "it was taken";
  } catch (const HandshakeError& error) {
    EXPECT_EQ(error.headers().get("Sec-WebSocket-Version"), "13");
    EXPECT_EQ(error.headers().get("Upgrade"), "websocket");
  }
}

TEST(Handshake, RefusesListsThatBreakTheGrammar) {
  EXPECT_EQ(refused_with(asking({{"Sec-WebSocket-Extensions", "a b"}})), 400);
  EXPECT_EQ(refused_with(asking({{"Sec-WebSocket-Protocol", "a b"}})), 400);
}

TEST(Origin, IsTheSameHostAndPort) {
  for (const auto& [origin, host] : std::vector<std::pair<std::string, std::string>>{
           {"http://example.com", "example.com"},
           {"http://Example.com", "example.COM"},
           {"http://example.com:8888", "example.com:8888"},
           {"http://example.com", "example.com:80"},
           {"https://example.com", "example.com:443"},
           {"http://[::1]:80", "[::1]"}}) {
    EXPECT_TRUE(is_same_origin(origin, host)) << origin << " " << host;
  }
  for (const auto& [origin, host] : std::vector<std::pair<std::string, std::string>>{
           {"http://evil.com", "example.com"},
           {"http://example.com.evil.com", "example.com"},
           {"http://example.com:81", "example.com"},
           {"https://example.com:80", "example.com"},
           {"http://example.com@evil.com", "example.com"},
           {"null", "example.com"},
           {"", "example.com"},
           {"example.com", "example.com"}}) {
    EXPECT_FALSE(is_same_origin(origin, host)) << origin << " " << host;
  }
}

http::ResponseHead answering(const http::Headers& more = {}) {
  http::ResponseHead head{
      .status = {1, 101, "Switching Protocols"},
      .headers = {
          {"Upgrade", "WebSocket"}, {"Connection", "upgrade"}, {"Sec-WebSocket-Accept", kAccept}}};
  for (const auto& [name, value] : more.get_all()) head.headers.set(name, value);
  return head;
}

TEST(Answer, IsTakenWhenItFits) {
  EXPECT_EQ(check_answer(answering(), kKey, {}, false).subprotocol, std::nullopt);
  const ServerHandshake agreed =
      check_answer(answering({{"Sec-WebSocket-Protocol", "b"},
                              {"Sec-WebSocket-Extensions", "permessage-deflate"}}),
                   kKey, {"a", "b"}, true);
  EXPECT_EQ(agreed.subprotocol, "b");
  EXPECT_EQ(agreed.deflate, DeflateParameters());
}

TEST(Answer, IsRefusedWhenItIsNotOfThisRequest) {
  for (const http::Headers& bad :
       {http::Headers{{"Upgrade", "h2c"}}, http::Headers{{"Connection", "close"}},
        http::Headers{{"Sec-WebSocket-Accept", "x"}},
        http::Headers{{"Sec-WebSocket-Protocol", "c"}},
        http::Headers{{"Sec-WebSocket-Extensions", "permessage-deflate"}}}) {
    EXPECT_THAT(thrown<WebSocketError>([&] { check_answer(answering(bad), kKey, {"a"}, false); }),
                ::testing::Not(HasSubstr("nothing was thrown")));
  }
  http::ResponseHead refused = answering();
  refused.status.code = 403;
  EXPECT_THAT(thrown<http::HTTPError>([&] { check_answer(refused, kKey, {}, false); }),
              HasSubstr("403"));
}

TEST(Key, IsAnotherEachTimeAndTakenByTheServer) {
  const std::string key = new_key();
  EXPECT_NE(key, new_key());
  EXPECT_EQ(refused_with(asking({{"Sec-WebSocket-Key", key}})), 0);
}

}  // namespace
}  // namespace eyewall::websocket
