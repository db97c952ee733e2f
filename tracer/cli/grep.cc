// eyewall grep PATTERN TRACE: the events that a pattern means.
#include <deque>
#include <iostream>

#include "cli/cli.h"
#include "explain/kept.h"
#include "explain/narrate.h"
#include "explain/pattern.h"
#include "read/stream.h"

namespace eyewall::cli {
namespace {

struct GrepOptions {
  std::string pattern;
  std::string path;
  std::size_t context = 0;
  bool count = false;
  bool json = false;
};

// Prints hits and what stands around them, each event once.
class Printer {
 public:
  explicit Printer(const GrepOptions& options) : options_(options) {}

  void show(const read::Stream& stream, bool hit) {
    const read::Event& event = stream.event();
    if (hit && options_.json) {
      std::cout << stream.line() << '\n';
    } else if (hit) {
      if (options_.context != 0 && shown_ != 0 && event.seq > shown_ + before_.size() + 1)
        std::cout << "--\n";
      for (const explain::Kept& each : before_) line(each.event(), ' ');
      before_.clear();
      line(event, options_.context == 0 ? '\0' : '>');
      after_ = options_.context;
    } else if (after_ > 0) {
      --after_;
      line(event, ' ');
    } else if (options_.context > 0) {
      if (before_.size() == options_.context) before_.pop_front();
      before_.emplace_back(event);
    }
  }

 private:
  void line(const read::Event& event, char mark) {
    if (mark != '\0') std::cout << mark << ' ';
    std::cout << explain::line(event, 0) << '\n';
    shown_ = event.seq;
  }

  const GrepOptions& options_;
  std::deque<explain::Kept> before_;
  std::size_t after_ = 0;
  trace::Seq shown_ = 0;  // the last that was printed
};

// Counts what a pattern matches apart from first and again.
bool counts(explain::Pattern::Hit hit, std::uint64_t before) {
  return hit == explain::Pattern::Hit::every ||
         (before == 0) == (hit == explain::Pattern::Hit::first);
}

int grep(const GrepOptions& options) {
  const explain::Pattern pattern(options.pattern);
  read::Stream stream(options.path);
  explain::OpenScopes open;
  Printer printer(options);
  std::uint64_t events = 0;
  std::uint64_t matched = 0;
  std::uint64_t found = 0;
  while (stream.next()) {
    const read::Event& event = stream.event();
    ++events;
    bool hit = pattern.could_match(event.kind) && pattern.matches(open, event);
    if (hit) hit = counts(pattern.hit(), matched++);
    if (hit) ++found;
    if (pattern.needs_enclosing()) open.see(event);
    if (!options.count && (hit || options.context > 0)) printer.show(stream, hit);
  }
  if (options.count && options.json)
    std::cout << "{\"count\":" << found << "}\n";
  else if (options.count)
    std::cout << found << '\n';
  if (!stream.complete()) say_cut_off(options.path, events);
  if (found == 0) say("no event matches");
  return found == 0 ? kNothing : kYes;
}

}  // namespace

void add_grep(CLI::App& app, int& code) {
  auto* const command = app.add_subcommand("grep", "Find the events that a pattern means");
  const auto options = std::make_shared<GrepOptions>();
  command->add_option("PATTERN", options->pattern, "see below")->required()->type_name("");
  take_trace(*command, options->path);
  command->add_flag("--count", options->count, "only how many there are");
  auto* const context =
      command->add_option("--context,-C", options->context, "events before and after each, too")
          ->type_name("N");
  command->add_flag("--json", options->json, "the trace's own lines")->excludes(context);
  command->footer(
      "A pattern is a kind, a source line, conditions, or several of them:\n"
      "  poll.event:fd=7             a kind, and a field's value\n"
      "  'callback.*:name=on_*'      * is any text; quote it from the shell\n"
      "  'fd=7'  'delay_ns>1000000'  of any event\n"
      "  runner.cc:91                what that source line did\n"
      "  'stream.want under callback.begin name=on_headers'   what lies in a scope\n"
      "The whole language stands in tracer/explain/pattern.h. Exit code 4 when nothing matches.\n"
      "Example: eyewall grep poll.event:events=READ run.jsonl --context 2");
  command->callback([options, &code] { code = grep(*options); });
}

}  // namespace eyewall::cli
