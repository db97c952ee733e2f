// Marks and notes.
#include <stdexcept>

#include "view/command.h"
#include "view/obey.h"
#include "view/printable.h"

namespace eyewall::view::obey {
namespace {

// What was done, and whether it will last.
Answer kept(Session& s, const std::string& text) {
  Answer answer = saying(text);
  answer.data["kept"] = s.at.notebook().trouble().empty();
  if (const std::string& trouble = s.at.notebook().trouble(); !trouble.empty()) {
    answer.text += "But " + trouble + ".\n";
    answer.data["trouble"] = trouble;
  }
  return answer;
}

std::string about(Session& s, Seq seq) {
  const read::Event* event = s.at.trace().by_seq(seq);
  return event == nullptr ? "event " + std::to_string(seq) + ", which this trace does not have"
                          : event_reference(*event);
}

}  // namespace

Answer mark(Session& s, Text name) {
  if (name.starts_with('#')) name.remove_prefix(1);
  if (name.empty() || name.find_first_of(" \t#") != name.npos) {
    throw std::invalid_argument("a mark's name is one word");
  }
  s.at.notebook().mark(name, s.at.at());
  return kept(s, "Event " + std::to_string(s.at.at()) + " is #" + std::string(name) + " now.");
}

Answer note(Session& s, Text text) {
  const std::string here = "event " + std::to_string(s.at.at());
  if (!text.empty()) {
    s.at.notebook().note(s.at.at(), text);
    return kept(s, "Noted at " + here + ".");
  }
  Answer answer;
  answer.data["notes"] = Json::array();
  for (const Note& each : s.at.notebook().notes()) {
    if (each.at != s.at.at()) continue;
    answer.text += printable(each.text) + "\n";
    answer.data["notes"].push_back(each.text);
  }
  if (answer.text.empty()) answer.text = "There is no note at " + here + ".\n";
  return answer;
}

Answer notes(Session& s) {
  Answer answer;
  answer.data = {{"marks", Json::object()}, {"notes", Json::array()}};
  for (const auto& [name, seq] : s.at.notebook().marks()) {
    answer.text += "#" + printable(name) + " is " + about(s, seq) + "\n";
    answer.data["marks"][name] = seq;
  }
  for (const Note& each : s.at.notebook().notes()) {
    answer.text += "at " + about(s, each.at) + "\n  " + printable(each.text) + "\n";
    answer.data["notes"].push_back({{"seq", each.at}, {"text", each.text}});
  }
  if (answer.text.empty()) {
    answer.text = "There are no marks and no notes; 'mark NAME' and 'note TEXT' make them.\n";
  }
  return answer;
}

Answer remove_mark(Session& s, Text name) {
  if (!s.at.notebook().unmark(name)) {
    throw std::invalid_argument("there is no mark '" + std::string(name) +
                                "'; 'notes' lists the marks");
  }
  return kept(s, "Deleted the mark #" + std::string(name) + ".");
}

Answer remove_notes(Session& s, Text event) {
  const Seq at = count_in(event, s.at.at());
  const std::size_t count = s.at.notebook().forget(at);
  if (count == 0) {
    throw std::invalid_argument("there is no note at event " + std::to_string(at));
  }
  return kept(s, "Deleted " + std::to_string(count) + (count == 1 ? " note" : " notes") +
                     " at event " + std::to_string(at) + ".");
}

}  // namespace eyewall::view::obey
