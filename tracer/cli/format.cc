// eyewall format: the reference of the trace format.
#include <iostream>

#include "cli/cli.h"
#include "view/reference.h"

namespace eyewall::cli {

void add_format(CLI::App& app, int& code) {
  auto* const command =
      app.add_subcommand("format", "Print the reference of the trace format, in Markdown");
  command->callback([&code] {
    view::print_format(std::cout);
    code = kYes;
  });
}

}  // namespace eyewall::cli
