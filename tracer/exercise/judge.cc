#include "exercise/judge.h"

#include <algorithm>

#include "exercise/finding.h"
#include "explain/doer.h"
#include "explain/narrate.h"

namespace eyewall::exercise {
namespace {

constexpr std::size_t kSteps = 5;

std::string count_text(const Check& check) {
  const std::string least = std::to_string(check.at_least);
  if (check.at_most && *check.at_most == check.at_least)
    return *check.at_most == 0 ? "never" : *check.at_most == 1 ? "once" : least + " times";
  if (!check.at_most) return "at least " + least + (check.at_least == 1 ? " time" : " times");
  const std::string most =
      std::to_string(*check.at_most) + (*check.at_most == 1 ? " time" : " times");
  return check.at_least == 0 ? "at most " + most : least + " to " + most;
}

// "no timer, future or handler is left when the program ends"
std::string leaves_text(const Check& check) {
  std::string text = "no ";
  for (std::size_t i = 0; i < check.left.size(); ++i) {
    const bool last = i + 1 == check.left.size();
    text += (i == 0 ? "" : last ? " or " : ", ") + std::string(to_string(check.left[i]));
  }
  return text + " is left when the program ends";
}

// "the program prints "a", "b", and nothing else": all of it where that is not much.
std::string output_text(const Check& check) {
  constexpr std::size_t kLines = 6;
  if (check.output.empty()) return "the program prints nothing";
  std::string text = "the program prints ";
  for (std::size_t i = 0; i < std::min(check.output.size(), kLines); ++i)
    text += (i == 0 ? "\"" : ", \"") + read::printable(check.output[i]) + "\"";
  if (check.output.size() <= kLines) return text + " and nothing else";
  return text + " and " + std::to_string(check.output.size() - kLines) + " more lines";
}

std::string expected_text(const Check& check) {
  const auto wanted = [&](std::size_t i) { return "`" + check.events[i].text + "`"; };
  switch (check.kind) {
    case CheckKind::before:
      return wanted(0) + " comes before " + wanted(1);
    case CheckKind::after:
      return "after each " + wanted(0) + " there is " + wanted(1);
    case CheckKind::never:
      return wanted(0) + " never happens";
    case CheckKind::count:
      return wanted(0) + " happens " + count_text(check);
    case CheckKind::within_one_turn:
      return "after each " + wanted(0) + " there is " + wanted(1) +
             " before the loop begins its second turn from there";
    case CheckKind::at_the_end:
      return leaves_text(check);
    case CheckKind::output:
      return output_text(check);
  }
  return {};
}

std::optional<Finding> find(const Check& check, const read::Trace& trace, std::string_view output) {
  if (check.kind == CheckKind::output) return judge_output(check, trace, output);
  if (check.kind == CheckKind::at_the_end) return judge_end(check, trace);
  return judge_order(check, trace);
}

bool has_a_loop(const read::Trace& trace) {
  const auto& events = trace.events();
  return std::any_of(events.begin(), events.end(), [](const read::Event& event) {
    return event.is(trace::Kind::loop_iteration);
  });
}

}  // namespace

std::vector<Step> steps_before(const read::Trace& trace, trace::Seq at) {
  const bool loops = has_a_loop(trace);
  std::vector<Step> steps;
  for (trace::Seq seq = at; seq > 0 && steps.size() < kSteps; --seq) {
    const read::Event* const event = trace.by_seq(seq);
    if (event == nullptr) break;
    if (loops && seq != at && event->level() == trace::Level::syscall) continue;
    const std::string own = explain::own_line(*event) ? " [" + explain::site(*event) + "]" : "";
    steps.push_back({seq, explain::sentence(*event) + own});
  }
  std::reverse(steps.begin(), steps.end());
  return steps;
}

std::vector<Verdict> judge(const std::vector<Check>& checks, const read::Trace& trace,
                           std::string_view output) {
  std::vector<Verdict> verdicts;
  for (const Check& check : checks) {
    Verdict verdict{check.say, check.because, check.hidden, check.points, true, {}, {}, 0, {}};
    if (const auto finding = find(check, trace, output)) {
      verdict.passed = false;
      verdict.expected = expected_text(check);
      verdict.instead = finding->instead;
      verdict.at = finding->at;
      verdict.steps = steps_before(trace, finding->at);
    }
    verdicts.push_back(std::move(verdict));
  }
  return verdicts;
}

}  // namespace eyewall::exercise
