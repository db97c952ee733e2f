// What the subcommands of `eyewall exercise` share.
//
// What: where lessons, the build and the learner's folder are; one function a subcommand.
// For: exercise*.cc; grade. Threads: the main one. Errors: Problem.
// Source: ours; the names of the commands are those of rustlings.
#pragma once

#include <csignal>
#include <memory>
#include <string>

#include "cli/cli.h"
#include "exercise/catalog.h"
#include "exercise/folder.h"
#include "exercise/workshop.h"

namespace eyewall::cli {

/// Where things are; empty: where they are by themselves.
struct ExercisePlaces {
  std::string lessons;  // the checkout's
  std::string folder;   // the one around the current folder
};

/// Adds --lessons, and --dir for commands of the learner's folder.
void take_lessons(CLI::App& command, ExercisePlaces& places);
void take_folder(CLI::App& command, ExercisePlaces& places);
/// Adds the positional NAME.
CLI::Option* take_exercise(CLI::App& command, std::string& name);

std::filesystem::path lessons_folder(const ExercisePlaces& places);
/// The catalog; says on stderr what could not be read.
exercise::Catalog exercise_catalog(const ExercisePlaces& places);
/// How this build builds exercises.
exercise::Workshop exercise_workshop();
/// The learner's folder. Throws Problem, which says how to make one.
exercise::Folder exercise_folder(const ExercisePlaces& places);
/// The exercise of that name; without a name the next one that is not solved, nullptr: all are.
const exercise::Exercise* exercise_meant(const exercise::Catalog& catalog,
                                         const exercise::Folder& folder, const std::string& name);

/// "3 of 4 points"
std::string points_of(unsigned earned, unsigned points);
/// Columns of the terminal that stdout is; 80 where it is none, never more than 100.
std::size_t story_width();

// One function a subcommand: declares it under `exercise`.
void add_exercise_init(CLI::App& command, int& code);       // exercise_init.cc
void add_exercise_list(CLI::App& command, int& code);       // exercise_list.cc
void add_exercise_progress(CLI::App& command, int& code);   // exercise_list.cc
void add_exercise_run(CLI::App& command, int& code);        // exercise_run.cc
void add_exercise_hint(CLI::App& command, int& code);       // exercise_hint.cc
void add_exercise_solution(CLI::App& command, int& code);   // exercise_hint.cc
void add_exercise_reset(CLI::App& command, int& code);      // exercise_reset.cc
void add_exercise_check_all(CLI::App& command, int& code);  // exercise_check_all.cc
void add_exercise_lint(CLI::App& command, int& code);       // exercise_lint.cc
void add_exercise_new(CLI::App& command, int& code);        // exercise_new.cc

}  // namespace eyewall::cli
