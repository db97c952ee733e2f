// eyewall exercise check-all: every exercise of the learner's folder, judged.
#include <iomanip>
#include <iostream>
#include <nlohmann/json.hpp>

#include "cli/exercise.h"
#include "cli/interrupt.h"
#include "exercise/crew.h"
#include "exercise/story.h"

namespace eyewall::cli {
namespace {

struct CheckAll {
  ExercisePlaces places;
  bool json = false;
};

// Why it is not solved, in a line.
std::string short_reason(const exercise::Attempt& made) {
  switch (made.stage) {
    case exercise::Attempt::Stage::missing:
      return "there is no such file";
    case exercise::Attempt::Stage::compiler:
      return "does not compile";
    case exercise::Attempt::Stage::broke:
      return made.trouble;
    default:
      break;
  }
  for (const exercise::Verdict& verdict : made.verdicts) {
    if (!verdict.passed) return verdict.hidden ? "a hidden check failed" : verdict.say;
  }
  return {};
}

void print_attempt(const exercise::Exercise& each, const exercise::Attempt& made,
                   std::size_t width) {
  std::cout << (made.solved() ? "ok    " : "FAIL  ") << std::left
            << std::setw(static_cast<int>(width)) << each.id() << "  "
            << points_of(made.earned(), made.points);
  if (!made.solved()) std::cout << "  " << short_reason(made);
  std::cout << '\n';
}

std::vector<exercise::Attempt> attempt_all(const exercise::Catalog& catalog,
                                           const exercise::Folder& folder,
                                           const Interrupt& interrupt) {
  const exercise::Workshop workshop = exercise_workshop();
  const auto& all = catalog.exercises();
  std::vector<exercise::Attempt> made(all.size());
  Tally tally(all.size());
  exercise::in_parallel(
      all.size(), 0, interrupt.stop(),
      [&](std::size_t i) {
        made[i] =
            folder.attempt(workshop, all[i], exercise::limits_for(workshop), interrupt.stop());
      },
      [&](std::size_t done) { tally.tell(done); });
  return made;
}

int check_all(const CheckAll& options) {
  const exercise::Catalog catalog = exercise_catalog(options.places);
  const exercise::Folder folder = exercise_folder(options.places);
  const Interrupt interrupt;
  const std::vector<exercise::Attempt> made = attempt_all(catalog, folder, interrupt);
  if (interrupt.stop()) return kNo;
  std::size_t solved = 0;
  std::size_t longest = 0;
  for (const auto& each : catalog.exercises()) longest = std::max(longest, each.id().size());
  for (std::size_t i = 0; i < made.size(); ++i) {
    const exercise::Exercise& each = catalog.exercises()[i];
    if (made[i].solved()) ++solved;
    if (options.json)
      put_json(exercise::json_of(each, made[i], false));
    else
      print_attempt(each, made[i], longest);
  }
  if (!options.json) std::cout << solved << " of " << made.size() << " solved\n";
  return solved == made.size() ? kYes : kNo;
}

}  // namespace

void add_exercise_check_all(CLI::App& exercise, int& code) {
  auto* const command = exercise.add_subcommand("check-all", "Judge every exercise of your folder");
  const auto options = std::make_shared<CheckAll>();
  command->add_flag("--json", options->json, "a JSON object an exercise, one a line");
  take_folder(*command, options->places);
  command->footer(
      "Exit code 0 when all are solved, else 1.\n"
      "Example: eyewall exercise check-all");
  command->callback([options, &code] { code = check_all(*options); });
}

}  // namespace eyewall::cli
