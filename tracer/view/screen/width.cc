#include "screen/width.h"

#include <locale.h>
#include <wchar.h>

#include <algorithm>

namespace eyewall::screen {
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

// Puts words into lines.
class Folder {
 public:
  Folder(int width, int indent) : width_(width), indent_(std::min(indent, width / 2)) {}

  void add(const Glyph& glyph) {
    if (glyph.text == " ") {
      end_word();
      if (used_ == width_) return;  // at the end of a line, it would not be seen
      lines_.back() += ' ';
      ++used_;
      return;
    }
    if (word_cells_ + glyph.cells > width_ - indent_) end_word();
    word_ += glyph.text;
    word_cells_ += glyph.cells;
  }

  std::vector<std::string> lines() && {
    end_word();
    return std::move(lines_);
  }

 private:
  void end_word() {
    if (used_ + word_cells_ > width_) {
      lines_.back().resize(lines_.back().find_last_not_of(' ') + 1);
      lines_.emplace_back(static_cast<std::size_t>(indent_), ' ');
      used_ = indent_;
    }
    lines_.back() += word_;
    used_ += word_cells_;
    word_.clear();
    word_cells_ = 0;
  }

  int width_;
  int indent_;
  std::vector<std::string> lines_{1};
  int used_ = 0;  // cells of the last line
  std::string word_;
  int word_cells_ = 0;
};

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
  int sum = 0;
  for (const Glyph& glyph : glyphs(text)) sum += glyph.cells;
  return sum;
}

std::string clip(std::string_view text, int width) {
  if (cells(text) <= width) return std::string(text);
  std::string clipped;
  int left = width - 1;
  if (left < 0) return clipped;
  for (const Glyph& glyph : glyphs(text)) {
    if ((left -= glyph.cells) < 0) break;
    clipped += glyph.text;
  }
  return clipped + "…";
}

std::vector<std::string> fold(std::string_view text, int width, int indent) {
  Folder folder(std::max(width, 2), indent);
  for (const Glyph& glyph : glyphs(text)) folder.add(glyph);
  return std::move(folder).lines();
}

std::string expand_tabs(std::string_view text, int every) {
  std::string expanded;
  int column = 0;
  while (!text.empty()) {
    const std::size_t tab = std::min(text.find('\t'), text.size());
    const std::string_view piece = text.substr(0, tab);
    expanded += piece;
    column += cells(piece);
    text.remove_prefix(tab);
    if (text.empty()) break;
    const int to = (column / every + 1) * every;
    expanded.append(static_cast<std::size_t>(to - column), ' ');
    column = to;
    text.remove_prefix(1);
  }
  return expanded;
}

}  // namespace eyewall::screen
