// The words that ask how it came to be so.
#include "explain/catalogue.h"
#include "explain/text.h"
#include "view/command.h"
#include "view/linked.h"
#include "view/obey.h"
#include "view/printable.h"

namespace eyewall::view::obey {
namespace {

using explain::Role;
using explain::WalkEntry;

std::string label(const WalkEntry& entry) {
  return "step " + std::string(entry.step->label);
}

std::string told(const WalkEntry& entry) {
  return label(entry) + ": " + explain::fill(explain::sentence_of(*entry.step), *entry.event);
}

// Where the step is in the original.
std::string place(const explain::Step& step) {
  if (step.file.empty()) return "in the program's own lines";
  return "in Tornado's " + std::string(step.file) +
         (step.function.empty() ? "" : ", " + std::string(step.function));
}

Json step_json(const WalkEntry& entry) {
  return {{"step", entry.step->label},
          {"event", entry.event->seq},
          {"sentence", explain::fill(explain::sentence_of(*entry.step), *entry.event)},
          {"file", entry.step->file},
          {"function", entry.step->function}};
}

const explain::Walk& walked(Session& s) {
  if (!s.walked) s.walked.emplace(explain::walk(s.at.trace()));
  return *s.walked;
}

// The steps beside an event that is none, so that one knows where one is.
void beside(const explain::Walk& walk, Seq at, Answer& answer) {
  const WalkEntry* before = nullptr;
  const WalkEntry* behind = nullptr;
  for (const WalkEntry& entry : walk.entries()) {
    if (entry.event == nullptr || entry.found != explain::Found::in_place) continue;
    if (entry.event->seq < at) before = &entry;
    if (entry.event->seq > at && behind == nullptr) behind = &entry;
  }
  answer.text = "This event is none of the walkthrough's steps.\n";
  const auto tell = [&](const char* how, const WalkEntry& entry) {
    answer.text += how + std::to_string(entry.event->seq) + " is " + told(entry) + "\n";
  };
  if (before != nullptr) tell("Before it, event ", *before);
  if (behind != nullptr) tell("Behind it, event ", *behind);
}

}  // namespace

Answer why(Session& s, Text event) {
  return linked(s, explain::why(s.at.trace(), event.empty() ? s.at.at() : number_in(event)));
}

Answer why_not(Session& s, Text object) {
  return linked(s, explain::why_not(s.at.timeline(), s.at.at(), explain::parse_object(object)));
}

Answer last(Session& s, Text expression) {
  const Stop stop = s.at.last_change(expression);
  Answer answer = stopped(s, stop);
  if (stop.hits.empty() || stop.from != stop.at || stop.at == 1) return answer;
  // It stands on the change itself: what was before is of use.
  const auto earlier = s.at.change_before(expression, stop.at - 1);
  if (!earlier) return answer;
  answer.text += "Before that, event " + std::to_string(earlier->at) + " changed it from " +
                 printable(to_string(earlier->hit.before)) + " to " +
                 printable(to_string(earlier->hit.after)) + ".\n";
  answer.data["before"] = {{"seq", earlier->at}, {"hit", hit_json(earlier->hit)}};
  return answer;
}

Answer walk(Session& s) {
  Answer answer;
  answer.data["steps"] = Json::array();
  const explain::Walk& walk = walked(s);
  for (const WalkEntry& entry : walk.entries()) {
    if (entry.event == nullptr || entry.event->seq != s.at.at()) continue;
    if (entry.found == explain::Found::misplaced) continue;
    std::string text = told(entry);
    text[0] = 'S';
    answer.text += text + "\n  " + place(*entry.step) + "\n";
    answer.data["steps"].push_back(step_json(entry));
  }
  if (answer.text.empty()) beside(walk, s.at.at(), answer);
  return answer;
}

}  // namespace eyewall::view::obey
