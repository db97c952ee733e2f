// How a walk looks: label, time and sentence in columns; our line and Tornado's behind the sentence
// where the terminal is wide, below it where it is not.
#include <algorithm>
#include <cstdio>
#include <ostream>
#include <string>
#include <utility>

#include "explain/catalogue.h"
#include "explain/narrate.h"
#include "explain/text.h"
#include "explain/walk.h"

namespace eyewall::explain {
namespace {

constexpr std::size_t kNarrowest = 60;
constexpr std::size_t kLabel = 9;      // "  17.2.1 "
constexpr std::size_t kSentence = 60;  // a wide page leaves a sentence this much

std::string microseconds(const read::Event& event) {
  char text[32];
  std::snprintf(text, sizeof text, "%.1f", static_cast<double>(event.t) / 1000);
  return text;
}

std::string words(Phrase phrase) {
  return std::string(sentence_of(phrase));
}

std::string our_place(const WalkEntry& entry) {
  if (entry.event == nullptr || entry.event->file.empty()) return "-";
  return site(*entry.event);
}

std::string tornado_place(const Step& step) {
  if (step.file.empty()) return words(Phrase::the_program);
  return std::string(step.file) + " " + std::string(step.function);
}

std::string sentence(const WalkEntry& entry) {
  const std::string front =
      entry.found == Found::misplaced ? words(Phrase::out_of_order) + " " : std::string();
  return front + fill(sentence_of(*entry.step), *entry.event);
}

std::string right(const std::string& text, std::size_t width) {
  return std::string(width - std::min(width, columns_of(text)), ' ') + text;
}

std::string left(const std::string& text, std::size_t width) {
  return text + std::string(width - std::min(width, columns_of(text)), ' ');
}

// Where the columns stand; taken from what they have to hold.
class Page {
 public:
  Page(std::ostream& out, const Walk& walk, std::size_t columns) : out_(out), columns_(columns) {
    ours_ = columns_of(sentence_of(Phrase::our_line));
    tornado_ = columns_of(sentence_of(Phrase::tornados_line));
    for (const WalkEntry& entry : walk.entries()) {
      if (entry.event != nullptr) time_ = std::max(time_, microseconds(*entry.event).size());
      ours_ = std::max(ours_, columns_of(our_place(entry)));
      tornado_ = std::max(tornado_, columns_of(tornado_place(*entry.step)));
    }
    wide_ = indent() + kSentence + 2 + ours_ + 2 + tornado_ <= columns_;
  }

  void title(const Walk& walk) {
    const std::string program = read::printable(walk.trace().header().program);
    if (!program.empty()) paragraph(said(Phrase::walk_title, {{"program", program}}));
    const std::string head =
        left(words(Phrase::step), kLabel) + right(words(Phrase::time), time_) + "  ";
    if (!wide_) return paragraph(head + words(Phrase::narrow_head));
    out_ << left(head + words(Phrase::what_happened), indent() + kSentence) << "  "
         << left(words(Phrase::our_line), ours_) << "  " << words(Phrase::tornados_line) << '\n';
  }

  void heading(std::string_view text) {
    out_ << '\n';
    paragraph(text);
  }

  void paragraph(std::string_view text, std::size_t hang = 0) {
    std::size_t at = 0;
    for (const std::string& part : wrap(text, columns_ - hang)) put(std::exchange(at, hang), part);
  }

  void entry(const WalkEntry& entry) {
    const std::string label = std::string(entry.step->depth(), ' ').append(entry.step->label);
    const std::string time = entry.event == nullptr ? "-" : microseconds(*entry.event);
    out_ << left(label, kLabel) << right(time, time_) << "  ";
    const auto lines = wrap(told(entry), wide_ ? kSentence : columns_ - indent());
    out_ << (wide_ ? beside(lines.front(), entry) : lines.front()) << '\n';
    for (std::size_t i = 1; i < lines.size(); ++i) put(indent(), lines[i]);
    if (!wide_ && entry.event != nullptr) places(entry);
  }

 private:
  std::size_t indent() const { return kLabel + time_ + 2; }

  void put(std::size_t at, const std::string& text) {
    out_ << std::string(at, ' ') << text << '\n';
  }

  std::string told(const WalkEntry& entry) const {
    if (entry.event != nullptr) return sentence(entry);
    if (wide_) return words(Phrase::absent);
    return said(Phrase::absent_there, {{"place", tornado_place(*entry.step)}});
  }

  std::string beside(const std::string& line, const WalkEntry& entry) const {
    return left(line, kSentence) + "  " + left(our_place(entry), ours_) + "  " +
           tornado_place(*entry.step);
  }

  void places(const WalkEntry& entry) {
    const std::string ours = our_place(entry);
    const std::string tornado = "= " + tornado_place(*entry.step);
    const std::size_t room = columns_ - indent();
    const std::string both = ours + " " + tornado;
    if (columns_of(both) <= room) return put(indent(), both);
    for (const std::string& part : wrap(ours, room)) put(indent(), part);
    for (const std::string& part : wrap(tornado, room)) put(indent(), part);
  }

  std::ostream& out_;
  std::size_t columns_;
  std::size_t time_ = 8;
  std::size_t ours_ = 0;
  std::size_t tornado_ = 0;
  bool wide_ = false;
};

std::string labels(const Walk& walk, Found found) {
  std::string list;
  for (const WalkEntry& entry : walk.entries()) {
    if (entry.step->role == Role::part || entry.found != found) continue;
    (list += list.empty() ? "" : " ").append(entry.step->label);
  }
  return list;
}

void summary(Page& page, const Walk& walk) {
  const std::string steps = std::to_string(walk.steps());
  if (walk.complete()) return page.heading(said(Phrase::all_steps, {{"steps", steps}}));
  const std::string matched = std::to_string(walk.matched());
  page.heading(said(Phrase::some_steps, {{"matched", matched}, {"steps", steps}}));
  if (const std::string list = labels(walk, Found::missing); !list.empty()) {
    page.paragraph(said(Phrase::missing_steps, {{"labels", list}}), 2);
  }
  if (const std::string list = labels(walk, Found::misplaced); !list.empty()) {
    page.paragraph(said(Phrase::misplaced_steps, {{"labels", list}}), 2);
  }
}

}  // namespace

void print(std::ostream& out, const Walk& walk, int columns) {
  Page page(out, walk, std::max(kNarrowest, static_cast<std::size_t>(std::max(columns, 0))));
  page.title(walk);
  for (const WalkEntry& entry : walk.entries()) {
    if (entry.step->role == Role::part)
      page.heading(sentence_of(*entry.step));
    else
      page.entry(entry);
  }
  summary(page, walk);
}

}  // namespace eyewall::explain
