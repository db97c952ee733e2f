#include "web/signed_value.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <stdexcept>

#include "http/basic_auth.h"
#include "http/grammar.h"
#include "sys/log.h"
#include "web/hex.h"

namespace eyewall::web {
namespace {

using std::string_view;

constexpr std::int64_t kDay = 86400;  // seconds

std::string signature(string_view secret, string_view name, string_view value, string_view time) {
  if (secret.empty()) throw std::invalid_argument("cookie_secret is empty");
  const std::string text = std::string(name).append(value).append(time);
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned size = 0;
  const auto* const bytes = reinterpret_cast<const unsigned char*>(text.data());
  if (HMAC(EVP_sha1(), secret.data(), static_cast<int>(secret.size()), bytes, text.size(),
           digest.data(), &size) == nullptr) {
    throw std::runtime_error("HMAC-SHA1 failed");
  }
  return hex(std::span(digest).first(size));
}

bool equal_in_constant_time(string_view a, string_view b) {
  return a.size() == b.size() && CRYPTO_memcmp(a.data(), b.data(), a.size()) == 0;
}

std::optional<std::string> base64_decoded(string_view text) {
  if (text.size() % 4 != 0) return std::nullopt;
  std::string out(text.size() / 4 * 3, '\0');
  const int size = EVP_DecodeBlock(reinterpret_cast<unsigned char*>(out.data()),
                                   reinterpret_cast<const unsigned char*>(text.data()),
                                   static_cast<int>(text.size()));
  if (size < 0) return std::nullopt;
  std::size_t padding = 0;
  while (padding < std::min<std::size_t>(text.size(), 2) && text[text.size() - 1 - padding] == '=')
    ++padding;
  out.resize(static_cast<std::size_t>(size) - padding);
  return out;
}

// Why that time does not hold; empty when it does. Nothing divides value and time for the
// signature, so that whoever has a value that ends with digits could give some of them to the time:
// the future and leading zeros tell.
string_view fault_of_time(string_view digits, double max_age_days, UtcTime now) {
  std::int64_t time = 0;
  const char* const end = digits.data() + digits.size();
  const std::from_chars_result read = std::from_chars(digits.data(), end, time);
  if (read.ec != std::errc() || read.ptr != end || time < 0) return "Tampered cookie";
  const std::int64_t seconds = now.time_since_epoch().count();
  if (static_cast<double>(time) < static_cast<double>(seconds) - max_age_days * kDay)
    return "Expired cookie";
  if (time > seconds + 31 * kDay) return "Cookie timestamp in future; possible tampering";
  return digits.front() == '0' ? "Tampered cookie" : string_view();
}

std::nullopt_t refuse(string_view why, string_view text) {
  sys::log(sys::LogLevel::warning, std::string(why) + " " + http::quoted(text));
  return std::nullopt;
}

}  // namespace

std::string create_signed_value(string_view secret, string_view name, string_view value,
                                UtcTime now) {
  const std::string encoded = http::base64(value);
  const std::string time = std::to_string(now.time_since_epoch().count());
  return encoded + "|" + time + "|" + signature(secret, name, encoded, time);
}

std::optional<std::string> decode_signed_value(string_view secret, string_view name,
                                               string_view text, double max_age_days, UtcTime now) {
  if (std::count(text.begin(), text.end(), '|') != 2) return std::nullopt;
  const std::size_t first = text.find('|');
  const std::size_t second = text.rfind('|');
  const string_view value = text.substr(0, first);
  const string_view time = text.substr(first + 1, second - first - 1);
  if (!equal_in_constant_time(text.substr(second + 1), signature(secret, name, value, time)))
    return refuse("Invalid cookie signature", text);
  const string_view fault = fault_of_time(time, max_age_days, now);
  if (!fault.empty()) return refuse(fault, text);
  return base64_decoded(value);
}

}  // namespace eyewall::web
