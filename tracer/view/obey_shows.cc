// The words that show: an event, a value, source lines, parts of the state.
#include <algorithm>
#include <cstdio>
#include <stdexcept>

#include "explain/narrate.h"
#include "explain/suggest.h"
#include "explain/text.h"
#include "view/command.h"
#include "view/obey.h"
#include "view/panes.h"
#include "view/printable.h"

namespace eyewall::view::obey {
namespace {

constexpr std::uint64_t kAround = 11;  // lines, or events, around this one
constexpr std::size_t kLabelWidth = 12;

void row(std::string& text, std::string_view label, std::string_view value) {
  std::string name(label);
  name.resize(std::max(name.size(), kLabelWidth), ' ');
  text.append("  ").append(name).append(" ").append(value).append("\n");
}

void link(std::string& text, const read::Trace& trace, std::string_view label, Seq seq) {
  if (const read::Event* other = trace.by_seq(seq)) {
    row(text, label, "event " + std::to_string(seq) + ": " + explain::sentence(*other));
  }
}

// All that an event says.
Answer print_event(Session& s, Seq seq) {
  const read::Trace& trace = s.at.trace();
  const read::Event* event = trace.by_seq(seq);
  if (event == nullptr) {
    throw std::invalid_argument("there is no event " + std::to_string(seq) +
                                "; the trace has 1 to " + std::to_string(s.at.last()));
  }
  Answer answer;
  answer.data["event"] = event_json(*event);
  std::string& text = answer.text;
  text = "event " + std::to_string(seq) + "  " + read::printable(event->kind_name) +
         (event->kind ? "\n" : "  (a kind this version does not know)\n");
  row(text, "what", explain::sentence(*event));
  std::string time = explain::milliseconds(event->t);
  if (const read::Event* before = trace.by_seq(seq - 1)) {
    time += ", " + explain::milliseconds(event->t - before->t) + " after event " +
            std::to_string(before->seq);
  }
  row(text, "time", time);
  if (event->thread != 0) row(text, "thread", std::to_string(event->thread));
  for (const read::Value& value : event->values) row(text, value.name(), read::display(value));
  link(text, trace, "cause", event->cause);
  link(text, trace, "in", event->in);
  if (event->file.empty()) return answer;
  row(text, "at", explain::site(*event));
  if (const auto line = s.source.line(event->file, event->line); !line.empty()) {
    row(text, "", "| " + printable(line));
  }
  return answer;
}

Json value_json(const Reading& reading) {
  if (reading.sort == Reading::Sort::none) return nullptr;
  if (reading.sort == Reading::Sort::number) return reading.number;
  return to_string(reading);
}

}  // namespace

Answer print(Session& s, Text text) {
  if (text.empty()) return print_event(s, s.at.at());
  if (text.find_first_not_of("0123456789") == text.npos) return print_event(s, number_in(text));
  const Expression expression(text);
  const Reading value = expression.read(s.at.state());
  Answer answer = saying(expression.text() + " is " + printable(to_string(value)));
  answer.data = {{"expression", expression.text()}, {"value", value_json(value)}};
  return answer;
}

Answer list(Session& s, Text count_text) {
  const std::uint64_t count = count_in(count_text, kAround);
  const read::Event& event = s.at.event();
  if (event.file.empty()) return saying("This event names no source line.");
  const std::string at = explain::site(event);
  const Source::Lines& lines = s.source.lines(event.file);
  if (event.line == 0 || event.line > lines.size()) {
    Answer answer = saying(
        (lines.empty() ? "The source file is not here: " : "Its file has no such line: ") + at);
    answer.data["at"] = at;
    return answer;
  }
  const std::uint64_t first = event.line - std::min<std::uint64_t>(count / 2, event.line - 1);
  const std::uint64_t most = lines.size() - first + 1;
  Answer answer = saying(at);
  answer.data = {{"at", at}, {"first", first}, {"lines", Json::array()}};
  for (std::uint64_t number = first; number < first + std::min(count, most); ++number) {
    char front[32];
    std::snprintf(front, sizeof front, "%s%5llu  ", number == event.line ? "> " : "  ",
                  static_cast<unsigned long long>(number));
    answer.text += front + printable(lines[number - 1]) + "\n";
    answer.data["lines"].push_back(lines[number - 1]);
  }
  return answer;
}

// Events around this one, as many before as behind, of those that the level shows; and itself.
Answer events(Session& s, Text count_text) {
  const std::uint64_t count = count_in(count_text, kAround);
  const read::Trace& trace = s.at.trace();
  Seq first = s.at.at();
  for (std::uint64_t before = 0; before < count / 2 && first > 1;) {
    before += s.at.shows(*trace.by_seq(--first));
  }
  Answer answer;
  answer.data["events"] = Json::array();
  std::uint64_t shown = 0;
  for (Seq seq = first; shown < count && trace.by_seq(seq) != nullptr; ++seq) {
    const read::Event& event = *trace.by_seq(seq);
    if (!s.at.shows(event) && seq != s.at.at()) continue;
    ++shown;
    answer.text += (seq == s.at.at() ? "> " : "  ") + event_line(s, event) + "\n";
    answer.data["events"].push_back(event_json(event));
  }
  return answer;
}

Answer info(Session& s, Text name) {
  std::vector<std::string_view> names{"breakpoints", "notes"};
  for (const PaneInfo& each : pane_names()) names.push_back(each.name);
  if (name.empty()) return saying("info: there are " + explain::listed(names) + ".");
  for (const std::string_view stops : {"breakpoints", "watches", "watchpoints"}) {
    if (stops.starts_with(name)) return breakpoints(s);
  }
  if (std::string_view("notes").starts_with(name) || name == "marks") return notes(s);
  const auto found = pane_named(name);
  if (!found) {
    throw std::invalid_argument("there is no 'info " + std::string(name) + "'; there are " +
                                explain::listed(names));
  }
  const Pane shown = pane(s.at.state(), *found);
  const auto& about = pane_names()[static_cast<std::size_t>(*found)];
  Answer answer = saying(std::string(about.title) + (shown.rows.empty() ? ": nothing there" : ""));
  answer.data = {{"pane", about.name}, {"rows", Json::array()}, {"more", shown.more}};
  for (const Row& each : shown.rows) {
    answer.text += (each.changed ? "* " : "  ") + each.text + "\n";
    answer.data["rows"].push_back(
        {{"id", each.id}, {"text", each.text}, {"changed", each.changed}});
  }
  if (shown.more > 0) answer.text += "  and " + std::to_string(shown.more) + " more\n";
  return answer;
}

}  // namespace eyewall::view::obey
