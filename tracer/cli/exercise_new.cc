// eyewall exercise new LESSON NAME: the files of a new exercise.
#include <iostream>

#include "cli/exercise.h"
#include "cli/lessons.h"
#include "exercise/scaffold.h"

namespace eyewall::cli {
namespace {

struct NewExercise {
  std::string lesson;
  std::string name;
  ExercisePlaces places;
};

// The lesson that a word means: its folder's name, its number or a part of it.
std::string lesson_meant(const std::filesystem::path& lessons_in, const std::string& word) {
  std::vector<std::string> found;
  for (const auto& entry : std::filesystem::directory_iterator(lessons_in)) {
    const std::string name = entry.path().filename();
    if (name == word) return name;
    const bool numbered = name.size() > 2 && name[2] == '_' && name[0] >= '0' && name[0] <= '9';
    if (entry.is_directory() && numbered && means(word, name)) found.push_back(name);
  }
  if (found.size() == 1) return found.front();
  throw Problem("'" + word + "' is " + (found.empty() ? "no lesson" : "more than one lesson") +
                "; `eyewall lesson` lists them");
}

int new_exercise(const NewExercise& options) {
  const std::filesystem::path lessons_in = lessons_folder(options.places);
  const std::string lesson = lesson_meant(lessons_in, options.lesson);
  const exercise::Catalog catalog = exercise_catalog(options.places);
  for (const auto& file : exercise::scaffold(lessons_in, lesson, options.name, catalog))
    std::cout << exercise::Folder::typed(file) << '\n';
  say("write what they say TODO of; what is left says:  eyewall exercise lint " + lesson + "/" +
      options.name);
  return kYes;
}

}  // namespace

void add_exercise_new(CLI::App& exercise, int& code) {
  auto* const command = exercise.add_subcommand("new", "Write the files of a new exercise");
  const auto options = std::make_shared<NewExercise>();
  command->add_option("LESSON", options->lesson, "its lesson: 7, 07_runner, runner")
      ->required()
      ->type_name("");
  command->add_option("NAME", options->name, "its name, as in wait_for_it")
      ->required()
      ->type_name("");
  take_lessons(*command, options->places);
  command->footer(
      "Check file, stub, solution and a wrong answer, each with TODOs; notes/exercises.md "
      "explains\n"
      "them, and `eyewall exercise lint` says what is still to do.\n"
      "Example: eyewall exercise new 7 wait_for_it");
  command->callback([options, &code] { code = new_exercise(*options); });
}

}  // namespace eyewall::cli
