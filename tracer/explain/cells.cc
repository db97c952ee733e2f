#include "explain/cells.h"

#include <locale.h>
#include <wchar.h>

#include <algorithm>

namespace eyewall::explain {
namespace {

// The calling thread reads text as UTF-8 while one of these lives.
class Utf8 {
 public:
  Utf8() : before_(::uselocale(locale())) {}
  ~Utf8() { ::uselocale(before_); }
  Utf8(const Utf8&) = delete;
  Utf8& operator=(const Utf8&) = delete;

 private:
  static locale_t locale() {
    static const locale_t utf8 = ::newlocale(LC_CTYPE_MASK, "C.UTF-8", nullptr);
    return utf8;  // null where the system has none: uselocale then changes nothing
  }
  locale_t before_;
};

constexpr std::string_view kNoPicture = "\uFFFD";
constexpr std::string_view kOpening[] = {"(", "[", "{", "（", "《", "「", "『", "【"};
constexpr std::string_view kClosing[] = {")",  "]",  "}",  "!",  "?",  ",",  ".",
                                         ":",  ";",  "）", "》", "」", "』", "】",
                                         "，", "。", "、", "；", "：", "！", "？"};

// Takes no cell, but turns the text around it, or hides in it: a file that does so misleads.
bool misleads(wchar_t point) {
  return point == 0x200b || point == 0x200e || point == 0x200f ||
         (point >= 0x202a && point <= 0x202e) || (point >= 0x2060 && point <= 0x206f) ||
         point == 0xfeff;
}

// Takes the next code point off `text`: its bytes and its width; -1 where it has no picture.
std::pair<std::string_view, int> take(std::string_view& text) {
  std::mbstate_t state{};
  wchar_t point = 0;
  std::size_t size = std::mbrtowc(&point, text.data(), text.size(), &state);
  const bool bad = size == 0 || size > text.size();
  if (bad) size = 1;
  const std::string_view bytes = text.substr(0, size);
  text.remove_prefix(size);
  return {bytes, bad || misleads(point) ? -1 : ::wcwidth(point)};
}

bool plain_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c >= ' ' && c <= '~'; });
}

}  // namespace

std::vector<Glyph> glyphs(std::string_view text) {
  std::vector<Glyph> found;
  found.reserve(text.size());
  if (plain_ascii(text)) {
    for (const char c : text) found.push_back({std::string(1, c), 1});
    return found;
  }
  const Utf8 utf8;
  while (!text.empty()) {
    const auto [bytes, width] = take(text);
    if (width > 0) {
      found.push_back({std::string(bytes), width});
    } else if (width < 0) {
      found.push_back({std::string(kNoPicture), 1});
    } else if (!found.empty()) {
      found.back().text += bytes;
    }
  }
  return found;
}

int cells(std::string_view text) {
  if (plain_ascii(text)) return static_cast<int>(text.size());
  int sum = 0;
  for (const Glyph& glyph : glyphs(text)) sum += glyph.cells;
  return sum;
}

bool may_part(const Glyph& before, const Glyph& after) {
  if (before.cells < 2 && after.cells < 2) return false;
  return std::ranges::find(kOpening, before.text) == std::end(kOpening) &&
         std::ranges::find(kClosing, after.text) == std::end(kClosing);
}

}  // namespace eyewall::explain
