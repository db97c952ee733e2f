// The `eyewall` command: options and exit codes; the work is done by the parts of tracer/.
#include <algorithm>
#include <iostream>

#include "cli/cli.h"
#include "cli/language.h"

namespace eyewall::cli {
namespace {

constexpr char kAbout[] =
    "Eyewall: see every event and every callback of a Tornado-like loop.\n"
    "A program that is linked to it writes a trace when EYEWALL_TRACE=FILE is set;\n"
    "the commands below run programs and read traces.";

constexpr char kExamples[] =
    "Examples:\n"
    "  eyewall lesson                          the lessons, a line each\n"
    "  eyewall lesson 09 --record run.jsonl    run one, and record it\n"
    "  eyewall walk run.jsonl                  the 51 steps of the walkthrough, in this run\n"
    "  eyewall walk run.jsonl --lang zh        the same in Chinese\n"
    "  eyewall replay run.jsonl                step through it, forwards and backwards\n"
    "  eyewall dump run.jsonl --level loop --kind 'callback.*'\n"
    "  eyewall record -o mine.jsonl -- ./my_program --my-option\n"
    "\n"
    "Exit codes: 0 yes, 1 no, 2 usage or bad input, 3 a trace that cannot be read,\n"
    "4 nothing matched, 5 the recorded program failed.\n"
    "Data goes to stdout, messages to stderr. `eyewall COMMAND --help` says more.";

void add_commands(CLI::App& app, int& code) {
  add_lesson(app, code);
  add_exercise(app, code);
  add_grade(app, code);
  add_record(app, code);
  add_info(app, code);
  add_dump(app, code);
  add_grep(app, code);
  add_lint(app, code);
  add_blame(app, code);
  add_stats(app, code);
  add_order(app, code);
  add_walk(app, code);
  add_why(app, code);
  add_why_not(app, code);
  add_replay(app, code);
  add_predict(app, code);
  add_quiz(app, code);
  add_demo_server(app, code);
  add_diff(app, code);
  add_export(app, code);
  add_fetch(app, code);
  add_format(app, code);
  add_schema(app, code);
}

bool has_command(const CLI::App& app, std::string_view name) {
  const auto commands = app.get_subcommands([](const CLI::App*) { return true; });
  return std::any_of(commands.begin(), commands.end(),
                     [name](const CLI::App* command) { return command->get_name() == name; });
}

int run(int argc, char** argv) {
  int code = kYes;
  CLI::App app(kAbout, "eyewall");
  app.footer(kExamples);
  app.set_version_flag("--version", "eyewall " EYEWALL_VERSION, "print the version and leave");
  app.get_help_ptr()->description("print this and leave");
  app.require_subcommand(1);
  add_commands(app, code);
  take_language(app);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    if (argc > 1 && *argv[1] != '-' && !has_command(app, argv[1])) {
      say(std::string("there is no command '") + argv[1] + "'; `eyewall --help` lists them");
      return kUsage;
    }
    return app.exit(error) == 0 ? kYes : kUsage;
  }
  return code;
}

// Runs it, and turns what it throws into a message and an exit code.
int guarded(int argc, char** argv) {
  try {
    return run(argc, argv);
  } catch (const read::Error& error) {
    say(error.what());
    return kUnreadable;
  } catch (const std::exception& error) {
    say(error.what());
    return kUsage;
  }
}

}  // namespace
}  // namespace eyewall::cli

int main(int argc, char** argv) {
  std::ios::sync_with_stdio(false);
  const int code = eyewall::cli::guarded(argc, argv);
  if (!std::cout.flush()) {
    eyewall::cli::say("cannot write to standard output");
    return eyewall::cli::kUsage;
  }
  return code;
}
