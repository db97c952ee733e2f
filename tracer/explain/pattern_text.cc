#include "explain/pattern_text.h"

#include <charconv>

#include "explain/pattern.h"

namespace eyewall::explain {
namespace {

bool blank(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

bool digit(char c) {
  return c >= '0' && c <= '9';
}

bool letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

}  // namespace

void fail_pattern(std::string_view what, std::string_view word, const std::string& hint) {
  throw PatternError("pattern: " + std::string(what) + ": '" + std::string(word) + "'" +
                     (hint.empty() ? "" : "; " + hint));
}

bool PatternText::at_blank() const {
  return !done() && blank(here());
}

bool PatternText::accept(char c) {
  if (done() || here() != c) return false;
  ++at_;
  return true;
}

bool PatternText::accept_word(std::string_view wanted) {
  if (word() != wanted) return false;
  at_ += wanted.size();
  blanks();
  return true;
}

void PatternText::blanks() {
  while (at_blank()) ++at_;
}

Glob PatternText::glob(std::string_view stops, bool& quoted) {
  Glob glob;
  char quote = '\0';
  const std::size_t from = at_;
  for (; !done(); ++at_) {
    char c = here();
    if (quote == '\0' && (blank(c) || stops.find(c) != std::string_view::npos)) break;
    if (quote == '\0' ? c == '"' || c == '\'' : c == quote) {
      quote = quote == '\0' ? c : '\0';
      quoted = true;
      continue;
    }
    if (quote != '\0' && c == '\\' && at_ + 1 < text_.size()) c = text_[++at_];
    glob.add(c, quote != '\0');
  }
  if (quote != '\0') fail_pattern("the quote is not closed", text_.substr(from));
  return glob;
}

std::string_view PatternText::letters() {
  const std::size_t from = at_;
  while (!done() && letter(here())) ++at_;
  return text_.substr(from, at_ - from);
}

bool PatternText::line_number(std::uint32_t& line) {
  if (here() != ':' || at_ + 1 == text_.size() || !digit(text_[at_ + 1])) return false;
  const char* const from = text_.data() + at_ + 1;
  const auto [end, error] = std::from_chars(from, text_.data() + text_.size(), line);
  if (error != std::errc() || line == 0) fail_pattern("no line", word_at(at_ + 1));
  at_ = static_cast<std::size_t>(end - text_.data());
  return true;
}

bool PatternText::compares() const {
  std::size_t at = at_;
  while (at < text_.size() && letter(text_[at])) ++at;
  return at > at_ && at < text_.size() &&
         std::string_view("=!<>").find(text_[at]) != std::string_view::npos;
}

std::string_view PatternText::word_at(std::size_t from) const {
  std::size_t end = from;
  while (end < text_.size() && !blank(text_[end])) ++end;
  return text_.substr(from, end - from);
}

}  // namespace eyewall::explain
