// eyewall order TRACE: what the loop did, in the form of the golden orders.
#include "explain/order.h"

#include <iostream>
#include <nlohmann/json.hpp>

#include "cli/cli.h"

namespace eyewall::cli {

void add_order(CLI::App& app, int& code) {
  struct Options {
    std::string path;
    explain::OrderOptions order;
    bool json = false;
  };
  auto* const command =
      app.add_subcommand("order", "Print what the loop did, in the form of the golden orders");
  const auto options = std::make_shared<Options>();
  take_trace(*command, options->path);
  command->add_flag("--names", options->order.names,
                    "with the descriptors' names, which a server's order has anyway");
  command->add_flag("--steps", options->order.steps, "with the walkthrough's labels merged in");
  command->add_flag("--json", options->json, "one JSON object; \"events\" are the lines");
  command->footer("Example: eyewall order run.jsonl | diff expected.txt -");
  command->callback([options, &code] {
    const std::vector<std::string> lines = explain::order(load(options->path), options->order);
    if (options->json)
      put_json({{"events", lines}});
    else
      for (const std::string& line : lines) std::cout << line << '\n';
    code = kYes;
  });
}

}  // namespace eyewall::cli
