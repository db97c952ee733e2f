// eyewall exercise: what its subcommands share, and the command itself.
#include "cli/exercise.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>

#include "cli/exercise_watch.h"

namespace eyewall::cli {
namespace {

constexpr char kExerciseExamples[] =
    "Without a word more it watches: the first that is not solved is judged whenever you save it.\n"
    "Names: 07_runner/wait_for_it, or wait_for_it where only one is called so.\n"
    "Exit codes: 0 solved, or yes; 1 not yet; 2 usage or bad input; 4 nothing matched.\n"
    "\n"
    "Examples:\n"
    "  eyewall exercise init mine && cd mine   your own folder, with every stub\n"
    "  eyewall exercise                        watch; the keys are on the last line\n"
    "  eyewall exercise run                    build, run and judge the next one\n"
    "  eyewall exercise hint                   where to look; again: the next hint\n"
    "  eyewall exercise list                   all of them, and what is solved\n"
    "For those who write them: notes/exercises.md, `eyewall exercise new`, `... lint`.";

}  // namespace

void take_lessons(CLI::App& command, ExercisePlaces& places) {
  command
      .add_option("--lessons", places.lessons, "the lessons with the exercises (the checkout's)")
      ->type_name("DIR");
}

void take_folder(CLI::App& command, ExercisePlaces& places) {
  command.add_option("--dir", places.folder, "your folder of exercises (the one around this)")
      ->type_name("DIR");
  take_lessons(command, places);
}

CLI::Option* take_exercise(CLI::App& command, std::string& name) {
  return command.add_option("NAME", name, "07_runner/wait_for_it, or only wait_for_it")
      ->type_name("");
}

std::filesystem::path lessons_folder(const ExercisePlaces& places) {
  if (places.lessons.empty()) return std::filesystem::path(EYEWALL_SOURCE_DIR) / "lessons";
  if (!std::filesystem::is_directory(places.lessons))
    throw Problem("--lessons: " + places.lessons + " is no folder");
  return std::filesystem::absolute(places.lessons).lexically_normal();
}

exercise::Catalog exercise_catalog(const ExercisePlaces& places) {
  exercise::Catalog catalog(lessons_folder(places));
  for (const exercise::Error& error : catalog.broken()) say(error.what());
  return catalog;
}

exercise::Workshop exercise_workshop() {
  // build/PRESET/bin/eyewall -> build/PRESET
  return exercise::Workshop(
      std::filesystem::read_symlink("/proc/self/exe").parent_path().parent_path());
}

exercise::Folder exercise_folder(const ExercisePlaces& places) {
  const bool here = places.folder.empty();
  const auto found = exercise::Folder::find(here ? "." : places.folder);
  if (found) return *found;
  throw Problem((here ? "this is no folder of exercises, nor does one lie above it"
                      : places.folder + " is no folder of exercises") +
                "; make one: eyewall exercise init DIR, then cd DIR");
}

const exercise::Exercise* exercise_meant(const exercise::Catalog& catalog,
                                         const exercise::Folder& folder, const std::string& name) {
  if (catalog.exercises().empty()) throw Problem("there are no exercises");
  if (!name.empty()) return &catalog.find(name);
  return exercise::next_exercise(catalog, folder.progress().read());
}

std::string points_of(unsigned earned, unsigned points) {
  return std::to_string(earned) + " of " + std::to_string(points) +
         (points == 1 ? " point" : " points");
}

std::size_t story_width() {
  winsize size{};
  if (::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_col == 0) return 80;
  return std::min<std::size_t>(size.ws_col, 100);
}

void add_exercise(CLI::App& app, int& code) {
  auto* const command =
      app.add_subcommand("exercise", "Exercises that are judged by what happened, not by output");
  command->footer(kExerciseExamples);
  const auto places = std::make_shared<ExercisePlaces>();
  take_folder(*command, *places);
  command->callback([command, places, &code] {
    if (command->get_subcommands().empty()) code = watch(*places);
  });
  add_exercise_init(*command, code);
  add_exercise_list(*command, code);
  add_exercise_run(*command, code);
  add_exercise_hint(*command, code);
  add_exercise_solution(*command, code);
  add_exercise_reset(*command, code);
  add_exercise_progress(*command, code);
  add_exercise_check_all(*command, code);
  add_exercise_new(*command, code);
  add_exercise_lint(*command, code);
}

}  // namespace eyewall::cli
