#include "view/player.h"

#include "view/command.h"

namespace eyewall::view {

std::string Player::prompt() const {
  const Navigator& at = session_.at;
  return "(" + std::to_string(at.percent()) + "% " + std::to_string(at.at()) + "/" +
         std::to_string(at.last()) + ") ";
}

Answer Player::obey(std::string_view text) {
  text = trimmed(text);
  if (text.starts_with('#')) return {};
  std::optional<Command> command = repeated_;
  if (!text.empty()) {
    repeated_.reset();
    command = parse_command(text);
  }
  if (!command) return {};  // nothing to repeat
  Answer answer = command->word->obey(session_, command->argument);
  if (command->word->again == Again::yes) repeated_ = command;
  Json data = {{"command", command->word->name}};
  data.update(answer.data);
  data.update({{"seq", session_.at.at()}, {"of", session_.at.last()}, {"text", answer.text}});
  answer.data = std::move(data);
  return answer;
}

Answer Player::here() {
  return stopped(session_, {Stop::Why::moved, session_.at.at(), session_.at.at(), {}, {}});
}

Json Player::refusal(std::string_view text, std::string_view why) const {
  return {{"command", trimmed(text)},
          {"error", why},
          {"seq", session_.at.at()},
          {"of", session_.at.last()}};
}

}  // namespace eyewall::view
