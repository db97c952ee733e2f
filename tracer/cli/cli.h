// What the commands of `eyewall` share: exit codes, messages, the way they join the command line.
//
// What: data goes to stdout, messages to stderr; exit codes mean the same in every command.
// For: main.cc and the files of the commands. Threads: the main one.
// Source: ours.
#pragma once

#include <CLI/CLI.hpp>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>

#include "read/trace.h"

namespace eyewall::cli {

inline constexpr int kYes = 0;
inline constexpr int kNo = 1;
inline constexpr int kUsage = 2;          // or bad input
inline constexpr int kUnreadable = 3;     // a trace that cannot be read
inline constexpr int kNothing = 4;        // nothing matched
inline constexpr int kProgramFailed = 5;  // the recorded program failed

inline constexpr std::size_t kColumns = 80;  // at which prose is wrapped

/// A command that cannot go on: bad input, with a message for the user. Ends in kUsage.
class Problem : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// Writes "eyewall: TEXT" on stderr.
void say(std::string_view text);
/// Writes JSON on stdout, one line; bytes that are no UTF-8 are replaced.
void put_json(const nlohmann::ordered_json& value);

/// Throws the Error of a trace of which not even the header is there. What is cut off later opens.
void require_header(const std::string& path, const read::Header& header);
/// Loads a trace, and says so if it is cut off.
read::Trace load(const std::string& path);
/// Says that a trace is cut off, and after which event.
void say_cut_off(const std::string& path, read::Seq last);

/// Adds the positional TRACE to a command.
void take_trace(CLI::App& command, std::string& path);

/// Adds --payload, how much of each payload a recording keeps, to a command.
CLI::Option* take_payload(CLI::App& command, std::string& payload);

// One function a command: declares it, and sets `code` to its exit code when it was asked for.
void add_blame(CLI::App& app, int& code);
void add_demo_server(CLI::App& app, int& code);
void add_diff(CLI::App& app, int& code);
void add_dump(CLI::App& app, int& code);
void add_exercise(CLI::App& app, int& code);
void add_export(CLI::App& app, int& code);
void add_fetch(CLI::App& app, int& code);
void add_format(CLI::App& app, int& code);
void add_grade(CLI::App& app, int& code);
void add_grep(CLI::App& app, int& code);
void add_info(CLI::App& app, int& code);
void add_lesson(CLI::App& app, int& code);
void add_lint(CLI::App& app, int& code);
void add_order(CLI::App& app, int& code);
void add_predict(CLI::App& app, int& code);
void add_quiz(CLI::App& app, int& code);
void add_record(CLI::App& app, int& code);
void add_replay(CLI::App& app, int& code);
void add_schema(CLI::App& app, int& code);
void add_stats(CLI::App& app, int& code);
void add_walk(CLI::App& app, int& code);
void add_why(CLI::App& app, int& code);
void add_why_not(CLI::App& app, int& code);

}  // namespace eyewall::cli
