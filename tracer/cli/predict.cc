// eyewall predict TRACE N: one question, and a verdict on an answer.
#include <iostream>
#include <nlohmann/json.hpp>

#include "cli/cli.h"
#include "cli/quiz.h"

namespace eyewall::cli {
namespace {

struct PredictCommand {
  std::string path;
  std::uint64_t from = 0;
  std::uint64_t seed = 1;
  std::string answer;
  bool json = false;
};

int judge(const PredictCommand& command, const read::Trace& trace,
          const explain::Question& question) {
  const auto chosen = option_named(command.answer, question);
  if (!chosen) {
    throw Problem("--answer must be a number from 1 to " + std::to_string(question.options.size()));
  }
  const bool right = question.options[*chosen].right;
  if (command.json) {
    nlohmann::ordered_json out = json_of(trace, question);
    out["chosen"] = *chosen + 1;
    out["is_right"] = right;
    put_json(out);
  } else {
    print_question(std::cout, trace, question);
    print_verdict(std::cout, trace, question, *chosen);
  }
  return right ? kYes : kNo;
}

int run(const PredictCommand& command) {
  const read::Trace trace = load(command.path);
  model::Timeline timeline(trace);
  const auto question = explain::next_question(timeline, command.from, command.seed);
  if (!question) {
    say("no decision that can be asked about follows event " + std::to_string(command.from));
    return kNothing;
  }
  if (!command.answer.empty()) return judge(command, trace, *question);
  if (command.json) {
    put_json(json_of(trace, *question));
  } else {
    print_question(std::cout, trace, *question);
  }
  return kYes;
}

}  // namespace

void add_predict(CLI::App& app, int& code) {
  auto* const command =
      app.add_subcommand("predict", "Ask what runs next, at the first decision from event N on");
  const auto options = std::make_shared<PredictCommand>();
  take_trace(*command, options->path);
  command->add_option("N", options->from, "number of an event")->required()->type_name("");
  command->add_option("--seed", options->seed, "which options, in which order (1)")->type_name("N");
  command->add_option("--answer", options->answer, "judge this option: exit code 0 right, 1 wrong")
      ->type_name("K");
  command->add_flag("--json", options->json, "one JSON object, the right answer included");
  command->footer("Example: eyewall predict run.jsonl 26 --answer 2");
  command->callback([options, &code] { code = run(*options); });
}

}  // namespace eyewall::cli
