// eyewall info TRACE: what a trace is, in a few lines.
#include <iostream>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "cli/cli.h"
#include "explain/narrate.h"
#include "read/stream.h"

namespace eyewall::cli {
namespace {

struct Summary {
  read::Header header;
  std::uint64_t events = 0;
  std::int64_t duration_ns = 0;
  std::map<std::string, std::uint64_t> kinds;
  std::set<std::uint32_t> threads;
  bool complete = false;
  bool torn = false;
};

Summary summarize(const std::string& path) {
  read::Stream stream(path);
  Summary summary;
  while (stream.next()) {
    const read::Event& event = stream.event();
    ++summary.events;
    summary.duration_ns = event.t;
    ++summary.kinds[std::string(event.kind_name)];
    summary.threads.insert(event.thread);
  }
  summary.header = stream.header();
  summary.complete = stream.complete();
  summary.torn = stream.torn();
  return summary;
}

void print_json(const Summary& summary) {
  nlohmann::ordered_json out;
  out["program"] = summary.header.program;
  out["argv"] = summary.header.argv;
  out["pid"] = summary.header.pid;
  out["start"] = summary.header.start;
  out["duration_ns"] = summary.duration_ns;
  out["payload"] = summary.header.payload;
  out["events"] = summary.events;
  out["kinds"] = summary.kinds;
  out["threads"] = summary.threads.size();
  out["complete"] = summary.complete;
  out["torn"] = summary.torn;
  std::cout << out.dump() << '\n';
}

void print_text(const Summary& summary) {
  // Through JSON's escapes: what a trace says must not steer the terminal.
  const nlohmann::json program = summary.header.program;
  const nlohmann::json argv = summary.header.argv;
  std::cout << "program   " << program.dump() << "\nargv      " << argv.dump() << "\npid       "
            << summary.header.pid << "\nstart     " << nlohmann::json(summary.header.start).dump()
            << "\nduration  " << explain::milliseconds(summary.duration_ns) << "\nthreads   "
            << summary.threads.size() << "\nstate     "
            << (summary.complete ? "complete"
                : summary.torn   ? "cut off, in the middle of a line"
                                 : "cut off")
            << "\nevents    " << summary.events << '\n';
  for (const auto& [kind, count] : summary.kinds) {
    std::cout << "  " << std::setw(8) << count << "  " << kind << '\n';
  }
}

}  // namespace

void add_info(CLI::App& app, int& code) {
  struct Options {
    std::string path;
    bool json = false;
  };
  auto* const command =
      app.add_subcommand("info", "Say what a trace is: program, times, kinds of events");
  const auto options = std::make_shared<Options>();
  take_trace(*command, options->path);
  command->add_flag("--json", options->json, "one JSON object");
  command->callback([options, &code] {
    const Summary summary = summarize(options->path);
    options->json ? print_json(summary) : print_text(summary);
    code = kYes;
  });
}

}  // namespace eyewall::cli
