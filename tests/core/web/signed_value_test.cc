#include "web/signed_value.h"

#include <gmock/gmock.h>

#include "core/sys/captured_log.h"

namespace eyewall::web {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::Optional;
using testing::StartsWith;

constexpr std::int64_t kDay = 86400;
constexpr std::int64_t kSigned = 1385000000;

UtcTime time_at(std::int64_t seconds) {
  return UtcTime(std::chrono::seconds(seconds));
}

std::string sign(std::string_view value, std::string_view name = "user") {
  return create_signed_value("secret", name, value, time_at(kSigned));
}

std::optional<std::string> decode(std::string_view text, std::int64_t now = kSigned,
                                  double days = kMaxSignedAge) {
  return decode_signed_value("secret", "user", text, days, time_at(now));
}

// What was logged while that text was refused.
std::vector<std::string> refusal(std::string_view text, std::int64_t now = kSigned) {
  const test::CapturedLog log;
  EXPECT_EQ(decode(text, now), std::nullopt) << text;
  return log.messages();
}

std::string every_byte() {
  std::string all;
  for (int i = 0; i < 256; ++i) all += static_cast<char>(i);
  return all;
}

// The expected texts are Python's: hmac.new(secret, digestmod=sha1), updated with name, value,
// time.
TEST(SignedValue, IsTheSameBytesAsTornados) {
  EXPECT_EQ(sign("alice"), "YWxpY2U=|1385000000|1b66d86f856d4639837649d9dea7db7fe6f29d16");
  EXPECT_EQ(sign(""), "|1385000000|23056ace4ddc7c67df2180346286c45f7a694a55");
  EXPECT_THAT(create_signed_value(std::string(100, 's'), "k", every_byte(), time_at(kSigned)),
              testing::EndsWith("/P3+/w==|1385000000|4f9ac33676b763c5235b8e919e2eaa60abf57479"));
}

TEST(SignedValue, ComesBack) {
  for (const std::string& value : {std::string("alice"), std::string(), std::string("a"),
                                   std::string("ab"), std::string("abc"), every_byte()}) {
    EXPECT_THAT(decode(sign(value)), Optional(value));
  }
  const std::string text = create_signed_value("secret", "user", "now");
  EXPECT_THAT(decode_signed_value("secret", "user", text), Optional(std::string("now")));
}

TEST(SignedValue, IsRefusedWhereAnythingOfItWasChanged) {
  const std::string text = sign("alice");
  for (std::size_t i = 0; i < text.size(); ++i) {
    std::string changed = text;
    changed[i] = static_cast<char>(changed[i] ^ 1);
    const test::CapturedLog log;
    EXPECT_EQ(decode(changed), std::nullopt) << changed;
  }
  EXPECT_THAT(refusal(sign("alice", "other")), ElementsAre(StartsWith("Invalid cookie signature")));
  EXPECT_THAT(refusal(create_signed_value("Secret", "user", "alice", time_at(kSigned))),
              ElementsAre(StartsWith("Invalid cookie signature")));
}

TEST(SignedValue, IsRefusedInAnotherForm) {
  for (const char* text : {"", "|", "||", "|||", "YWxpY2U=", "YWxpY2U=|1385000000", "a|b|c|d",
                           "YWxpY2U=|1385000000|", "YWxpY2U=|1385000000|1b66d86f",
                           "YWxpY2U=|1385000000|1b66d86f856d4639837649d9dea7db7fe6f29d16|"}) {
    const test::CapturedLog log;
    EXPECT_EQ(decode(text), std::nullopt) << text;
  }
}

TEST(SignedValue, Ages) {
  const std::string text = sign("alice");
  EXPECT_THAT(decode(text, kSigned + 31 * kDay), Optional(std::string("alice")));
  EXPECT_THAT(refusal(text, kSigned + 31 * kDay + 1), ElementsAre(StartsWith("Expired cookie")));
  EXPECT_THAT(decode(text, kSigned + 2 * kDay, 2), Optional(std::string("alice")));
  const test::CapturedLog log;
  EXPECT_EQ(decode(text, kSigned + 2 * kDay, 1), std::nullopt);
}

TEST(SignedValue, OfTheFutureIsRefused) {
  const std::string text = sign("alice");
  EXPECT_THAT(decode(text, kSigned - 31 * kDay), Optional(std::string("alice")));  // other clocks
  EXPECT_THAT(refusal(text, kSigned - 31 * kDay - 1),
              ElementsAre(StartsWith("Cookie timestamp in future")));
}

// Text is moved over a bar: the signature holds all the same.
std::string moved(const std::string& text, int digits) {
  const auto bar = static_cast<int>(text.find('|'));
  std::string out = text;
  out.erase(static_cast<std::size_t>(bar), 1)
      .insert(static_cast<std::size_t>(bar + digits), 1, '|');
  return out;
}

TEST(SignedValue, DigitsCannotBeMovedFromTheValueToTheTime) {
  const std::string one = sign("al5");  // YWw1
  EXPECT_EQ(moved(one, -1).substr(0, 16), "YWw|11385000000|");
  EXPECT_THAT(refusal(moved(one, -1)), ElementsAre(StartsWith("Cookie timestamp in future")));
  const std::string zero = sign("al4");  // YWw0
  EXPECT_EQ(moved(zero, -1).substr(0, 16), "YWw|01385000000|");
  EXPECT_THAT(refusal(moved(zero, -1)), ElementsAre(StartsWith("Tampered cookie")));
}

TEST(SignedValue, DigitsCannotBeMovedFromTheTimeToTheValue) {
  const std::string text = sign("alice");
  for (int digits = 1; digits < 10; ++digits)
    EXPECT_THAT(refusal(moved(text, digits)), Not(IsEmpty()));
  EXPECT_THAT(refusal(moved(text, 10)), ElementsAre(StartsWith("Tampered cookie")));
}

TEST(SignedValue, NeedsASecret) {
  EXPECT_THROW(create_signed_value("", "user", "alice"), std::invalid_argument);
  EXPECT_THROW(decode_signed_value("", "user", sign("alice")), std::invalid_argument);
}

}  // namespace
}  // namespace eyewall::web
