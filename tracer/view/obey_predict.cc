// What runs next? The word that asks, hides what follows, and judges the answer.
#include <algorithm>
#include <stdexcept>

#include "view/command.h"
#include "view/linked.h"
#include "view/obey.h"

namespace eyewall::view::obey {
namespace {

using explain::Option;
using explain::Question;

constexpr std::uint64_t kSeed = 1;  // the same question has the same options, in the same order

// The state is that before the decision: it moves there.
Answer ask(Session& s) {
  s.question = explain::next_question(s.at.timeline(), s.at.at(), kSeed);
  if (!s.question) {
    return saying("No choice that can be asked about follows: there is nothing to predict.");
  }
  const Question& question = *s.question;
  Answer answer = stopped(s, s.at.go(question.at));
  answer.text += question.text + "\n";
  answer.data["question"] = {{"at", question.at}, {"text", question.text}};
  for (std::size_t i = 0; i < question.options.size(); ++i) {
    answer.text += "  " + std::to_string(i + 1) + "  " + question.options[i].text + "\n";
    answer.data["question"]["options"].push_back(question.options[i].text);
  }
  answer.text += "'predict N' answers. All that you can know now is in 'info'.\n";
  return answer;
}

// Whether the answer was right and why, and on to the event that shows it.
Answer judge(Session& s, std::uint64_t chosen) {
  if (!s.question) throw std::invalid_argument("nothing was asked; 'predict' asks");
  if (chosen > s.question->options.size()) {
    throw std::invalid_argument("there is no option " + std::to_string(chosen));
  }
  const Question question = *std::exchange(s.question, std::nullopt);
  const Option& option = question.options[chosen - 1];
  const auto right = std::find_if(question.options.begin(), question.options.end(),
                                  [](const Option& each) { return each.right; });
  Answer moved = stopped(s, s.at.go(question.answer));
  Answer answer = linked(s, question.why);
  answer.text =
      (option.right ? "Right.\n" : "No. " + option.feedback + "\nIt is: " + right->text + "\n") +
      moved.text + "Why:\n" + answer.text;
  moved.data.update(answer.data);
  answer.data = std::move(moved.data);
  answer.data["right"] = option.right;
  answer.data["misconception"] =
      option.misconception.empty() ? Json(nullptr) : Json(option.misconception);
  answer.data["feedback"] = option.feedback;
  return answer;
}

}  // namespace

Answer predict(Session& s, Text number) {
  return number.empty() ? ask(s) : judge(s, count_in(number));
}

}  // namespace eyewall::view::obey
