#include <zlib.h>

#include <cstdint>
#include <stdexcept>

#include "export/html.h"

namespace eyewall::exports {
namespace {

std::string deflated(const std::string& text) {
  uLongf size = compressBound(static_cast<uLong>(text.size()));
  std::string out(size, '\0');
  const int code = compress2(reinterpret_cast<Bytef*>(out.data()), &size,
                             reinterpret_cast<const Bytef*>(text.data()),
                             static_cast<uLong>(text.size()), Z_DEFAULT_COMPRESSION);
  if (code != Z_OK) throw std::runtime_error("zlib cannot deflate the page's data");
  out.resize(size);
  return out;
}

// RFC 4648, section 4.
std::string base64(const std::string& bytes) {
  constexpr char kDigits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string out;
  out.reserve(bytes.size() / 3 * 4 + 4);
  for (std::size_t i = 0; i < bytes.size(); i += 3) {
    std::uint32_t three = 0;
    for (std::size_t k = i; k < i + 3; ++k) {
      three = three << 8 | (k < bytes.size() ? static_cast<unsigned char>(bytes[k]) : 0U);
    }
    const std::size_t digits = std::min<std::size_t>(3, bytes.size() - i) + 1;
    for (std::size_t k = 0; k < 4; ++k) {
      out += k < digits ? kDigits[three >> (18 - 6 * k) & 63] : '=';
    }
  }
  return out;
}

}  // namespace

std::string packed(const std::string& json) {
  return '"' + base64(deflated(json)) + '"';
}

}  // namespace eyewall::exports
