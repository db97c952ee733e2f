// eyewall replay TRACE: the full-screen player on a terminal, else the line player.
#include <signal.h>
#include <unistd.h>

#include <atomic>
#include <filesystem>
#include <fstream>
#include <iostream>

#include "cli/cli.h"
#include "cli/line_editor.h"
#include "screen/terminal.h"
#include "view/command.h"
#include "view/player.h"

namespace eyewall::cli {
namespace {

struct ReplayOptions {
  std::string path;
  std::string file;
  std::string script;
  std::string level;
  std::string at;
  bool plain = false;
  bool json = false;
};

std::atomic<bool> interrupted = false;
static_assert(std::atomic<bool>::is_always_lock_free);  // a signal handler sets it

// A player, and how its answers are written.
class Replay {
 public:
  Replay(view::Navigator& navigator, bool json)
      : navigator_(navigator),
        player_(navigator, view::Source({".", EYEWALL_SOURCE_DIR})),
        json_(json) {}

  void begin();
  bool obey(std::string_view text, const std::string& place = {});
  int follow(const std::vector<std::string>& commands, std::string_view place, bool blanks);
  int listen();
  int converse();

 private:
  void write(const view::Answer& answer);

  view::Navigator& navigator_;
  view::Player player_;
  bool json_;
  bool quit_ = false;
};

void Replay::begin() {
  if (!json_) write(player_.here());
}

void Replay::write(const view::Answer& answer) {
  if (!json_) {
    std::cout << answer.text;
  } else if (!answer.data.empty()) {
    put_json(answer.data);
  }
  std::cout << std::flush;  // whoever wrote the command may wait for the answer
}

// Obeys one command. False: it was no good, which it says; `place` is where the command stands.
bool Replay::obey(std::string_view text, const std::string& place) {
  try {
    const view::Answer answer = player_.obey(text);
    quit_ = answer.quit;
    if (!quit_) write(answer);
    return true;
  } catch (const std::invalid_argument& error) {
    if (json_) put_json(player_.refusal(text, error.what()));
    std::cout << std::flush;
    const std::string where = place + " ('" + std::string(text) + "'): ";
    say((place.empty() ? "" : where) + error.what());
    return false;
  }
}

// Commands that were written beforehand: each is shown, and the first bad one ends the replay.
// `blanks`: a blank line repeats; else it only parts.
int Replay::follow(const std::vector<std::string>& commands, std::string_view place, bool blanks) {
  begin();
  for (std::size_t i = 0; i < commands.size() && !quit_; ++i) {
    if (!blanks && view::trimmed(commands[i]).empty()) continue;
    if (!json_) std::cout << player_.prompt() << commands[i] << '\n';
    if (!obey(commands[i], std::string(place) + " " + std::to_string(i + 1))) return kUsage;
  }
  return kYes;
}

// Commands as they come from a pipe: likewise, but each is obeyed as soon as it is there.
int Replay::listen() {
  begin();
  std::string text;
  for (std::size_t number = 1; !quit_ && std::getline(std::cin, text); ++number) {
    if (!json_) std::cout << player_.prompt() << text << '\n';
    if (!obey(text, "line " + std::to_string(number))) return kUsage;
  }
  return kYes;
}

// Commands from a person: a bad one is told, and the next is read. Ctrl-C ends a long run.
int Replay::converse() {
  struct sigaction action = {};
  action.sa_handler = [](int) {
    interrupted = true;
    LineEditor::interrupt();
  };
  ::sigaction(SIGINT, &action, nullptr);
  navigator_.interrupt_with(&interrupted);
  LineEditor editor([this](std::string_view line) { return view::complete(navigator_, line); });
  begin();
  while (!quit_) {
    const auto text = editor.read(player_.prompt());
    if (!text) {
      std::cout << '\n';
      break;
    }
    interrupted = false;
    obey(*text);
  }
  return kYes;
}

std::vector<std::string> lines_of(const std::string& path) {
  std::ifstream file(path);
  std::vector<std::string> lines;
  for (std::string line; std::getline(file, line);) lines.push_back(line);
  if (!file.eof()) throw Problem("cannot read " + path);
  return lines;
}

// Where marks and notes are kept: beside a trace that is a file.
std::string notes_of(const std::string& path) {
  std::error_code error;
  return std::filesystem::is_regular_file(path, error) ? path + ".notes" : std::string();
}

// Whether the full-screen player is wanted; where it cannot be had, it says so.
bool full_screen(const ReplayOptions& options) {
  if (options.plain || options.json || !options.file.empty() || !options.script.empty()) {
    return false;
  }
  if (::isatty(STDIN_FILENO) == 0 || ::isatty(STDOUT_FILENO) == 0) return false;
  const std::string reason = screen::unfit();
  if (!reason.empty()) say(reason + "; this is the line player");
  return reason.empty();
}

int show(view::Navigator& navigator) {
  screen::App app(navigator, view::Source({".", EYEWALL_SOURCE_DIR}));
  screen::run(app, navigator);
  return kYes;
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
  view::Navigator navigator(trace, notes_of(options.path));
  if (const std::string& trouble = navigator.notebook().trouble(); !trouble.empty()) say(trouble);
  if (const auto level = trace::level_named(options.level)) navigator.set_level(*level);
  if (!options.at.empty()) navigator.go(options.at);
  if (full_screen(options)) return show(navigator);
  Replay replay(navigator, options.json);
  if (!options.file.empty())
    return replay.follow(lines_of(options.file), options.file + ", line", false);
  if (!options.script.empty()) {
    return replay.follow(view::split_commands(options.script), "command", true);
  }
  if (::isatty(STDIN_FILENO) != 0 && ::isatty(STDOUT_FILENO) != 0) return replay.converse();
  return replay.listen();
}

// The words, from their table, for --help.
std::string footer() {
  view::Group group{};
  std::string text =
      "On a terminal this is a full screen: ? shows its keys, and : takes the words below. With\n"
      "--plain, --json, -x, --cmd, or no terminal, it obeys them line by line.\n\n"
      "Words, by their shortest name or any beginning; 'help WORD' explains one:";
  std::size_t column = 0;
  for (const view::Word& word : view::words()) {
    if (group != word.group || column == 0)
      text += "\n  " + std::string(title(group = word.group)) + ":", column = 20;
    column += word.name.size() + 1;
    if (column > 78) text += "\n   ", column = 4 + word.name.size();
    text += " " + std::string(word.name);
  }
  return text +
         "\n\nExamples:\n  eyewall replay run.jsonl\n"
         "  eyewall replay run.jsonl --at 120\n"
         "  eyewall replay run.jsonl --cmd 'break callback.begin:name=on_*; c; info ready'\n"
         "  eyewall replay run.jsonl --json --cmd 'goto end; last future 2'";
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
  command->add_option("--level", options->level, "what is shown: coroutine, loop or syscall (all)")
      ->check(CLI::IsMember({"coroutine", "loop", "syscall"}))
      ->type_name("LEVEL");
  command->add_option("--at", options->at, "start there: an event's number, or what goto takes")
      ->type_name("PLACE");
  command->add_flag("--json", options->json, "each answer as a JSON object, one a line");
  command->footer(footer());
  command->callback([options, &code] { code = replay(*options); });
}

}  // namespace eyewall::cli
