// eyewall exercise run [NAME]: build, run and judge one exercise.
#include <iostream>
#include <nlohmann/json.hpp>

#include "cli/exercise.h"
#include "cli/interrupt.h"
#include "exercise/story.h"

namespace eyewall::cli {
namespace {

struct RunExercise {
  std::string name;
  ExercisePlaces places;
  bool teacher = false;
  bool json = false;
  bool errors = false;
};

void tell_attempt(const RunExercise& options, const exercise::Exercise& meant,
                  const exercise::Attempt& made) {
  if (options.json) {
    put_json(exercise::json_of(meant, made, options.teacher));
    return;
  }
  exercise::Telling telling;
  telling.teacher = options.teacher;
  telling.width = story_width();
  telling.trace = exercise::Folder::typed(made.place.trace);
  if (options.errors) std::cout << made.built.messages;
  std::cout << exercise::story(meant, made, telling) << std::flush;
}

void tell_what_is_next(const exercise::Catalog& catalog, const exercise::Folder& folder,
                       const exercise::Exercise& solved) {
  std::cout << "  The house's solution:  eyewall exercise solution " << solved.id() << '\n';
  const auto* const next = exercise::next_exercise(catalog, folder.progress().read());
  std::cout << "  Next:  "
            << (next == nullptr ? "nothing, all are solved" : next->id() + ", " + next->title)
            << '\n';
}

int run_exercise(const RunExercise& options) {
  const exercise::Catalog catalog = exercise_catalog(options.places);
  const exercise::Folder folder = exercise_folder(options.places);
  const exercise::Exercise* const meant = exercise_meant(catalog, folder, options.name);
  if (meant == nullptr) {
    std::cout << "All exercises are solved.\n";
    return kYes;
  }
  const exercise::Workshop workshop = exercise_workshop();
  const Interrupt interrupt;
  const exercise::Attempt made =
      folder.attempt(workshop, *meant, exercise::limits_for(workshop), interrupt.stop());
  tell_attempt(options, *meant, made);
  if (made.stage == exercise::Attempt::Stage::missing) return kUsage;
  if (made.solved() && !options.json) tell_what_is_next(catalog, folder, *meant);
  return made.solved() ? kYes : kNo;
}

}  // namespace

void add_exercise_run(CLI::App& exercise, int& code) {
  auto* const command = exercise.add_subcommand("run", "Build, run and judge an exercise");
  const auto options = std::make_shared<RunExercise>();
  take_exercise(*command, options->name);
  command->add_flag("--errors", options->errors, "all that the compiler says, before the story");
  command->add_flag("--teacher", options->teacher, "hidden checks in full");
  command->add_flag("--json", options->json, "what came of it as a JSON object");
  take_folder(*command, options->places);
  command->footer(
      "Without a NAME, the first that is not solved. Exit code 0 when it is solved, else 1.\n"
      "Example: eyewall exercise run wait_for_it");
  command->callback([options, &code] { code = run_exercise(*options); });
}

}  // namespace eyewall::cli
