// eyewall exercise init DIR: the learner's own folder.
#include <cstdlib>
#include <iostream>
#include <sstream>

#include "cli/exercise.h"

namespace eyewall::cli {
namespace {

struct InitOptions {
  std::string folder;
  ExercisePlaces places;
};

// build/PRESET/bin
std::filesystem::path commands_folder() {
  return std::filesystem::read_symlink("/proc/self/exe").parent_path();
}

// Whether a shell finds this very program as `eyewall`.
bool on_the_path() {
  const char* const path = std::getenv("PATH");
  std::istringstream folders(path == nullptr ? "" : path);
  std::error_code none;
  for (std::string folder; std::getline(folders, folder, ':');) {
    const auto found = std::filesystem::path(folder) / "eyewall";
    if (std::filesystem::exists(found, none))
      return std::filesystem::equivalent(found, "/proc/self/exe", none);
  }
  return false;
}

int init_exercises(const InitOptions& options) {
  const exercise::Catalog catalog = exercise_catalog(options.places);
  if (catalog.exercises().empty()) {
    say("there are no exercises");
    return kNothing;
  }
  const auto added = exercise::Folder::init(options.folder, catalog, commands_folder());
  for (const std::string& file : added) std::cout << file << '\n';
  const std::string there = options.folder == "." ? "" : "cd " + options.folder + " && ";
  say(std::to_string(added.size()) + (added.size() == 1 ? " file" : " files") +
      " added; what was there is as it was");
  if (!on_the_path())
    say("your shell knows eyewall after:  export PATH=\"" + commands_folder().string() +
        ":$PATH\"");
  say("go on with:  " + there + "eyewall exercise");
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
