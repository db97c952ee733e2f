// eyewall replay TRACE: the line player.
#include <unistd.h>

#include <fstream>
#include <iostream>

#include "cli/cli.h"
#include "screen/terminal.h"
#include "view/player.h"

namespace eyewall::cli {
namespace {

struct ReplayOptions {
  std::string path;
  std::string file;
  std::string script;
  bool plain = false;
};

// Whether the full-screen player is wanted; says so where it is and cannot be had.
bool full_screen(const ReplayOptions& options) {
  if (options.plain || !options.file.empty() || !options.script.empty()) return false;
  if (::isatty(STDIN_FILENO) == 0 || ::isatty(STDOUT_FILENO) == 0) return false;
  const std::string reason = screen::unfit();
  if (!reason.empty()) say(reason + "; this is the line player");
  return reason.empty();
}

int show(const read::Trace& trace) {
  view::Navigator navigator(trace);
  view::Source source({".", EYEWALL_SOURCE_DIR});
  screen::App app(navigator, source, [&](std::string_view command, std::ostream& out) {
    view::Player player(trace, source, out);
    return player.run(command);
  });
  screen::run(app, navigator);
  return kYes;
}

// Commands that were written beforehand: each is shown, and the first bad one ends the replay.
int follow(view::Player& player, const std::vector<std::string>& commands) {
  player.show();
  for (const std::string& text : commands) {
    std::cout << player.prompt() << text << '\n';
    try {
      if (!player.run(text)) break;
    } catch (const std::invalid_argument& error) {
      say(error.what());
      return kUsage;
    }
  }
  return kYes;
}

// Commands as they come from a person, or a pipe: a bad one is told, and the next is read.
int converse(view::Player& player) {
  const bool typed = ::isatty(STDIN_FILENO) != 0;
  player.show();
  std::string text;
  while (std::cout << player.prompt() << std::flush, std::getline(std::cin, text)) {
    if (!typed) std::cout << text << '\n';
    try {
      if (!player.run(text)) return kYes;
    } catch (const std::invalid_argument& error) {
      std::cout.flush();
      say(error.what());
    }
  }
  std::cout << '\n';
  return kYes;
}

std::vector<std::string> lines_of(const std::string& path) {
  std::ifstream file(path);
  std::vector<std::string> lines;
  for (std::string line; std::getline(file, line);) lines.push_back(line);
  if (!file.eof()) throw Problem("cannot read " + path);
  return lines;
}

int replay(const ReplayOptions& options) {
  if (options.path == "-" && options.file.empty() && options.script.empty()) {
    throw Problem("standard input is the trace; give the commands with -x or --cmd");
  }
  const read::Trace trace = load(options.path);
  if (trace.events().empty()) {
    say("the trace has no events");
    return kNothing;
  }
  if (full_screen(options)) return show(trace);
  view::Player player(trace, view::Source({".", EYEWALL_SOURCE_DIR}), std::cout);
  if (!options.file.empty()) return follow(player, lines_of(options.file));
  if (!options.script.empty()) return follow(player, view::split_commands(options.script));
  return converse(player);
}

}  // namespace

void add_replay(CLI::App& app, int& code) {
  auto* const command =
      app.add_subcommand("replay", "Step through a trace, forwards and backwards");
  const auto options = std::make_shared<ReplayOptions>();
  take_trace(*command, options->path);
  auto* const file =
      command->add_option("-x", options->file, "read the commands from a file")->type_name("FILE");
  command->add_option("--cmd", options->script, "the commands, with ; between them")
      ->type_name("TEXT")
      ->excludes(file);
  command->add_flag("--plain", options->plain, "the line player, also on a terminal");
  command->footer(
      "Commands: step back goto print list help quit, or their first letters.\n"
      "Example: eyewall replay run.jsonl --cmd 's 5; p; b'");
  command->callback([options, &code] { code = replay(*options); });
}

}  // namespace eyewall::cli
