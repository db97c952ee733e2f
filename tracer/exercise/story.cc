#include "exercise/story.h"

#include <algorithm>

#include "explain/text.h"

namespace eyewall::exercise {
namespace {

using Stage = Attempt::Stage;

constexpr std::size_t kMistakes = 2;  // the first are the causes, what follows from them is noise

// Text that grows, indented and wrapped.
class Page {
 public:
  explicit Page(std::size_t width) : width_(std::max<std::size_t>(width, 40)) {}

  void blank() { text_ += '\n'; }
  /// The label, and behind it the text; more lines stand below the text.
  void put(std::size_t indent, const std::string& label, const std::string& text) {
    const std::size_t left = indent + label.size();
    std::string before = std::string(indent, ' ') + label;
    for (const std::string& line : explain::wrap(text, width_ - std::min(left, width_ / 2))) {
      text_ += before + line + "\n";
      before = std::string(left, ' ');
    }
  }
  /// A line as it is.
  void line(std::size_t indent, const std::string& text) {
    text_ += std::string(indent, ' ') + text + "\n";
  }
  std::string take() { return std::move(text_); }

 private:
  std::size_t width_;
  std::string text_;
};

std::string points_text(unsigned earned, unsigned points) {
  return std::to_string(earned) + " of " + std::to_string(points) +
         (points == 1 ? " point" : " points");
}

bool secret(const Verdict& verdict, const Telling& telling) {
  return verdict.hidden && !telling.teacher;
}

void put_steps(Page& page, const std::vector<Step>& steps, const std::string& title) {
  if (steps.empty()) return;
  page.line(4, title);
  for (const Step& step : steps) {
    const std::string number = std::to_string(step.seq);
    const std::string mark = &step == &steps.back() ? "> " : "  ";
    page.put(4,
             mark + std::string(5 - std::min<std::size_t>(number.size(), 5), ' ') + number + "  ",
             step.text);
  }
}

void put_mistakes(Page& page, const Attempt& attempt) {
  std::size_t told = 0;
  for (const Mistake& mistake : attempt.mistakes) {
    if (++told > kMistakes) return;
    page.blank();
    page.line(2, "A common mistake: " + std::string(mistake.kind.id));
    page.put(4, "", mistake.text);
    page.put(4, "", std::string(mistake.kind.says));
  }
}

// A check that failed: all of it where it is the first, else what happened and no steps.
void put_failure(Page& page, const Verdict& verdict, bool first) {
  page.put(4, "Expected: ", verdict.expected + ".");
  if (first) page.put(4, "Because:  ", verdict.because);
  page.put(4, "Instead:  ", verdict.instead);
  if (first) put_steps(page, verdict.steps, "The steps before it:");
}

void put_checks(Page& page, const Attempt& attempt, const Telling& telling) {
  bool first = attempt.stage == Stage::judged;
  for (const Verdict& verdict : attempt.verdicts) {
    const bool counts = attempt.stage == Stage::judged;
    const std::string points =
        " (" + points_text(counts ? verdict.earned() : 0, verdict.points) + ")";
    const std::string mark = verdict.passed ? "ok    " : "FAIL  ";
    if (secret(verdict, telling)) {
      page.put(2, mark,
               std::string("a hidden check ") + (verdict.passed ? "passed" : "failed") + points);
      continue;
    }
    page.put(2, mark, verdict.say + (verdict.hidden ? ", hidden" : "") + points);
    if (verdict.passed || !counts) continue;
    put_failure(page, verdict, first);
    first = false;
  }
}

void put_compiler(Page& page, const Exercise& exercise, const Attempt& attempt) {
  page.line(2, "It does not compile. The first error:");
  page.blank();
  for (const std::string_view line : explain::split_lines(attempt.built.first)) {
    page.line(4, std::string(line));
  }
  page.blank();
  page.line(2, "To see all:  eyewall exercise run " + exercise.id() + " --errors");
}

// The last lines that the program wrote on stderr.
void put_messages(Page& page, const std::string& messages) {
  constexpr std::size_t kLines = 8;
  const std::vector<std::string_view> lines = explain::split_lines(messages);
  if (lines.empty()) return;
  page.line(4, "The last that it wrote on standard error:");
  for (std::size_t i = lines.size() - std::min(lines.size(), kLines); i < lines.size(); ++i)
    page.line(6, read::printable(lines[i]));
}

void put_trouble(Page& page, const Attempt& attempt) {
  page.put(2, "FAIL  ", "the program ends by itself, and well");
  page.put(4, "Instead:  ", "It " + attempt.trouble + ".");
  if (attempt.ran.end != Ran::End::not_started) put_messages(page, attempt.ran.messages);
  put_steps(page, attempt.steps, "The last steps before that:");
  page.put(4, "", "What does not end by itself, and well, earns nothing yet.");
}

void put_stage(Page& page, const Exercise& exercise, const Attempt& attempt,
               const Telling& telling) {
  switch (attempt.stage) {
    case Stage::missing:
      page.put(2, "",
               "There is no file " + attempt.place.source.file.string() +
                   ". `eyewall exercise init .` puts it there again.");
      return;
    case Stage::compiler:
      put_compiler(page, exercise, attempt);
      return;
    case Stage::stopped:
      page.line(2, "Stopped.");
      return;
    case Stage::broke:
      put_trouble(page, attempt);
      put_mistakes(page, attempt);
      return;
    case Stage::judged:
      put_checks(page, attempt, telling);
      if (!attempt.solved()) put_mistakes(page, attempt);
      return;
  }
}

}  // namespace

trace::Seq differs_at(const Attempt& attempt, bool teacher) {
  if (attempt.stage == Stage::broke) return attempt.last;
  for (const Verdict& verdict : attempt.verdicts) {
    if (!verdict.passed && (teacher || !verdict.hidden))
      return verdict.at == 0 ? attempt.last : verdict.at;
  }
  return 0;
}

std::string opening(const Attempt& attempt, const Telling& telling) {
  const trace::Seq at = differs_at(attempt, telling.teacher);
  if (at == 0 || telling.trace.empty()) return {};
  return "eyewall replay " + telling.trace + " --at " + std::to_string(at);
}

std::string story(const Exercise& exercise, const Attempt& attempt, const Telling& telling) {
  Page page(telling.width);
  page.put(0, "", exercise.id() + ": " + exercise.title);
  if (!attempt.solved()) page.put(2, "", exercise.task);
  page.blank();
  put_stage(page, exercise, attempt, telling);
  page.blank();
  if (attempt.solved()) {
    page.line(2, "Solved: " + points_text(attempt.earned(), attempt.points) + ".");
    return page.take();
  }
  if (attempt.stage == Stage::judged || attempt.stage == Stage::broke)
    page.line(2, "Not yet: " + points_text(attempt.earned(), attempt.points) + ".");
  const std::string command = opening(attempt, telling);
  if (!command.empty()) page.line(2, "To see it there:  " + command);
  return page.take();
}

}  // namespace eyewall::exercise
