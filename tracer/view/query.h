// What a search looks for: a pattern over events, or a text in their words.
//
// For: Navigator. Threads: constant once made; any thread. Ownership: owns its texts.
// Source: ours; vim's smartcase.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "explain/pattern.h"

namespace eyewall::view {

class Query {
 public:
  /// A pattern where it can be read as one and is no plain word ("error" is a text; "*.error",
  /// "error=*" are patterns); else a text, which is looked for in an event's sentence, kind,
  /// payload and source line, without regard to case where it is all in lower case. A text in
  /// quotes is never a pattern.
  explicit Query(std::string_view text);

  const std::string& text() const { return text_; }
  bool matches(const read::Trace& trace, const read::Event& event) const;

 private:
  bool stands_in(std::string_view words) const;

  std::string text_;
  std::optional<explain::Pattern> pattern_;
  bool any_case_ = false;
};

}  // namespace eyewall::view
