// The language in which a command tells events.
//
// What: the option --lang, for the command line as a whole and behind each command.
// For: main.cc. Threads: the main one, before any other is started. Source: ours.
#pragma once

#include <CLI/CLI.hpp>

namespace eyewall::cli {

/// Takes the environment's language, and adds --lang to the application and to every command that
/// it has by now. What is said last counts.
void take_language(CLI::App& app);

}  // namespace eyewall::cli
