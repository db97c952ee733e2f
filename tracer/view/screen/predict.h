// A question, as a page: what runs next?
//
// What: shows a question of explain/quiz.h, takes an answer, shows what is right and why. The panes
//   of the state stay in sight, for that is what one answers from.
// For: app.h. Threads: one at a time. Ownership: owns its texts.
// Source: ours.
#pragma once

#include <optional>

#include "explain/quiz.h"
#include "screen/pager.h"

namespace eyewall::screen {

/// How many questions were answered, and how many of them rightly.
struct Score {
  int asked = 0;
  int right = 0;
};

class Predict {
 public:
  explicit Predict(explain::Question question);

  bool answered() const { return answered_; }
  /// The event that answers it.
  trace::Seq answer() const { return question_.answer; }
  /// Takes a digit as the answer, or scrolls; false where the key is none of its own.
  bool key(Key key, int rows, Score& score);
  void paint(Canvas& canvas, const Rect& rect) { page_.paint(canvas, rect); }

 private:
  void ask();
  void judge(std::size_t chosen, Score& score);

  explain::Question question_;
  Pager page_;
  bool answered_ = false;
};

}  // namespace eyewall::screen
