// The line player: a trace, step by step, forwards and backwards.
//
// What: obeys one command after another; each answer is text, and the same as data. It needs no
//   terminal.
// For: the command `eyewall replay`; the full-screen player's command line.
// Threads: one at a time. Ownership: borrows the navigator, which outlives it.
// Source: ours; Tornado has no trace.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "view/answer.h"
#include "view/session.h"
#include "view/words.h"

namespace eyewall::view {

class Player {
 public:
  Player(Navigator& navigator, Source source) : session_(navigator, std::move(source)) {}

  /// "(33% 17/51) "
  std::string prompt() const;
  /// Obeys one command; a blank one repeats the last, where that does no harm; "# ..." is a remark.
  /// Throws std::invalid_argument, with a sentence for the user, for what it cannot obey.
  Answer obey(std::string_view text);
  /// The event at which it stands, as a move would show it.
  Answer here();
  /// What is wrong with a command, as an answer: for a program that reads them.
  Json refusal(std::string_view text, std::string_view why) const;

 private:
  Session session_;
  std::optional<Command> repeated_;
};

}  // namespace eyewall::view
