#include "exercise/grade.h"

#include <algorithm>
#include <numeric>

namespace eyewall::exercise {
namespace {

using Stage = Attempt::Stage;

// The first that is not empty.
std::string first_line(const std::string& text) {
  const std::size_t from = std::min(text.find_first_not_of('\n'), text.size());
  return text.substr(from, text.find('\n', from) - from);
}

std::string reason_of(const Verdict& verdict) {
  return "Expected: " + verdict.expected + ".\nInstead: " + verdict.instead +
         "\nBecause: " + verdict.because;
}

}  // namespace

unsigned Student::earned() const {
  return std::accumulate(works.begin(), works.end(), 0U, [](unsigned sum, const Work& work) {
    return sum + work.attempt->earned();
  });
}

unsigned Student::points() const {
  return std::accumulate(works.begin(), works.end(), 0U, [](unsigned sum, const Work& work) {
    return sum + work.exercise->points();
  });
}

std::size_t Student::solved() const {
  return static_cast<std::size_t>(std::count_if(
      works.begin(), works.end(), [](const Work& work) { return work.attempt->solved(); }));
}

std::string trouble_of(const Work& work) {
  const Attempt& attempt = *work.attempt;
  switch (attempt.stage) {
    case Stage::missing:
      return attempt.trouble.empty() ? "Not handed in." : "Not handed in: " + attempt.trouble + ".";
    case Stage::compiler:
      return "It does not compile:\n" + attempt.built.first;
    case Stage::broke:
      return "It " + attempt.trouble + ".";
    case Stage::stopped:
      return "It was not run to its end.";
    case Stage::judged:
      break;
  }
  return {};
}

std::string reason_of(const Work& work, bool words) {
  const Attempt& attempt = *work.attempt;
  if (attempt.stage == Stage::compiler)
    return "does not compile: " + first_line(attempt.built.first);
  if (attempt.stage == Stage::broke) return attempt.trouble;
  if (attempt.stage == Stage::missing)
    return attempt.trouble.empty() ? "not handed in" : "not handed in: " + attempt.trouble;
  for (const Verdict& verdict : attempt.verdicts) {
    if (!verdict.passed && (words || !verdict.hidden)) return "failed: " + verdict.say;
  }
  return attempt.solved() ? "" : "a hidden check failed";
}

std::vector<Mark> marks_of(const Work& work, bool words) {
  const bool judged = work.attempt->stage == Stage::judged;
  const std::string trouble = trouble_of(work);
  std::vector<Mark> marks;
  for (std::size_t i = 0; i < work.exercise->checks.size(); ++i) {
    const Check& check = work.exercise->checks[i];
    const bool silent = check.hidden && !words;
    Mark mark{silent ? "a hidden check" : check.say, check.hidden, false, 0, check.points, trouble};
    if (judged && i < work.attempt->verdicts.size()) {
      const Verdict& verdict = work.attempt->verdicts[i];
      mark.passed = verdict.passed;
      mark.earned = verdict.earned();
      mark.reason = verdict.passed || silent ? "" : reason_of(verdict);
    }
    marks.push_back(std::move(mark));
  }
  return marks;
}

}  // namespace eyewall::exercise
