// eyewall exercise hint [NAME], eyewall exercise solution NAME: help, by and by.
#include <iostream>

#include "cli/exercise.h"
#include "exercise/files.h"
#include "explain/text.h"

namespace eyewall::cli {
namespace {

struct HelpOptions {
  std::string name;
  ExercisePlaces places;
};

int hint_exercise(const HelpOptions& options) {
  const exercise::Catalog catalog = exercise_catalog(options.places);
  const exercise::Folder folder = exercise_folder(options.places);
  const exercise::Exercise* const meant = exercise_meant(catalog, folder, options.name);
  if (meant == nullptr) {
    std::cout << "All exercises are solved.\n";
    return kYes;
  }
  const std::size_t number = folder.next_hint(*meant);
  std::cout << meant->id() << ": hint " << number << " of " << meant->hints.size() << '\n';
  for (const std::string& line : explain::wrap(meant->hints[number - 1], story_width() - 2))
    std::cout << "  " << line << '\n';
  if (number == meant->hints.size()) std::cout << "That was the last one.\n";
  return kYes;
}

int solution_of(const HelpOptions& options) {
  const exercise::Catalog catalog = exercise_catalog(options.places);
  const exercise::Folder folder = exercise_folder(options.places);
  const exercise::Exercise& meant = catalog.find(options.name);
  if (!folder.progress().of(meant.id()).unlocked) {
    say("the solution of " + meant.id() +
        " opens when yours is right; until then: eyewall exercise hint " + meant.id());
    return kNo;
  }
  std::cout << exercise::contents(meant.solution);
  return kYes;
}

}  // namespace

void add_exercise_hint(CLI::App& exercise, int& code) {
  auto* const command = exercise.add_subcommand("hint", "Say what to look at");
  const auto options = std::make_shared<HelpOptions>();
  take_exercise(*command, options->name);
  take_folder(*command, options->places);
  command->footer(
      "Each call says the next hint; the last nearly is the line.\n"
      "Example: eyewall exercise hint wait_for_it");
  command->callback([options, &code] { code = hint_exercise(*options); });
}

void add_exercise_solution(CLI::App& exercise, int& code) {
  auto* const command =
      exercise.add_subcommand("solution", "Print the house's solution, after yours");
  const auto options = std::make_shared<HelpOptions>();
  take_exercise(*command, options->name)->required();
  take_folder(*command, options->places);
  command->footer(
      "It opens when yours has been right once; exit code 1 until then.\n"
      "Example: eyewall exercise solution wait_for_it");
  command->callback([options, &code] { code = solution_of(*options); });
}

}  // namespace eyewall::cli
