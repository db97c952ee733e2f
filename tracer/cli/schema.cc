// eyewall schema: the JSON Schema of the trace format.
#include <iostream>

#include "cli/cli.h"
#include "view/reference.h"

namespace eyewall::cli {

void add_schema(CLI::App& app, int& code) {
  auto* const command = app.add_subcommand("schema", "Print the JSON Schema of a trace's lines");
  command->callback([&code] {
    view::print_schema(std::cout);
    code = kYes;
  });
}

}  // namespace eyewall::cli
