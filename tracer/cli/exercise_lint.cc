// eyewall exercise lint [NAME...]: proves the exercises themselves.
#include <algorithm>
#include <filesystem>
#include <iostream>
#include <nlohmann/json.hpp>

#include "cli/exercise.h"
#include "cli/interrupt.h"
#include "exercise/crew.h"
#include "exercise/proof.h"
#include "exercise/scratch_folder.h"
#include "explain/catalogue.h"
#include "explain/text.h"

namespace eyewall::cli {
namespace {

struct LintExercises {
  std::vector<std::string> names;
  ExercisePlaces places;
  unsigned jobs = 0;
  bool json = false;
  bool mistakes = false;
};

std::vector<const exercise::Exercise*> exercises_named(const exercise::Catalog& catalog,
                                                       const std::vector<std::string>& names) {
  std::vector<const exercise::Exercise*> found;
  for (const std::string& name : names) found.push_back(&catalog.find(name));
  if (!names.empty()) return found;
  for (const exercise::Exercise& each : catalog.exercises()) found.push_back(&each);
  return found;
}

// The faults that show when the programs are run, in the order of the trials.
std::vector<exercise::Fault> prove_all(const std::vector<exercise::Trial>& trials,
                                       const exercise::Workshop& workshop,
                                       const LintExercises& options, const Interrupt& interrupt) {
  const exercise::ScratchFolder scratch("lint");
  const std::filesystem::path root = lessons_folder(options.places).parent_path();
  std::vector<std::vector<exercise::Fault>> found(trials.size());
  {
    Tally tally(trials.size());
    exercise::in_parallel(
        trials.size(), options.jobs, interrupt.stop(),
        [&](std::size_t i) {
          found[i] = exercise::prove(workshop, trials[i], root, scratch.path(), interrupt.stop());
        },
        [&](std::size_t done) { tally.tell(done); });
  }
  std::vector<exercise::Fault> all;
  for (const auto& each : found) all.insert(all.end(), each.begin(), each.end());
  return all;
}

void print_faults(const std::vector<exercise::Fault>& faults, bool json) {
  for (const exercise::Fault& fault : faults) {
    if (json)
      put_json({{"file", fault.file}, {"text", fault.text}});
    else
      std::cout << exercise::Folder::typed(fault.file) << ": " << fault.text << '\n';
  }
}

// The faults that lie between exercises: those of the wanted ones, and what cannot be read at all.
std::vector<exercise::Fault> faults_of_catalog(
    const exercise::Catalog& catalog, const std::vector<const exercise::Exercise*>& wanted) {
  std::vector<exercise::Fault> faults = exercise::look_over(catalog);
  std::erase_if(faults, [&](const exercise::Fault& fault) {
    const auto of = [&](const exercise::Exercise& each) { return fault.file == each.check_file; };
    const auto of_wanted = [&](const exercise::Exercise* each) { return of(*each); };
    return std::any_of(catalog.exercises().begin(), catalog.exercises().end(), of) &&
           std::none_of(wanted.begin(), wanted.end(), of_wanted);
  });
  return faults;
}

void list_mistakes() {
  for (const exercise::MistakeKind& kind : exercise::mistake_kinds()) {
    std::cout << kind.id << '\n';
    for (const std::string& line : explain::wrap(kind.says, 76)) std::cout << "  " << line << '\n';
  }
}

int lint_exercises(const LintExercises& options) {
  if (options.mistakes) {
    list_mistakes();
    return kYes;
  }
  explain::speak(explain::Language::en);  // as the words that are expected are
  const exercise::Catalog catalog(lessons_folder(options.places));
  const auto wanted = exercises_named(catalog, options.names);
  if (wanted.empty() && catalog.broken().empty()) {
    say("there are no exercises");
    return kNothing;
  }
  const exercise::Workshop workshop = exercise_workshop();
  std::vector<exercise::Fault> faults = faults_of_catalog(catalog, wanted);
  std::vector<exercise::Trial> trials;
  for (const exercise::Exercise* each : wanted) {
    for (const exercise::Fault& fault : exercise::look_over(*each, workshop))
      faults.push_back(fault);
    for (const exercise::Trial& trial : exercise::trials(*each)) trials.push_back(trial);
  }
  const Interrupt interrupt;
  for (const exercise::Fault& fault : prove_all(trials, workshop, options, interrupt))
    faults.push_back(fault);
  if (interrupt.stop()) return kNo;
  print_faults(faults, options.json);
  const std::string bad =
      std::to_string(faults.size()) + (faults.size() == 1 ? " fault" : " faults");
  say(std::to_string(wanted.size()) + (wanted.size() == 1 ? " exercise, " : " exercises, ") +
      std::to_string(trials.size()) + " programs: " + (faults.empty() ? "good" : bad));
  return faults.empty() ? kYes : kNo;
}

}  // namespace

void add_exercise_lint(CLI::App& exercise, int& code) {
  auto* const command = exercise.add_subcommand("lint", "Prove the exercises themselves");
  const auto options = std::make_shared<LintExercises>();
  command->add_option("NAME", options->names, "only these")->type_name("");
  command->add_option("-j,--jobs", options->jobs, "programs at a time (one a core)")
      ->type_name("N");
  command->add_flag("--mistakes", options->mistakes,
                    "list the mistakes that have names, and leave");
  command->add_flag("--json", options->json, "a JSON object a fault, one a line");
  take_lessons(*command, options->places);
  command->footer(
      "Every stub builds and fails, every solution passes, every wrong answer in mutants/ fails\n"
      "with the words that its first line expects; hints, TODOs and orders are there.\n"
      "Exit code 1 when there is a fault.\n"
      "Example: eyewall exercise lint wait_for_it");
  command->callback([options, &code] { code = lint_exercises(*options); });
}

}  // namespace eyewall::cli
