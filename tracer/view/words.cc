#include "view/words.h"

#include <algorithm>
#include <stdexcept>
#include <tuple>
#include <vector>

#include "explain/suggest.h"
#include "view/command.h"
#include "view/obey.h"

namespace eyewall::view {
namespace {

using namespace obey;  // the names in words.def

constexpr Word kWords[] = {
#define EYEWALL_WORD(group, name, alias, argument, again, act, what, more)          \
  {Group::group, name,                                                              \
   alias,        argument,                                                          \
   Again::again, [](Session& s, [[maybe_unused]] std::string_view a) -> Answer { return act; }, \
   what,         more},
#include "view/words.def"
#undef EYEWALL_WORD
};

bool has_alias(const Word& word, std::string_view text) {
  for (auto [alias, rest] = first_word(word.alias); !alias.empty();
       std::tie(alias, rest) = first_word(rest)) {
    if (alias == text) return true;
  }
  return false;
}

}  // namespace

std::string_view title(Group group) {
  constexpr std::string_view titles[] = {"Moving", "Stopping",        "Looking",
                                         "Asking", "Marks and notes", "Other"};
  return titles[static_cast<std::size_t>(group)];
}

std::span<const Word> words() {
  return kWords;
}

const Word& word_named(std::string_view text) {
  std::vector<std::string_view> names;
  std::vector<const Word*> beginning;
  for (const Word& word : kWords) {
    if (text == word.name || has_alias(word, text)) return word;
    if (word.name.starts_with(text)) beginning.push_back(&word);
    names.push_back(word.name);
  }
  if (beginning.size() == 1) return *beginning.front();
  if (beginning.empty()) {
    const auto nearest = explain::nearest(text, names);
    throw std::invalid_argument(
        "there is no word " + quoted(text) +
        (nearest ? "; did you mean " + std::string(*nearest) + "?" : "; 'help' lists the words"));
  }
  names.clear();
  for (const Word* word : beginning) names.push_back(word->name);
  throw std::invalid_argument(quoted(text) + " could be " + explain::listed(names));
}

Command parse_command(std::string_view text) {
  text = trimmed(text);
  auto [name, argument] = first_word(text);
  if (text.starts_with('/') && text.size() > 1) {  // "/text", as one searches in less and vim
    name = text.substr(0, 1);
    argument = trimmed(text.substr(1));
  }
  const Word& word = word_named(name);
  if (!argument.empty() && word.argument.empty()) {
    throw std::invalid_argument(std::string(word.name) + " takes nothing: " + quoted(argument) +
                                " is too much");
  }
  if (argument.empty() && !word.argument.empty() && !word.argument.starts_with('[')) {
    throw std::invalid_argument(std::string(word.name) + " needs " + std::string(word.argument) +
                                "; 'help " + std::string(word.name) + "' says more");
  }
  return {&word, std::string(argument)};
}

}  // namespace eyewall::view
