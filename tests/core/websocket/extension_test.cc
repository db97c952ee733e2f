// What is offered, answered and agreed in Sec-WebSocket-Extensions.
#include "websocket/extension.h"

#include <gmock/gmock.h>

#include "core/http/thrown.h"
#include "http/grammar.h"

namespace eyewall::websocket {
namespace {

using ::testing::HasSubstr;

std::string answer(const std::string& offers) {
  const auto accepted = accept_deflate(parse_extensions(offers));
  return accepted ? accepted->header : "";
}

const std::string kName = "permessage-deflate";

TEST(Extensions, AreParsedWithTheirParameters) {
  EXPECT_EQ(parse_extensions(" a ; b = c;d=\"e\" , ,f"),
            (std::vector<Extension>{{"a", {{"b", "c"}, {"d", "e"}}}, {"f", {}}}));
  EXPECT_EQ(parse_extensions(""), std::vector<Extension>());
  EXPECT_EQ(parse_extensions("a; b=\"\\c\""), (std::vector<Extension>{{"a", {{"b", "c"}}}}));
}

TEST(Extensions, AreRefusedWhereTheGrammarIsBroken) {
  for (const char* bad : {"a b", ";", "a;", "a; b=", "a; =b", "a; b=\"c", "a; b=\"\"",
                          "a; b=\"c d\"", "a=b", "a\x01", "a; b=\"c\\"}) {
    EXPECT_THAT(thrown<http::ProtocolError>([&] { parse_extensions(bad); }),
                HasSubstr("Malformed Sec-WebSocket-Extensions"))
        << bad;
  }
}

TEST(DeflateOffer, IsAnsweredWithWhatItAsksFor) {
  EXPECT_EQ(answer(kName), kName);
  EXPECT_EQ(answer(kName + "; client_max_window_bits"), kName);
  EXPECT_EQ(answer(kName + "; client_max_window_bits=8"), kName);
  for (const char* asked : {"; server_no_context_takeover", "; client_no_context_takeover",
                            "; server_max_window_bits=9", "; client_max_window_bits=10",
                            "; server_max_window_bits=15"}) {
    EXPECT_EQ(answer(kName + asked), kName + asked);
  }
  EXPECT_EQ(answer(kName + "; server_max_window_bits=\"10\""),
            kName + "; server_max_window_bits=10");
  const auto all = accept_deflate(
      parse_extensions(kName + "; client_max_window_bits=11; server_max_window_bits=10; "
                               "server_no_context_takeover; client_no_context_takeover"));
  EXPECT_EQ(all->parameters, (DeflateParameters{true, true, 10, 11}));
}

TEST(DeflateOffer, IsPassedOverWhereItCannotBeTaken) {
  for (const char* bad :
       {"; server_max_window_bits", "; server_max_window_bits=7", "; server_max_window_bits=16",
        "; server_max_window_bits=08", "; server_max_window_bits=x", "; server_max_window_bits=8",
        "; server_max_window_bits=1", "; server_max_window_bits=150", "; server_max_window_bits=-9",
        "; client_max_window_bits=7", "; client_max_window_bits=010", "; client_max_window_bits=99",
        "; server_no_context_takeover=1", "; client_no_context_takeover=true", "; unknown",
        "; server_no_context_takeover; server_no_context_takeover",
        "; client_no_context_takeover; client_no_context_takeover",
        "; server_max_window_bits=9; server_max_window_bits=9",
        "; client_max_window_bits; client_max_window_bits=9"}) {
    EXPECT_EQ(answer(kName + bad), "") << bad;
    EXPECT_EQ(answer(kName + bad + ", " + kName), kName) << bad;
  }
  EXPECT_EQ(answer(""), "");
  EXPECT_EQ(answer("x-webkit-deflate-frame"), "");
  EXPECT_EQ(answer("other, " + kName + "; server_max_window_bits=12, " + kName),
            kName + "; server_max_window_bits=12");
}

TEST(DeflateAnswer, IsTakenWhereItFitsOurOffer) {
  const auto agreed = [](const std::string& said) {
    return agreed_deflate(parse_extensions(said));
  };
  EXPECT_EQ(agreed(""), std::nullopt);
  EXPECT_EQ(agreed(kName), DeflateParameters());
  EXPECT_EQ(agreed(kName + "; server_no_context_takeover; client_max_window_bits=8; "
                           "server_max_window_bits=8"),
            (DeflateParameters{true, false, 8, 8}));
}

TEST(DeflateAnswer, IsRefusedWhereItDoesNot) {
  for (const std::string& bad :
       {std::string("other"), kName + ", " + kName, kName + "; unknown",
        kName + "; client_max_window_bits", kName + "; server_max_window_bits",
        kName + "; server_max_window_bits=16", kName + "; client_no_context_takeover=0"}) {
    EXPECT_THAT(thrown<http::ProtocolError>([&] { agreed_deflate(parse_extensions(bad)); }),
                HasSubstr("not offered"))
        << bad;
  }
}

}  // namespace
}  // namespace eyewall::websocket
