// eyewall walk TRACE: the walkthrough's steps, as this run took them.
#include "explain/walk.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <iostream>
#include <nlohmann/json.hpp>

#include "cli/cli.h"
#include "explain/catalogue.h"
#include "explain/narrate.h"
#include "explain/text.h"

namespace eyewall::cli {
namespace {

constexpr int kUsualColumns = 80;

int columns() {
  winsize size{};
  if (::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) return size.ws_col;
  return kUsualColumns;
}

std::string_view word(explain::Found found) {
  switch (found) {
    case explain::Found::in_place:
      return "in place";
    case explain::Found::misplaced:
      return "out of order";
    case explain::Found::missing:
      return "missing";
  }
  return {};
}

void print_json(const explain::Walk& walk) {
  nlohmann::ordered_json out = {{"complete", walk.complete()},
                                {"matched", walk.matched()},
                                {"steps", walk.steps()},
                                {"walk", nlohmann::ordered_json::array()}};
  for (const explain::WalkEntry& entry : walk.entries()) {
    const explain::Step& step = *entry.step;
    if (step.role == explain::Role::part) continue;
    nlohmann::ordered_json one = {{"step", step.label}, {"found", word(entry.found)}};
    if (const read::Event* const event = entry.event) {
      one["seq"] = event->seq;
      one["t"] = event->t;
      one["text"] = explain::fill(explain::sentence_of(step), *event);
      if (!event->file.empty()) one["at"] = explain::site(*event);
    }
    if (!step.file.empty()) one["tornado"] = {{"file", step.file}, {"function", step.function}};
    out["walk"].push_back(std::move(one));
  }
  put_json(out);
}

// The walkthrough is that of a fetch: of a server that fetches nothing it can say nothing.
bool only_serves(const read::Trace& trace) {
  bool serves = false;
  for (const read::Event& event : trace.events()) {
    if (event.is(trace::Kind::http_fetch)) return false;
    serves = serves || event.is(trace::Kind::net_listen);
  }
  return serves;
}

int walk(const std::string& path, int columns, bool json) {
  const read::Trace trace = load(path);
  if (only_serves(trace)) {
    say("the walkthrough is that of a fetch, and this program fetches nothing: it serves");
    say("see what it did: eyewall order " + path + "; eyewall dump " + path + " --kind 'http.*'");
    return kNothing;
  }
  const explain::Walk walk = explain::walk(trace);
  if (json)
    print_json(walk);
  else
    explain::print(std::cout, walk, columns);
  return walk.complete() ? kYes : kNo;
}

}  // namespace

void add_walk(CLI::App& app, int& code) {
  struct Options {
    std::string path;
    int columns = 0;
    bool json = false;
  };
  auto* const command =
      app.add_subcommand("walk", "Print the walkthrough's 51 steps, as this run took them");
  const auto options = std::make_shared<Options>();
  take_trace(*command, options->path);
  command->add_option("--columns", options->columns, "width of the text (the terminal's, or 80)")
      ->check(CLI::Range(60, 1000))
      ->type_name("N");
  command->add_flag("--json", options->json, "one JSON object");
  command->footer(
      "Exit code 1 when a step is missing or out of order, 4 when the program only serves.\n"
      "Example: eyewall walk run.jsonl --columns 120");
  command->callback([options, &code] {
    const int wide = options->columns != 0 ? options->columns : columns();
    code = walk(options->path, wide, options->json);
  });
}

}  // namespace eyewall::cli
