#include "screen/width.h"

#include <algorithm>

namespace eyewall::screen {
namespace {

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
    if (word_cells_ > 0 && explain::may_part(last_, glyph)) end_word();
    if (word_cells_ + glyph.cells > width_ - indent_) end_word();
    word_ += glyph.text;
    word_cells_ += glyph.cells;
    last_ = glyph;
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
  Glyph last_{};  // of the word
};

}  // namespace

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
