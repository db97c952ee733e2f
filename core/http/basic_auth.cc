#include "http/basic_auth.h"

#include <cstdint>
#include <stdexcept>

#include "http/grammar.h"

namespace eyewall::http {
namespace {

constexpr std::string_view kAlphabet =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

}  // namespace

std::string base64(std::string_view bytes) {
  std::string out;
  out.reserve((bytes.size() + 2) / 3 * 4);
  for (; !bytes.empty(); bytes.remove_prefix(bytes.size() < 3 ? bytes.size() : 3)) {
    std::uint32_t group = 0;
    for (std::size_t i = 0; i < 3; ++i) {
      group = group << 8U | (i < bytes.size() ? static_cast<unsigned char>(bytes[i]) : 0U);
    }
    for (std::size_t i = 0; i < 4; ++i) {
      out += i <= bytes.size() ? kAlphabet[group >> (18 - 6 * i) & 63U] : '=';
    }
  }
  return out;
}

std::string basic_auth(std::string_view user, std::string_view password) {
  if (user.find(':') != std::string_view::npos) {
    throw std::invalid_argument("Colon in the user name of basic auth: " + quoted(user));
  }
  return "Basic " + base64(std::string(user).append(":").append(password));
}

}  // namespace eyewall::http
