// eyewall record -o FILE -- PROG...: run a program and record it.
#include <sys/stat.h>

#include "cli/cli.h"
#include "cli/spawn.h"

namespace eyewall::cli {
namespace {

struct RecordOptions {
  std::string output;
  std::string payload;
  std::vector<std::string> program;
};

// What tells one state of a file from another: its inode, length and time of change.
struct State {
  explicit State(const std::string& path) {
    struct stat status {};
    if (::stat(path.c_str(), &status) != 0) return;
    inode = status.st_ino;
    size = status.st_size;
    seconds = status.st_mtim.tv_sec;
    nanoseconds = status.st_mtim.tv_nsec;
  }
  bool operator==(const State&) const = default;

  ino_t inode = 0;
  off_t size = 0;
  time_t seconds = 0;
  long nanoseconds = 0;
};

bool one_file(const std::string& path) {
  return path.find("%p") == std::string::npos;
}

int record(const RecordOptions& options) {
  record_into(options.output, options.payload);
  const State before(options.output);
  const Ending ending = run_child(options.program);
  const State after(options.output);
  const bool recorded = !one_file(options.output) || (after.size != 0 && !(after == before));
  if (!recorded) say(options.program[0] + " left no trace: is it linked to Eyewall's recorder?");
  if (ending.failed()) {
    say(options.program[0] + " " + to_string(ending));
    return kProgramFailed;
  }
  return recorded ? kYes : kNo;
}

}  // namespace

void add_record(CLI::App& app, int& code) {
  auto* const command =
      app.add_subcommand("record", "Run a program that is linked to Eyewall, and record it");
  const auto options = std::make_shared<RecordOptions>();
  command
      ->add_option("-o,--output", options->output,
                   "the trace to write; %p stands for the process's number")
      ->required()
      ->type_name("FILE");
  take_payload(*command, options->payload);
  command->add_option("PROG", options->program, "the program and its arguments, behind --")
      ->required()
      ->type_name("");
  command->positionals_at_end();
  command->footer(
      "Exit code 5 when the program failed, 1 when it recorded nothing.\n"
      "Example: eyewall record -o run.jsonl -- ./my_program --my-option");
  command->callback([options, &code] { code = record(*options); });
}

}  // namespace eyewall::cli
