// eyewall exercise list, eyewall exercise progress: what there is, and how far one is.
#include <iomanip>
#include <iostream>
#include <map>
#include <nlohmann/json.hpp>

#include "cli/exercise.h"

namespace eyewall::cli {
namespace {

using exercise::Standing;
using exercise::Standings;
using ExerciseJson = nlohmann::ordered_json;

struct ListExercises {
  ExercisePlaces places;
  bool json = false;
};

// The catalog, and what is known of it: nothing where there is no folder yet.
struct Overview {
  explicit Overview(const ExercisePlaces& places) : catalog(exercise_catalog(places)) {
    const auto folder = exercise::Folder::find(places.folder.empty() ? "." : places.folder);
    if (folder) standings = folder->progress().read();
    next = exercise::next_exercise(catalog, standings);
  }

  Standing of(const exercise::Exercise& each) const {
    const auto found = standings.find(each.id());
    return found == standings.end() ? Standing() : found->second;
  }
  std::string state(const exercise::Exercise& each) const {
    const Standing standing = of(each);
    if (standing.solved) return "solved";
    if (&each == next) return "next";
    return standing.runs != 0 ? "begun" : "-";
  }

  exercise::Catalog catalog;
  Standings standings;
  const exercise::Exercise* next;
};

ExerciseJson exercise_as_json(const Overview& all, const exercise::Exercise& each) {
  const Standing standing = all.of(each);
  return {{"exercise", each.id()},     {"title", each.title},       {"task", each.task},
          {"minutes", each.minutes},   {"solved", standing.solved}, {"unlocked", standing.unlocked},
          {"earned", standing.earned}, {"points", each.points()},   {"runs", standing.runs},
          {"hints", standing.hints}};
}

int list_exercises(const ListExercises& options) {
  const Overview all(options.places);
  std::size_t longest = 0;
  for (const auto& each : all.catalog.exercises()) longest = std::max(longest, each.id().size());
  for (const exercise::Exercise& each : all.catalog.exercises()) {
    if (options.json) {
      put_json(exercise_as_json(all, each));
      continue;
    }
    std::cout << std::left << std::setw(8) << all.state(each)
              << std::setw(static_cast<int>(longest)) << each.id() << std::right << std::setw(4)
              << each.minutes << " min  " << each.title << '\n';
  }
  if (all.catalog.exercises().empty()) say("there are no exercises");
  return all.catalog.exercises().empty() ? kNothing : kYes;
}

struct ExerciseSum {
  std::size_t solved = 0;
  std::size_t all = 0;
  unsigned earned = 0;
  unsigned points = 0;
};

void add_to_sum(ExerciseSum& sum, const Standing& standing, const exercise::Exercise& each) {
  ++sum.all;
  if (standing.solved) ++sum.solved;
  sum.earned += standing.earned;
  sum.points += each.points();
}

void print_sum(const std::string& what, const ExerciseSum& sum) {
  std::cout << std::left << std::setw(20) << what << std::right << std::setw(3) << sum.solved
            << " of " << std::setw(2) << sum.all << " solved, " << points_of(sum.earned, sum.points)
            << '\n';
}

int progress_of_exercises(const ListExercises& options) {
  exercise_folder(options.places);  // there has to be one
  const Overview all(options.places);
  ExerciseSum whole;
  std::map<std::string, ExerciseSum> lessons;
  ExerciseJson list = ExerciseJson::array();
  for (const exercise::Exercise& each : all.catalog.exercises()) {
    add_to_sum(whole, all.of(each), each);
    add_to_sum(lessons[each.lesson], all.of(each), each);
    list.push_back(exercise_as_json(all, each));
  }
  if (options.json) {
    put_json({{"solved", whole.solved},
              {"all", whole.all},
              {"earned", whole.earned},
              {"points", whole.points},
              {"next", all.next == nullptr ? ExerciseJson() : ExerciseJson(all.next->id())},
              {"exercises", list}});
    return kYes;
  }
  for (const auto& [lesson, sum] : lessons) print_sum(lesson, sum);
  print_sum("all", whole);
  if (all.next != nullptr)
    std::cout << "Next: " << all.next->id() << ", " << all.next->title << '\n';
  return kYes;
}

}  // namespace

void add_exercise_list(CLI::App& exercise, int& code) {
  auto* const command = exercise.add_subcommand("list", "List the exercises, and what is solved");
  const auto options = std::make_shared<ListExercises>();
  command->add_flag("--json", options->json, "a JSON object a line");
  take_folder(*command, options->places);
  command->footer(
      "Outside a folder of exercises it lists what there is.\n"
      "Example: eyewall exercise list");
  command->callback([options, &code] { code = list_exercises(*options); });
}

void add_exercise_progress(CLI::App& exercise, int& code) {
  auto* const command = exercise.add_subcommand("progress", "Say how far you are, by lesson");
  const auto options = std::make_shared<ListExercises>();
  command->add_flag("--json", options->json, "one JSON object");
  take_folder(*command, options->places);
  command->footer("Example: eyewall exercise progress --json");
  command->callback([options, &code] { code = progress_of_exercises(*options); });
}

}  // namespace eyewall::cli
