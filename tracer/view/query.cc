#include "view/query.h"

#include <algorithm>

#include "explain/narrate.h"
#include "view/breakpoints.h"
#include "view/command.h"

namespace eyewall::view {
namespace {

char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

}  // namespace

Query::Query(std::string_view text) : text_(trimmed(text)) {
  if (text_.size() >= 2 && text_.starts_with('"') && text_.ends_with('"')) {
    text_ = text_.substr(1, text_.size() - 2);
  } else if (text_.find_first_of(".*?:=<>|") != text_.npos) {
    try {
      pattern_ = lone_pattern(text_);
    } catch (const explain::PatternError&) {
    }  // then it is a text
  }
  any_case_ = std::none_of(text_.begin(), text_.end(), [](char c) { return c != lower(c); });
}

bool Query::matches(const read::Trace& trace, const read::Event& event) const {
  if (pattern_) return pattern_->matches(trace, event);
  for (const read::Value& value : event.values) {  // payload is not in the sentence
    if (stands_in(value.text())) return true;
  }
  return stands_in(event.kind_name) || stands_in(explain::sentence(event)) ||
         (!event.file.empty() && stands_in(explain::site(event)));
}

bool Query::stands_in(std::string_view words) const {
  if (!any_case_) return words.find(text_) != std::string_view::npos;
  return std::search(words.begin(), words.end(), text_.begin(), text_.end(),
                     [](char a, char b) { return lower(a) == b; }) != words.end();
}

}  // namespace eyewall::view
