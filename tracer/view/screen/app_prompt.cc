// What is typed after / : and w.
#include "screen/app.h"
#include "view/command.h"
#include "view/complete.h"

namespace eyewall::screen {

void App::ask(Purpose purpose) {
  constexpr std::string_view labels[] = {"/", ":", "watch "};
  prompt_ = Prompt{
      purpose, LineEdit(std::string(labels[static_cast<std::size_t>(purpose)]), history_[purpose])};
}

void App::prompt_key(Key key) {
  if (key == key::kTab && prompt_->purpose == Purpose::command) return complete();
  const LineEdit::Got got = prompt_->edit.key(key);
  if (got == LineEdit::Got::editing) return;
  const Purpose purpose = prompt_->purpose;
  const std::string text(view::trimmed(prompt_->edit.text()));
  prompt_.reset();
  if (got == LineEdit::Got::cancelled) return;
  if (!text.empty()) history_[purpose].push_back(text);
  answer(purpose, text);
}

void App::answer(Purpose purpose, const std::string& text) {
  switch (purpose) {
    case Purpose::search:
      if (!text.empty()) query_.emplace(text);
      return find(Way::forward);
    case Purpose::command:
      return command(text);
    case Purpose::watch:
      if (text.empty()) return;
      const unsigned number = navigator_.breakpoints().watch(text).number;
      return say("Watch " + std::to_string(number) + ": " + text + ". c runs to where it changes.");
  }
}

// What can be typed without a choice; where there is one, the choice is said.
void App::complete() {
  const auto before = prompt_->edit.before_cursor();
  const view::Completion found = view::complete(navigator_, before);
  if (found.words.empty()) return;
  const std::string beginning = view::common_beginning(found.words);
  const std::size_t typed = before.size() - found.from;
  if (found.words.size() == 1) return prompt_->edit.insert(beginning.substr(typed) + " ");
  if (beginning.size() > typed) return prompt_->edit.insert(beginning.substr(typed));
  std::string all;
  for (const std::string& word : found.words) all += (all.empty() ? "" : "  ") + word;
  say(all);
}

// One line of answer is said below, more are a page.
void App::command(const std::string& text) {
  if (text.empty()) return;
  const view::Answer answer = player_.obey(text);
  over_ = answer.quit;
  std::string said = answer.text;
  while (said.ends_with('\n')) said.pop_back();
  if (said.find('\n') == std::string::npos) return say(said);
  page_.emplace(":" + text, page_lines(said));
}

}  // namespace eyewall::screen
