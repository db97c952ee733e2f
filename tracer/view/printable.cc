#include "view/printable.h"

namespace eyewall::view {
namespace {

constexpr std::size_t kTab = 8;

// A control character of Latin 1, U+0080 to U+009F, in UTF-8: some terminals obey those too.
bool is_c1(std::string_view text, std::size_t at) {
  if (text[at] != '\xc2' || at + 1 == text.size()) return false;
  const auto next = static_cast<unsigned char>(text[at + 1]);
  return next >= 0x80 && next <= 0x9f;
}

}  // namespace

std::string printable(std::string_view text) {
  std::string made;
  made.reserve(text.size());
  for (std::size_t at = 0; at < text.size(); ++at) {
    const auto c = static_cast<unsigned char>(text[at]);
    if (c == '\t') {
      made.append(kTab - made.size() % kTab, ' ');
    } else if (is_c1(text, at)) {
      made += '?';
      ++at;
    } else {
      made += c < 0x20 || c == 0x7f ? '?' : text[at];
    }
  }
  return made;
}

}  // namespace eyewall::view
