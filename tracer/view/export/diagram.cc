#include "export/diagram.h"

#include <array>
#include <cctype>

namespace eyewall::exports {
namespace {

constexpr std::string_view kFirstLine = "sequenceDiagram\n";
constexpr std::size_t kLongest = 160;  // code points of a text

// Characters that mean something to Mermaid, to HTML or to its formulas. Backslashes too: \n breaks
// lines in some versions.
constexpr std::string_view kSpecial = "#;\"<>&%$\\`{}";

// Words that end a block or begin a style, wherever they stand.
constexpr std::array<std::string_view, 3> kWords = {"end", "style", "classdef"};

// Whether `c` is the letter, small or large.
bool same(char c, char letter) {
  return (c | 0x20) == letter;
}

bool in_word(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_';
}

// Whether one of the words begins at `at`; "end" only as a whole word.
bool word_at(std::string_view text, std::size_t at) {
  for (const std::string_view word : kWords) {
    if (!same(text[at], word.front())) continue;
    const std::string_view here = text.substr(at, word.size());
    if (here.size() < word.size()) continue;
    bool equal = true;
    for (std::size_t i = 0; i < word.size(); ++i) equal = equal && same(here[i], word[i]);
    const std::size_t behind = at + word.size();
    const bool whole =
        (at == 0 || !in_word(text[at - 1])) && (behind == text.size() || !in_word(text[behind]));
    if (equal && (whole || word != "end")) return true;
  }
  return false;
}

bool continues(char c) {
  return (static_cast<unsigned char>(c) & 0xc0) == 0x80;
}

// At most so many code points of a text.
std::string shortened(std::string_view text) {
  std::size_t points = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (!continues(text[i]) && ++points > kLongest) return std::string(text.substr(0, i)) + "...";
  }
  return std::string(text);
}

std::string_view id_letter(Who::Sort sort) {
  constexpr std::array<std::string_view, 7> letters = {"P", "L", "K", "E", "T", "C", "S"};
  return letters.at(static_cast<std::size_t>(sort));
}

std::string id_of(Who who) {
  std::string id(id_letter(who.sort));
  if (who.sort >= Who::Sort::thread) id += std::to_string(who.id);
  return id;
}

}  // namespace

std::string mermaid_text(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if (byte < 0x20 || byte == 0x7f) {
      out += ' ';
    } else if (kSpecial.find(text[i]) != std::string_view::npos || word_at(text, i)) {
      out += '#' + std::to_string(byte) + ';';
    } else {
      out += text[i];
    }
  }
  return out;
}

void Diagrams::message(Who from, std::string_view arrow, Who to, std::string_view text) {
  std::string line = "  " + id_of(from);
  line.append(arrow).append(id_of(to)).append(": ").append(mermaid_text(shortened(text)));
  add(std::move(line), from, to);
}

void Diagrams::note(Who over, std::string_view text) {
  add("  Note over " + id_of(over) + ": " + mermaid_text(shortened(text)), over, over);
}

void Diagrams::finish() {
  if (!given_ && declared_.empty()) declare({});
  if (!declared_.empty()) give();
}

void Diagrams::add(std::string line, Who one, Who other) {
  line += '\n';
  const std::size_t fresh =
      (declared_.contains(one) ? 0U : 1U) + (one == other || declared_.contains(other) ? 0U : 1U);
  const bool fits =
      kFirstLine.size() + size_ + line.size() + cost(one) + cost(other) <= kMostBytes &&
      lines_ < kMostLines && declared_.size() + fresh <= kMostWho;
  if (!fits) give();
  declare(one);
  declare(other);
  body_ += line;
  size_ += line.size();
  ++lines_;
}

std::size_t Diagrams::cost(Who who) const {
  if (declared_.contains(who)) return 0;
  return 32 + mermaid_text(shortened(name_(who))).size();
}

void Diagrams::declare(Who who) {
  const auto [place, fresh] = declared_.try_emplace(who);
  if (!fresh) return;
  place->second =
      "  participant " + id_of(who) + " as " + mermaid_text(shortened(name_(who))) + '\n';
  size_ += place->second.size();
}

void Diagrams::give() {
  std::string diagram(kFirstLine);
  for (const auto& [who, line] : declared_) diagram += line;
  diagram += body_;
  take_(std::move(diagram));
  given_ = true;
  declared_.clear();
  body_.clear();
  size_ = lines_ = 0;
}

}  // namespace eyewall::exports
