// eyewall dump TRACE: the events, a readable line each.
#include <fnmatch.h>

#include <algorithm>
#include <iostream>
#include <optional>

#include "cli/cli.h"
#include "explain/indent.h"
#include "explain/narrate.h"
#include "read/stream.h"

namespace eyewall::cli {
namespace {

struct DumpOptions {
  std::string path;
  std::string level = "syscall";
  std::vector<std::string> kinds;
  std::vector<std::string> names;
  std::optional<std::int64_t> fd;
  bool json = false;
};

bool matches(const std::vector<std::string>& globs, std::string_view text) {
  const std::string whole(text);
  return std::any_of(globs.begin(), globs.end(), [&](const std::string& glob) {
    return ::fnmatch(glob.c_str(), whole.c_str(), 0) == 0;
  });
}

bool wanted(const read::Event& event, const DumpOptions& options) {
  if (!options.kinds.empty() && !matches(options.kinds, event.kind_name)) return false;
  if (!options.names.empty() && !matches(options.names, event.text(trace::Field::name)) &&
      !matches(options.names, event.text(trace::Field::who))) {
    return false;
  }
  return !options.fd ||
         (event.has(trace::Field::fd) && event.integer(trace::Field::fd) == *options.fd);
}

int dump(const DumpOptions& options) {
  read::Stream stream(options.path);
  require_header(options.path, stream.header());
  const trace::Level level = *trace::level_named(options.level);  // checked by the command line
  explain::Indent indent(level);
  std::uint64_t events = 0;
  std::uint64_t shown = 0;
  while (stream.next()) {
    const read::Event& event = stream.event();
    const unsigned depth = indent.next(event);
    ++events;
    if (event.level() > level || !wanted(event, options)) continue;
    ++shown;
    if (options.json) {
      std::cout << stream.line() << '\n';
    } else {
      std::cout << explain::line(event, depth) << '\n';
    }
  }
  if (!stream.complete()) say_cut_off(options.path, events);
  if (shown == 0) say("no event matches");
  return shown == 0 ? kNothing : kYes;
}

}  // namespace

void add_dump(CLI::App& app, int& code) {
  auto* const command =
      app.add_subcommand("dump", "Print the events of a trace, a readable line each");
  const auto options = std::make_shared<DumpOptions>();
  take_trace(*command, options->path);
  command->add_option("--level", options->level, "detail: coroutine, loop, or syscall (everything)")
      ->check(CLI::IsMember({"coroutine", "loop", "syscall"}))
      ->type_name("LEVEL");
  command->add_option("--kind", options->kinds, "only this kind, * and ? allowed; may be repeated")
      ->allow_extra_args(false)
      ->type_name("GLOB");
  command->add_option("--name", options->names, "only this function or descriptor; * and ? allowed")
      ->allow_extra_args(false)
      ->type_name("GLOB");
  command->add_option("--fd", options->fd, "only this descriptor's number")->type_name("N");
  command->add_flag("--json", options->json, "the trace's own lines");
  command->footer("Example: eyewall dump run.jsonl --level loop --kind 'poll.*' --kind 'fd.*'");
  command->callback([options, &code] { code = dump(*options); });
}

}  // namespace eyewall::cli
