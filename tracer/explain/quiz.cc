#include "explain/quiz.h"

#include <algorithm>
#include <map>
#include <set>

#include "explain/quiz_options.h"
#include "explain/quiz_seed.h"
#include "explain/quiz_text.h"

namespace eyewall::explain {
namespace {

using trace::Kind;

constexpr std::size_t kShownCauses = 10;  // of the feedback

// The causes nearest to the event, and the first of all: a feedback is to be read.
std::vector<Link> short_why(const read::Trace& trace, trace::Seq seq) {
  std::vector<Link> links = why(trace, seq);
  if (links.size() <= kShownCauses + 2) return links;
  const std::string left_out = std::to_string(links.size() - kShownCauses - 1);
  links.erase(links.begin() + static_cast<std::ptrdiff_t>(kShownCauses), links.end() - 1);
  links.insert(links.end() - 1, Link{0, "and so on: " + left_out + " causes are left out."});
  return links;
}

std::optional<Question> ask(model::Timeline& timeline, Decision decision, std::uint64_t seed) {
  const Moment moment(timeline.at(decision.at), decision);
  if (!moment.outcome()) return std::nullopt;
  Question question{
      decision.at, decision.answer, told_decision(moment) + " What runs next?", {}, {}};
  question.options = options_at(moment).mixed(Dice(seed, decision.at).next());
  if (question.options.empty()) return std::nullopt;
  question.why = short_why(timeline.trace(), decision.answer);
  return question;
}

// Sorts of decisions take turns, each with its decisions in the order of chance.
std::vector<Decision> in_turns(const read::Trace& trace, std::vector<Decision> all, Dice dice) {
  dice.shuffle(all);
  std::map<Kind, std::size_t> counts;
  std::vector<std::pair<std::size_t, Decision>> rounds;
  for (const Decision& each : all) {
    rounds.emplace_back(counts[*trace.by_seq(each.at)->kind]++, each);
  }
  std::stable_sort(rounds.begin(), rounds.end(),
                   [](const auto& a, const auto& b) { return a.first < b.first; });
  std::transform(rounds.begin(), rounds.end(), all.begin(),
                 [](const auto& each) { return each.second; });
  return all;
}

}  // namespace

std::optional<Question> next_question(model::Timeline& timeline, trace::Seq from,
                                      std::uint64_t seed) {
  DecisionSearch search(timeline.trace(), from);
  while (const std::optional<Decision> decision = search.next()) {
    if (auto question = ask(timeline, *decision, seed)) return question;
  }
  return std::nullopt;
}

std::vector<Question> questions(model::Timeline& timeline, const QuizOptions& options) {
  const read::Trace& trace = timeline.trace();
  std::vector<Question> asked;
  std::set<trace::Seq> answered;
  for (const Decision& decision :
       in_turns(trace, decisions(trace, options.level), Dice(options.seed))) {
    if (asked.size() == options.count) break;
    if (answered.contains(decision.answer)) continue;
    auto question = ask(timeline, decision, options.seed);
    if (!question) continue;
    answered.insert(decision.answer);
    asked.push_back(std::move(*question));
  }
  std::sort(asked.begin(), asked.end(),
            [](const Question& a, const Question& b) { return a.at < b.at; });
  return asked;
}

}  // namespace eyewall::explain
