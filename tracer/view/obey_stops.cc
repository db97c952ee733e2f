// The words that say where a run stops.
#include <stdexcept>

#include "view/command.h"
#include "view/obey.h"
#include "view/printable.h"

namespace eyewall::view::obey {
namespace {

std::string sort_of(const Breakpoint& point) {
  if (point.watched) return "watch";
  return point.temporary ? "temporary breakpoint" : "breakpoint";
}

std::string capital(std::string text) {
  text[0] = static_cast<char>(text[0] - 'a' + 'A');
  return text;
}

Json point_json(Session& s, const Breakpoint& point) {
  Json json = {{"number", point.number},
               {"sort", sort_of(point)},
               {"what", point.text},
               {"hits", point.hits},
               {"enabled", point.enabled}};
  if (point.condition) json["condition"] = point.condition->text();
  if (point.watched) json["value"] = to_string(point.watched->read(s.at.state()));
  return json;
}

std::string times(std::uint64_t count) {
  return count == 1 ? "once" : count == 2 ? "twice" : std::to_string(count) + " times";
}

// "1  breakpoint  callback.begin, only where turn == 2; hit twice"
std::string point_line(Session& s, const Breakpoint& point) {
  std::string text =
      std::to_string(point.number) + "  " + sort_of(point) + "  " + printable(point.text);
  if (point.watched) text += ", now " + printable(to_string(point.watched->read(s.at.state())));
  if (point.condition) text += ", only where " + point.condition->text();
  if (!point.enabled) text += ", disabled";
  return text + (point.hits == 0 ? "; not hit yet" : "; hit " + times(point.hits));
}

Answer made(Session& s, const Breakpoint& point) {
  std::string text =
      capital(sort_of(point)) + " " + std::to_string(point.number) + ": " + printable(point.text);
  if (point.watched)
    text += ", which is " + printable(to_string(point.watched->read(s.at.state()))) + " here";
  Answer answer = saying(text + ".");
  answer.data["breakpoint"] = point_json(s, point);
  return answer;
}

Answer add(Session& s, Text pattern, bool temporary) {
  const std::string here = pattern.empty() ? s.at.pattern_here() : std::string();
  return made(s, s.at.breakpoints().add(pattern.empty() ? here : pattern, temporary));
}

unsigned point_number(Text text) {
  const std::uint64_t number = number_in(text);
  return number > 0xffffffff ? 0xffffffff : static_cast<unsigned>(number);
}

// The numbers that are said, each of a breakpoint; or, where none is, of all.
std::vector<unsigned> numbers(Session& s, Text text) {
  std::vector<unsigned> found;
  for (auto [word, rest] = first_word(text); !word.empty();) {
    found.push_back(point_number(word));
    if (s.at.breakpoints().find(found.back()) == nullptr) {
      throw std::invalid_argument("there is no breakpoint or watch " + std::string(word) +
                                  "; 'info breakpoints' lists them");
    }
    const auto next = first_word(rest);
    word = next.first;
    rest = next.second;
  }
  if (!found.empty()) return found;
  for (const Breakpoint& point : s.at.breakpoints().all()) found.push_back(point.number);
  if (found.empty()) throw std::invalid_argument("there are no breakpoints and no watches");
  return found;
}

Answer done(const std::vector<unsigned>& to, const std::string& what) {
  std::string text;
  for (const unsigned number : to) text += (text.empty() ? "" : ", ") + std::to_string(number);
  Answer answer = saying(what + " " + text + ".");
  answer.data["numbers"] = to;
  return answer;
}

}  // namespace

Answer set_break(Session& s, Text pattern) {
  return add(s, pattern, false);
}

Answer set_tbreak(Session& s, Text pattern) {
  return add(s, pattern, true);
}

Answer set_watch(Session& s, Text expression) {
  return made(s, s.at.breakpoints().watch(expression));
}

Answer condition(Session& s, Text text) {
  const auto [number, expression] = first_word(text);
  s.at.breakpoints().condition(point_number(number), expression);
  const Breakpoint& point = *s.at.breakpoints().find(point_number(number));
  Answer answer = saying(
      capital(sort_of(point)) + " " + std::string(number) +
      (point.condition ? " stops only where " + point.condition->text() + "." : " stops always."));
  answer.data["breakpoint"] = point_json(s, point);
  return answer;
}

Answer enable(Session& s, Text text, bool enabled) {
  const std::vector<unsigned> all = numbers(s, text);
  for (const unsigned number : all) s.at.breakpoints().enable(number, enabled);
  return done(all, enabled ? "Enabled" : "Disabled");
}

Answer remove(Session& s, Text text) {
  if (text.starts_with('#')) return remove_mark(s, trimmed(text.substr(1)));
  if (const auto [word, rest] = first_word(text); word == "note" || word == "notes") {
    return remove_notes(s, rest);
  }
  const std::vector<unsigned> all = numbers(s, text);
  for (const unsigned number : all) {
    if (s.at.breakpoints().find(number) != nullptr) s.at.breakpoints().remove(number);
  }
  return done(all, "Deleted");
}

Answer breakpoints(Session& s) {
  Answer answer;
  answer.data["breakpoints"] = Json::array();
  for (const Breakpoint& point : s.at.breakpoints().all()) {
    answer.text += point_line(s, point) + "\n";
    answer.data["breakpoints"].push_back(point_json(s, point));
  }
  if (answer.text.empty()) {
    answer.text = "There are no breakpoints and no watches; 'break' and 'watch' make them.\n";
  }
  return answer;
}

}  // namespace eyewall::view::obey
