// eyewall walk TRACE: the walkthrough's steps, as this run took them.
#include "explain/walk.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <iostream>

#include "cli/cli.h"

namespace eyewall::cli {
namespace {

constexpr int kUsualColumns = 80;

int columns() {
  winsize size{};
  if (::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) return size.ws_col;
  return kUsualColumns;
}

}  // namespace

void add_walk(CLI::App& app, int& code) {
  struct Options {
    std::string path;
    int columns = 0;
  };
  auto* const command =
      app.add_subcommand("walk", "Print the walkthrough's 51 steps, as this run took them");
  const auto options = std::make_shared<Options>();
  take_trace(*command, options->path);
  command->add_option("--columns", options->columns, "width of the text (the terminal's, or 80)")
      ->check(CLI::Range(60, 1000))
      ->type_name("N");
  command->footer("Exit code 1 when a step is missing or out of order.");
  command->callback([options, &code] {
    const read::Trace trace = load(options->path);
    const explain::Walk walk = explain::walk(trace);
    explain::print(std::cout, walk, options->columns != 0 ? options->columns : columns());
    code = walk.complete() ? kYes : kNo;
  });
}

}  // namespace eyewall::cli
