// eyewall exercise init DIR: the learner's own folder.
#include <iostream>

#include "cli/exercise.h"

namespace eyewall::cli {
namespace {

struct InitOptions {
  std::string folder;
  ExercisePlaces places;
};

int init_exercises(const InitOptions& options) {
  const exercise::Catalog catalog = exercise_catalog(options.places);
  if (catalog.exercises().empty()) {
    say("there are no exercises");
    return kNothing;
  }
  const auto added = exercise::Folder::init(options.folder, catalog);
  for (const std::string& file : added) std::cout << file << '\n';
  const std::string there = options.folder == "." ? "" : "cd " + options.folder + " && ";
  say(std::to_string(added.size()) + (added.size() == 1 ? " file" : " files") +
      " added; what was there is as it was. Go on with:  " + there + "eyewall exercise run");
  return kYes;
}

}  // namespace

void add_exercise_init(CLI::App& exercise, int& code) {
  auto* const command = exercise.add_subcommand("init", "Make your folder of exercises");
  const auto options = std::make_shared<InitOptions>();
  command->add_option("DIR", options->folder, "a new folder, or yours, to add what is new")
      ->required()
      ->type_name("");
  take_lessons(*command, options->places);
  command->footer(
      "Nothing is ever written over. It prints the files that it adds.\n"
      "Example: eyewall exercise init mine && cd mine");
  command->callback([options, &code] { code = init_exercises(*options); });
}

}  // namespace eyewall::cli
