// eyewall order TRACE: what the loop did, in the form of the golden orders.
#include "explain/order.h"

#include <iostream>

#include "cli/cli.h"

namespace eyewall::cli {

void add_order(CLI::App& app, int& code) {
  struct Options {
    std::string path;
    explain::OrderOptions order;
  };
  auto* const command =
      app.add_subcommand("order", "Print what the loop did, in the form of the golden orders");
  const auto options = std::make_shared<Options>();
  take_trace(*command, options->path);
  command->add_flag("--names", options->order.names, "with the descriptors' names");
  command->add_flag("--steps", options->order.steps, "with the walkthrough's labels merged in");
  command->callback([options, &code] {
    for (const std::string& line : explain::order(load(options->path), options->order)) {
      std::cout << line << '\n';
    }
    code = kYes;
  });
}

}  // namespace eyewall::cli
