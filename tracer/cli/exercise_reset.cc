// eyewall exercise reset NAME: the file as it was.
#include <unistd.h>

#include <iostream>

#include "cli/exercise.h"

namespace eyewall::cli {
namespace {

struct ResetOptions {
  std::string name;
  ExercisePlaces places;
  bool yes = false;
};

bool asked_and_allowed(const std::string& file) {
  if (::isatty(STDIN_FILENO) == 0)
    throw Problem("reset: there is no terminal to ask on; say --yes if you mean it");
  std::cout << "Put " << file << " back as it was? What you wrote is kept. [y/N] " << std::flush;
  std::string answer;
  return std::getline(std::cin, answer) && (answer == "y" || answer == "Y" || answer == "yes");
}

int reset_exercise(const ResetOptions& options) {
  const exercise::Catalog catalog = exercise_catalog(options.places);
  const exercise::Folder folder = exercise_folder(options.places);
  const exercise::Exercise& meant = catalog.find(options.name);
  const std::string file = exercise::Folder::typed(folder.root() / meant.file());
  if (!options.yes && !asked_and_allowed(file)) {
    say("nothing was changed");
    return kNo;
  }
  const std::filesystem::path kept = folder.reset(meant);
  std::cout << file << " is as it was."
            << (kept.empty() ? "" : " Yours is kept: " + exercise::Folder::typed(kept)) << '\n';
  return kYes;
}

}  // namespace

void add_exercise_reset(CLI::App& exercise, int& code) {
  auto* const command = exercise.add_subcommand("reset", "Put an exercise back as it was");
  const auto options = std::make_shared<ResetOptions>();
  take_exercise(*command, options->name)->required();
  command->add_flag("--yes", options->yes, "do not ask");
  take_folder(*command, options->places);
  command->footer(
      "What you wrote is kept in .eyewall/backup.\n"
      "Example: eyewall exercise reset wait_for_it");
  command->callback([options, &code] { code = reset_exercise(*options); });
}

}  // namespace eyewall::cli
