#include "exercise/proof.h"

#include <algorithm>

#include "exercise/files.h"
#include "exercise/scratch_folder.h"
#include "exercise/story.h"

namespace eyewall::exercise {
namespace {

namespace fs = std::filesystem;

constexpr std::chrono::seconds kLongest{5};  // a right answer takes milliseconds

bool contains(std::string_view text, std::string_view piece) {
  return text.find(piece) != std::string_view::npos;
}

// A text with each run of white space as one blank: a story is wrapped, a piece of it is not.
std::string flat(std::string_view text) {
  std::string out;
  for (const char c : text) {
    const bool space = c == ' ' || c == '\n' || c == '\t';
    if (!space) out += c;
    if (space && !out.empty() && out.back() != ' ') out += ' ';
  }
  return out;
}

std::string told(const Exercise& exercise, const Attempt& attempt) {
  Telling telling;
  telling.teacher = true;
  telling.width = 10'000;
  return story(exercise, attempt, telling);
}

// What went wrong, indented below a fault.
std::string indented(const std::string& text) {
  std::string out = "\n    ";
  for (const char c : text) {
    out += c;
    if (c == '\n') out += "    ";
  }
  return out.substr(0, out.find_last_not_of(" \n") + 1);
}

std::string judge_mutant(const Trial& trial, const Attempt& attempt) {
  const std::string said = told(*trial.exercise, attempt);
  if (attempt.solved()) return "is a wrong answer, and passes every check";
  if (!contains(flat(said), flat(trial.mutant->expect)))
    return "fails, but does not say '" + trial.mutant->expect + "'; it says:" + indented(said);
  const std::string& mistake = trial.mutant->expect_mistake;
  const bool named =
      mistake.empty() || std::any_of(attempt.mistakes.begin(), attempt.mistakes.end(),
                                     [&](const Mistake& each) { return each.kind.id == mistake; });
  if (named) return {};
  return "fails, but its mistake is not named " + mistake + "; the story is:" + indented(said);
}

// What a trial should have shown and did not; empty: it did.
std::string judge_trial(const Trial& trial, const Attempt& attempt) {
  if (attempt.stage == Attempt::Stage::compiler)
    return "does not compile:" + indented(attempt.built.first);
  if (trial.kind == Trial::Kind::mutant) return judge_mutant(trial, attempt);
  if (trial.kind == Trial::Kind::stub)
    return attempt.solved() ? "passes every check: there is nothing left to do" : "";
  return attempt.solved()
             ? ""
             : "does not solve its exercise:" + indented(told(*trial.exercise, attempt));
}

void look_for_todo(const fs::path& file, std::vector<Fault>& faults) {
  if (contains(contents(file), "TODO")) faults.push_back({file, "has a TODO: write it"});
}

}  // namespace

std::vector<Fault> look_over(const Exercise& exercise, const Workshop& workshop) {
  std::vector<Fault> faults;
  const std::string file = exercise.check_file;
  if (exercise.hints.size() < 2 || exercise.hints.size() > 3)
    faults.push_back({file, "has " + std::to_string(exercise.hints.size()) +
                                (exercise.hints.size() == 1 ? " hint" : " hints") +
                                "; write two or three, the last nearly the line"});
  if (exercise.minutes == 0) faults.push_back({file, "takes 0 minutes; say how many it takes"});
  if (!contains(contents(exercise.stub), "// TODO"))
    faults.push_back({exercise.stub, "has no // TODO: say at each place what is to be changed"});
  look_for_todo(exercise.check_file, faults);
  look_for_todo(exercise.solution, faults);
  for (const std::string& name : exercise.uses) {
    if (!workshop.has_layer(name))
      faults.push_back({file, "uses '" + name + "', which is no layer"});
  }
  return faults;
}

std::vector<Fault> look_over(const Catalog& catalog) {
  std::vector<Fault> faults;
  for (const Error& error : catalog.broken())
    faults.push_back({error.file() + (error.line() == 0 ? "" : ":" + std::to_string(error.line())),
                      error.reason()});
  const std::vector<Exercise>& all = catalog.exercises();
  for (std::size_t i = 1; i < all.size(); ++i) {
    if (all[i].lesson == all[i - 1].lesson && all[i].order == all[i - 1].order)
      faults.push_back({all[i].check_file, "has the same \"order\" as " + all[i - 1].id() +
                                               "; give each its own in a lesson"});
  }
  for (const Exercise& each : all) {
    if (each.minutes < all.front().minutes)
      faults.push_back({all.front().check_file, "is the first exercise, and not the easiest: " +
                                                    each.id() + " takes fewer minutes"});
    if (!faults.empty() && faults.back().file == all.front().check_file) break;
  }
  return faults;
}

const fs::path& Trial::file() const {
  if (kind == Kind::mutant) return mutant->file;
  return kind == Kind::stub ? exercise->stub : exercise->solution;
}

std::vector<Trial> trials(const Exercise& exercise) {
  std::vector<Trial> all = {{&exercise, Trial::Kind::stub, nullptr},
                            {&exercise, Trial::Kind::solution, nullptr}};
  for (const Mutant& mutant : exercise.mutants)
    all.push_back({&exercise, Trial::Kind::mutant, &mutant});
  return all;
}

std::vector<Fault> prove(const Workshop& workshop, const Trial& trial, const fs::path& root,
                         const fs::path& scratch, const Stop& stop) {
  Limits limits = limits_for(workshop);
  limits.time = kLongest;
  const fs::path file = fs::absolute(trial.file()).lexically_relative(root);
  const ScratchFolder own(scratch, trial.exercise->name);
  const Place place{{root, file}, own.path() / "program", own.path() / "trace.jsonl"};
  const Attempt made = attempt(workshop, *trial.exercise, place, limits, stop);
  if (made.stage == Attempt::Stage::stopped) return {};
  const std::string text = judge_trial(trial, made);
  if (text.empty()) return {};
  return {{trial.file(), text}};
}

}  // namespace eyewall::exercise
