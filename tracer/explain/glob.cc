#include "explain/glob.h"

namespace eyewall::explain {

void Glob::add(char c, bool plain) {
  const bool wild = !plain && (c == '*' || c == '?');
  text_ += c;
  plain_ += wild ? 'w' : ' ';
  wild_ = wild_ || wild;
}

bool Glob::fits(std::size_t at, char c) const {
  return text_[at] == c || (text_[at] == '?' && plain_[at] == 'w');
}

// Only the last star passed need ever take more: what earlier ones took is settled by then.
bool Glob::matches(std::string_view text) const {
  if (!wild_) return text == text_;
  constexpr std::size_t kNone = std::string::npos;
  std::size_t at = 0;
  std::size_t star = kNone;
  std::size_t taken = 0;  // the star took text up to here
  for (std::size_t i = 0; i < text.size();) {
    if (at < text_.size() && any_at(at)) {
      star = at++;
      taken = i;
    } else if (at < text_.size() && fits(at, text[i])) {
      ++at;
      ++i;
    } else if (star != kNone) {
      at = star + 1;
      i = ++taken;
    } else {
      return false;
    }
  }
  while (at < text_.size() && any_at(at)) ++at;
  return at == text_.size();
}

}  // namespace eyewall::explain
