#include "screen/predict.h"

namespace eyewall::screen {

Predict::Predict(explain::Question question) : question_(std::move(question)) {
  ask();
}

void Predict::ask() {
  std::vector<PageLine> lines = {{question_.text, 0, Style::strong, 0}, {}};
  int number = 0;
  for (const explain::Option& option : question_.options) {
    lines.push_back({std::to_string(++number) + "  " + option.text, 0, Style::plain, 3});
  }
  page_ = Pager("Predict", std::move(lines));
}

bool Predict::key(Key key, int rows, Score& score) {
  const auto chosen = static_cast<std::size_t>(key - '1');
  if (!answered_ && key >= '1' && chosen < question_.options.size()) {
    judge(chosen, score);
    return true;
  }
  return page_.key(key, rows);
}

void Predict::judge(std::size_t chosen, Score& score) {
  const explain::Option& option = question_.options[chosen];
  answered_ = true;
  ++score.asked;
  if (option.right) ++score.right;
  std::vector<PageLine> lines;
  lines.push_back({option.right ? "Right." : "No, it is not so.", 0, Style::strong, 0});
  if (!option.feedback.empty()) lines.push_back({option.feedback, 0, Style::plain, 0});
  lines.emplace_back();
  int number = 0;
  for (const explain::Option& each : question_.options) {
    const bool yours = static_cast<std::size_t>(number) == chosen;
    const std::string mark = each.right ? "=" : yours ? "x" : " ";
    lines.push_back({mark + " " + std::to_string(++number) + "  " + each.text, 0,
                     each.right ? Style::strong : Style::plain, 5});
  }
  lines.emplace_back();
  for (const explain::Link& link : question_.why) {
    const std::string at = link.seq == 0 ? "" : std::to_string(link.seq) + "  ";
    lines.push_back({at + link.text, 0, Style::plain, 4});
  }
  page_ = Pager(
      "Predict: " + std::to_string(score.right) + " of " + std::to_string(score.asked) + " right",
      std::move(lines));
}

}  // namespace eyewall::screen
