// eyewall stats TRACE: counts and times, by name.
#include "explain/stats.h"

#include <algorithm>
#include <cstdio>
#include <iostream>
#include <map>
#include <nlohmann/json.hpp>

#include "cli/cli.h"
#include "explain/text.h"

namespace eyewall::cli {
namespace {

using explain::StatsOrder;

constexpr std::size_t kNameWidth = 23;
const std::map<std::string, StatsOrder> kOrders = {
    {"running", StatsOrder::running}, {"self", StatsOrder::self},
    {"longest", StatsOrder::longest}, {"waiting", StatsOrder::waiting},
    {"count", StatsOrder::count},     {"name", StatsOrder::name}};

struct StatsOptions {
  std::string path;
  std::string sort = "running";
  bool json = false;
};

// Milliseconds in nine columns, with as many decimals as there is room for.
std::string ms(std::int64_t ns) {
  char text[40];
  const double value = static_cast<double>(ns) / 1e6;
  const int decimals = value < 1e5 ? 3 : value < 1e7 ? 1 : 0;
  std::snprintf(text, sizeof text, "%.*f", decimals, value);
  return text;
}

std::string cell(std::string text, std::size_t width) {
  return std::string(width - std::min(width, text.size()), ' ') + text;
}

// A name in its column; a longer one has a line to itself.
std::string name_cell(std::string_view name) {
  std::string text = name.empty() ? "(no name)" : read::printable(name);
  const std::size_t columns = explain::columns_of(text);
  if (columns > kNameWidth) return text + '\n' + std::string(kNameWidth, ' ');
  return text + std::string(kNameWidth - columns, ' ');
}

void print_text(const explain::StatsTable& table) {
  const bool waits = table.title != "calls" && table.title != "kinds";
  std::string title(table.title);
  title.resize(kNameWidth, ' ');
  std::cout << title << cell("count", 8) << cell("running", 10) << cell("self", 10)
            << cell("longest", 10) << cell("at step", 9) << (waits ? cell("waiting", 10) : "")
            << '\n';
  for (const explain::StatsRow& row : table.rows) {
    std::cout << name_cell(row.name) << cell(std::to_string(row.count), 8);
    if (row.runs != 0)
      std::cout << cell(ms(row.running_ns), 10) << cell(ms(row.self_ns), 10)
                << cell(ms(row.longest_ns), 10) << cell(std::to_string(row.longest), 9);
    if (row.runs != 0 && waits) std::cout << cell(ms(row.waiting_ns), 10);
    std::cout << '\n';
  }
}

void print_json(const std::vector<explain::StatsTable>& tables) {
  nlohmann::ordered_json out = nlohmann::ordered_json::object();
  for (const explain::StatsTable& table : tables) {
    for (const explain::StatsRow& row : table.rows) {
      nlohmann::ordered_json one;
      one["name"] = row.name;
      one["count"] = row.count;
      one["runs"] = row.runs;
      one["running_ns"] = row.running_ns;
      one["self_ns"] = row.self_ns;
      one["longest_ns"] = row.longest_ns;
      if (row.longest != 0) one["longest"] = row.longest;
      one["waiting_ns"] = row.waiting_ns;
      one["longest_wait_ns"] = row.longest_wait_ns;
      out[std::string(table.title)].push_back(std::move(one));
    }
  }
  put_json(out);
}

int stats(const StatsOptions& options) {
  const auto tables = explain::stats(load(options.path), kOrders.at(options.sort));
  if (options.json) {
    print_json(tables);
  } else {
    for (const explain::StatsTable& table : tables) {
      if (&table != &tables.front()) std::cout << '\n';
      print_text(table);
    }
  }
  return kYes;
}

}  // namespace

void add_stats(CLI::App& app, int& code) {
  auto* const command =
      app.add_subcommand("stats", "Count and time kinds, callbacks, coroutines and tasks");
  const auto options = std::make_shared<StatsOptions>();
  take_trace(*command, options->path);
  command
      ->add_option("--sort", options->sort,
                   "running (default), self, longest, waiting, count or name")
      ->check(CLI::IsMember(kOrders))
      ->type_name("BY");
  command->add_flag("--json", options->json, "one JSON object");
  command->footer(
      "Times are in milliseconds. running: all runs; self: without what is called in them;\n"
      "waiting: from when it was scheduled, due, ready or suspended until it ran.\n"
      "Example: eyewall stats run.jsonl --sort waiting");
  command->callback([options, &code] { code = stats(*options); });
}

}  // namespace eyewall::cli
