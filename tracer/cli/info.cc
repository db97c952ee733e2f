// eyewall info TRACE: what a trace is, in a few lines.
#include <iostream>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <utility>

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

// Counts by kind. Nearly all events are of a kind that has a number.
class Kinds {
 public:
  void count(const read::Event& event) {
    if (event.kind) {
      ++known_[static_cast<std::size_t>(*event.kind)];
    } else {
      ++others_[std::string(event.kind_name)];
    }
  }

  std::map<std::string, std::uint64_t> by_name() const {
    std::map<std::string, std::uint64_t> counts = others_;
    for (std::size_t kind = 0; kind < known_.size(); ++kind) {
      if (known_[kind] != 0) counts.emplace(trace::kinds()[kind].name, known_[kind]);
    }
    return counts;
  }

 private:
  std::vector<std::uint64_t> known_ = std::vector<std::uint64_t>(trace::kinds().size());
  std::map<std::string, std::uint64_t> others_;
};

Summary summarize(const std::string& path) {
  read::Stream stream(path);
  require_header(path, stream.header());
  Summary summary;
  Kinds kinds;
  while (stream.next()) {
    const read::Event& event = stream.event();
    ++summary.events;
    summary.duration_ns = event.t;
    kinds.count(event);
    summary.threads.insert(summary.threads.end(), event.thread);  // the last one, most often
  }
  summary.kinds = kinds.by_name();
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
  put_json(out);
}

void print_text(const Summary& summary) {
  const auto shown = [](const std::string& text) { return '"' + read::printable(text) + '"'; };
  std::cout << "program   " << shown(summary.header.program) << "\nargv      ";
  std::string before = "[";
  for (const std::string& word : summary.header.argv) {
    std::cout << std::exchange(before, ",") << shown(word);
  }
  std::cout << (summary.header.argv.empty() ? "[]" : "]");
  std::cout << "\npid       " << summary.header.pid << "\nstart     " << shown(summary.header.start)
            << "\nduration  " << explain::milliseconds(summary.duration_ns) << "\nthreads   "
            << summary.threads.size() << "\nstate     "
            << (summary.complete ? "complete"
                : summary.torn   ? "cut off, in the middle of a line"
                                 : "cut off")
            << "\nevents    " << summary.events << '\n';
  for (const auto& [kind, count] : summary.kinds) {
    std::cout << "  " << std::setw(8) << count << "  " << read::printable(kind) << '\n';
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
