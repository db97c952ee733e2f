#include "explain/text.h"

#include <algorithm>

namespace eyewall::explain {
namespace {

// Whether a byte lies inside a code point of UTF-8, behind its first.
bool continues(char c) {
  return (static_cast<unsigned char>(c) & 0xc0) == 0x80;
}

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

// Puts a missing value into `text`, which ends just before it; the sentence goes on with `rest`.
void put_missing(std::string& text, std::string_view& rest) {
  if (text.ends_with(" (") && rest.starts_with(')')) {
    text.resize(text.size() - 2);
    rest.remove_prefix(1);
  } else {
    text += '?';
  }
}

// Bytes of the longest beginning of at most `width` columns.
std::size_t bytes_within(std::string_view text, std::size_t width) {
  std::size_t bytes = 0;
  for (std::size_t column = 0; bytes < text.size() && column < width; ++column) {
    for (++bytes; bytes < text.size() && continues(text[bytes]);) ++bytes;
  }
  return bytes;
}

}  // namespace

std::string fill(std::string_view sentence, const read::Event& event) {
  std::string filled;
  while (true) {
    const std::size_t open = sentence.find('{');
    const std::size_t close = sentence.find('}', std::min(open, sentence.size()));
    filled += sentence.substr(0, close == std::string_view::npos ? close : open);
    if (close == std::string_view::npos) return filled;
    const std::string_view names = sentence.substr(open + 1, close - open - 1);
    sentence.remove_prefix(close + 1);
    if (const read::Value* value = value_of(names, event)) {
      filled += read::display(*value);
    } else {
      put_missing(filled, sentence);
    }
  }
}

std::size_t columns_of(std::string_view text) {
  const auto inside = std::count_if(text.begin(), text.end(), continues);
  return text.size() - static_cast<std::size_t>(inside);
}

std::vector<std::string> wrap(std::string_view text, std::size_t width) {
  width = std::max<std::size_t>(width, 1);
  std::vector<std::string> lines(1);
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(' '), text.size());
    std::string_view word = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    const bool begun = !lines.back().empty();
    if (begun && columns_of(lines.back()) + 1 + columns_of(word) > width)
      lines.emplace_back();
    else if (begun)
      lines.back() += ' ';
    while (columns_of(word) > width) {
      const std::size_t cut = bytes_within(word, width);
      lines.back() += word.substr(0, cut);
      lines.emplace_back();
      word.remove_prefix(cut);
    }
    lines.back() += word;
  }
  return lines;
}

}  // namespace eyewall::explain
