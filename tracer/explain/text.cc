#include "explain/text.h"

#include <algorithm>
#include <utility>

#include "explain/cells.h"

namespace eyewall::explain {
namespace {

// The value of the first of the named fields ("error|result") that the event has.
const read::Value* value_of(std::string_view names, const read::Event& event) {
  while (true) {
    const std::size_t end = names.find('|');
    for (const read::Value& value : event.values) {
      if (value.name() == names.substr(0, end)) return &value;
    }
    if (end == std::string_view::npos) return nullptr;
    names.remove_prefix(end + 1);
  }
}

bool narrow(char c) {
  return static_cast<unsigned char>(c) < 0x80;
}

// Whether a character of Chinese begins with that byte: U+4000 to U+9FFF. A stop begins otherwise.
bool han(char c) {
  return static_cast<unsigned char>(c) >= 0xe4 && static_cast<unsigned char>(c) <= 0xe9;
}

// Puts a missing value into `text`, which ends just before it; the sentence goes on with `rest`.
void put_missing(std::string& text, std::string_view& rest) {
  constexpr std::pair<std::string_view, std::string_view> kBrackets[] = {{" (", ")"}, {"（", "）"}};
  for (const auto& [open, close] : kBrackets) {
    if (!text.ends_with(open) || !rest.starts_with(close)) continue;
    text.resize(text.size() - open.size());
    rest.remove_prefix(close.size());
    if (!text.empty() && narrow(text.back()) && !rest.empty() && han(rest.front())) text += ' ';
    return;
  }
  text += '?';
}

// Puts pieces into lines.
class Wrapper {
 public:
  explicit Wrapper(std::size_t width) : width_(width) {}

  /// A word, behind a space where a line has begun.
  void word(std::string_view word) {
    bool spaced = true;
    std::string piece;
    Glyph last{};
    for (const Glyph& glyph : glyphs(word)) {
      if (!piece.empty() && may_part(last, glyph)) {
        add(std::exchange(piece, ""), std::exchange(spaced, false));
      }
      piece += glyph.text;
      last = glyph;
    }
    add(piece, spaced);
  }

  std::vector<std::string> lines() && { return std::move(lines_); }

 private:
  // A piece that is only broken where it is longer than a line.
  void add(std::string_view piece, bool spaced) {
    const std::size_t space = spaced && !lines_.back().empty() ? 1 : 0;
    if (used_ > 0 && used_ + space + columns_of(piece) > width_)
      end_line();
    else if (space == 1)
      put(" ", 1);
    for (const Glyph& glyph : glyphs(piece)) {
      const auto cells = static_cast<std::size_t>(glyph.cells);
      if (used_ > 0 && used_ + cells > width_) end_line();
      put(glyph.text, cells);
    }
  }

  void end_line() {
    lines_.emplace_back();
    used_ = 0;
  }

  void put(std::string_view text, std::size_t cells) {
    lines_.back() += text;
    used_ += cells;
  }

  std::size_t width_;
  std::vector<std::string> lines_{1};
  std::size_t used_ = 0;
};

}  // namespace

std::string fill(std::string_view sentence, const read::Event& event, Shown shown) {
  std::string filled;
  while (true) {
    const std::size_t open = sentence.find('{');
    const std::size_t close = sentence.find('}', std::min(open, sentence.size()));
    filled += sentence.substr(0, close == std::string_view::npos ? close : open);
    if (close == std::string_view::npos) return filled;
    const std::string_view names = sentence.substr(open + 1, close - open - 1);
    sentence.remove_prefix(close + 1);
    if (const read::Value* value = value_of(names, event)) {
      filled += shown(*value);
    } else {
      put_missing(filled, sentence);
    }
  }
}

std::vector<std::string_view> split_lines(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    lines.push_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

std::size_t columns_of(std::string_view text) {
  return static_cast<std::size_t>(cells(text));
}

std::vector<std::string> wrap(std::string_view text, std::size_t width) {
  Wrapper wrapper(std::max<std::size_t>(width, 1));
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(' '), text.size());
    wrapper.word(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return std::move(wrapper).lines();
}

}  // namespace eyewall::explain
