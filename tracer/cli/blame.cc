// eyewall blame TRACE: who held the loop, and who waited.
#include "explain/blame.h"

#include <algorithm>
#include <iostream>
#include <limits>
#include <nlohmann/json.hpp>

#include "cli/cli.h"
#include "explain/narrate.h"
#include "explain/text.h"

namespace eyewall::cli {
namespace {

constexpr std::size_t kMargin = 16;
constexpr std::size_t kWaiters = 5;  // that are shown of each

struct BlameOptions {
  std::string path;
  double over_ms = 0;
  std::size_t top = 10;
  bool json = false;
};

void line(std::string front, std::string_view text) {
  front.insert(0, kMargin - 2 - std::min(kMargin - 2, front.size()), ' ');
  for (const std::string& part : explain::wrap(text, kColumns - kMargin)) {
    std::cout << front << "  " << part << '\n';
    front.assign(front.size(), ' ');
  }
}

void print_text(const explain::Blame& blame) {
  line(explain::milliseconds(blame.ns), "step " + std::to_string(blame.seq) + ": " + blame.name +
                                            (blame.ended ? "" : ", which has not returned"));
  if (!blame.mostly.empty())
    line("", "mostly in " + blame.mostly + ": " + explain::milliseconds(blame.mostly_ns));
  if (!blame.served.empty()) line("", "serving " + blame.served);
  for (std::size_t i = 0; i < std::min(blame.waited.size(), kWaiters); ++i) {
    const explain::Waited& each = blame.waited[i];
    line("", each.name + " waited " + (each.at_most ? "at most " : "") +
                 explain::milliseconds(each.ns));
  }
  if (blame.waited.size() > kWaiters)
    line("", "and " + std::to_string(blame.waited.size() - kWaiters) + " more waited");
  if (blame.waited.empty()) line("", "nobody waited");
}

void print_json(const explain::Blame& blame) {
  nlohmann::ordered_json out;
  out["seq"] = blame.seq;
  out["name"] = blame.name;
  out["ns"] = blame.ns;
  out["ended"] = blame.ended;
  if (!blame.mostly.empty()) out["mostly"] = {{"name", blame.mostly}, {"ns", blame.mostly_ns}};
  if (!blame.served.empty()) out["served"] = blame.served;
  out["waited"] = nlohmann::json::array();
  for (const explain::Waited& each : blame.waited) {
    out["waited"].push_back({{"sort", to_string(each.object.sort)},
                             {"id", each.object.id},
                             {"name", each.name},
                             {"ns", each.ns},
                             {"at_most", each.at_most}});
  }
  put_json(out);
}

int blame(const BlameOptions& options) {
  const read::Trace trace = load(options.path);
  const std::size_t top = options.top == 0 ? std::numeric_limits<std::size_t>::max() : options.top;
  const auto blames = explain::blame(trace, static_cast<std::int64_t>(options.over_ms * 1e6), top);
  for (const explain::Blame& each : blames) options.json ? print_json(each) : print_text(each);
  if (blames.empty()) say("nothing held the loop so long");
  return blames.empty() ? kNothing : kYes;
}

}  // namespace

void add_blame(CLI::App& app, int& code) {
  auto* const command =
      app.add_subcommand("blame", "Say which callbacks held the loop, and who waited meanwhile");
  const auto options = std::make_shared<BlameOptions>();
  take_trace(*command, options->path);
  command->add_option("--over", options->over_ms, "only what took at least so many milliseconds")
      ->check(CLI::NonNegativeNumber)
      ->type_name("MS");
  command->add_option("--top", options->top, "how many, the longest first (10); 0: all")
      ->type_name("N");
  command->add_flag("--json", options->json, "a JSON object a line");
  command->footer(
      "A descriptor that the next poll finds ready waited for an unknown part of that time.\n"
      "Exit code 4 when nothing took so long.\n"
      "Example: eyewall blame run.jsonl --over 10");
  command->callback([options, &code] { code = blame(*options); });
}

}  // namespace eyewall::cli
