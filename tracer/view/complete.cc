#include "view/complete.h"

#include <algorithm>
#include <stdexcept>

#include "view/command.h"
#include "view/expression.h"
#include "view/panes.h"
#include "view/words.h"

namespace eyewall::view {
namespace {

using Candidates = std::vector<std::string>;

void add_words(Candidates& found) {
  for (const Word& word : words()) found.emplace_back(word.name);
}

void add_fields(Candidates& found, std::string_view before) {
  for (const trace::FieldInfo& field : trace::fields()) {
    found.push_back(std::string(before) + std::string(field.name));
  }
}

// A kind; or, behind it, a field.
void add_pattern(Candidates& found, std::string_view typed) {
  if (const std::size_t colon = typed.find_last_of(":,"); colon != typed.npos) {
    return add_fields(found, typed.substr(0, colon + 1));
  }
  for (const trace::KindInfo& kind : trace::kinds()) found.emplace_back(kind.name);
}

// A reading; or, behind "stream 1.", a detail of that sort of object.
void add_expression(Candidates& found, std::string_view before, std::string_view typed) {
  const std::size_t dot = typed.find('.');
  if (!typed.empty() && is_digit(typed.front()) && dot != typed.npos) {
    before = trimmed(before);
    const std::string sort(before.substr(before.find_last_of(" \t&") + 1));
    for (const ReadingInfo& info : readings()) {
      if (!info.numbered || !info.name.starts_with(sort + ".")) continue;
      found.push_back(std::string(typed.substr(0, dot)) +
                      std::string(info.name.substr(sort.size())));
    }
    return;
  }
  add_fields(found, "event.");
  for (const ReadingInfo& info : readings()) {
    if (!info.numbered || info.name.find('.') == info.name.npos) found.emplace_back(info.name);
  }
}

void add_marks(Candidates& found, const Navigator& navigator) {
  for (const auto& [name, seq] : navigator.notebook().marks()) found.push_back("#" + name);
}

// All that a word takes, whatever was typed of it.
Candidates taken(const Navigator& navigator, std::string_view takes, std::string_view before,
                 std::string_view typed) {
  Candidates found;
  const auto has = [&](std::string_view what) { return takes.find(what) != takes.npos; };
  if (has("PATTERN") || has("TEXT")) add_pattern(found, typed);
  if (has("EXPR")) add_expression(found, before, typed);
  if (has("WORD")) {
    add_words(found);
    found.insert(found.end(), {"expressions", "patterns", "places"});
  }
  if (has("PANE")) {
    for (const PaneInfo& pane : pane_names()) found.emplace_back(pane.name);
    found.insert(found.end(), {"breakpoints", "notes"});
  }
  if (has("OBJECT")) {
    found = {"callback", "coroutine", "fd", "future", "stream", "task", "timer"};
  }
  if (has("LEVEL")) found = {"coroutine", "loop", "syscall"};
  if (has("PLACE")) found.insert(found.end(), {"start", "end"});
  if (has("PLACE") || has("MARK")) add_marks(found, navigator);
  return found;
}

}  // namespace

Completion complete(const Navigator& navigator, std::string_view line) {
  Completion made;
  made.from = line.find_last_of(" \t") + 1;  // npos + 1 is 0
  const std::string_view typed = line.substr(made.from);
  const std::string_view before = line.substr(0, made.from);
  if (trimmed(before).empty()) {
    add_words(made.words);
  } else {
    try {
      made.words = taken(navigator, word_named(first_word(line).first).argument,
                         first_word(before).second, typed);
    } catch (const std::invalid_argument&) {
    }  // it is no word, and takes nothing
  }
  std::erase_if(made.words, [&](const std::string& word) { return !word.starts_with(typed); });
  std::sort(made.words.begin(), made.words.end());
  made.words.erase(std::unique(made.words.begin(), made.words.end()), made.words.end());
  return made;
}

std::string common_beginning(const std::vector<std::string>& words) {
  if (words.empty()) return {};
  std::string common = words.front();
  for (const std::string& word : words) {
    const auto [end, other] = std::mismatch(common.begin(), common.end(), word.begin(), word.end());
    common.erase(end, common.end());
  }
  return common;
}

}  // namespace eyewall::view
