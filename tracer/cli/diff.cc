// eyewall diff A B: what two runs did differently.
#include "explain/diff.h"

#include <iostream>
#include <nlohmann/json.hpp>

#include "cli/cli.h"
#include "explain/narrate.h"

namespace eyewall::cli {
namespace {

constexpr int kSame = kYes;  // diff's own exit codes; trouble is kUsage and kUnreadable
constexpr int kDifferent = kNo;

struct DiffCommand {
  std::string a;
  std::string b;
  std::string level = "loop";
  std::size_t context = 3;
  bool json = false;
};

std::string_view word(explain::Change change) {
  switch (change) {
    case explain::Change::missing:
      return "missing";
    case explain::Change::extra:
      return "extra";
    default:
      return "moved";
  }
}

void print_json(const DiffCommand& command, const read::Trace& a, const read::Trace& b,
                const explain::Diff& diff) {
  nlohmann::ordered_json out = {{"a", command.a},         {"b", command.b},
                                {"level", command.level}, {"same", diff.same},
                                {"moved", diff.moved},    {"missing", diff.missing},
                                {"extra", diff.extra}};
  out["events"] = nlohmann::ordered_json::array();
  for (const explain::DiffEntry& entry : diff.entries) {
    // A move is told once, where B has it.
    if (entry.change == explain::Change::same || entry.change == explain::Change::moved_from) {
      continue;
    }
    nlohmann::ordered_json each = {{"change", word(entry.change)}};
    if (entry.a != 0) each["a"] = entry.a;
    if (entry.b != 0) each["b"] = entry.b;
    const read::Event& event = entry.b != 0 ? *b.by_seq(entry.b) : *a.by_seq(entry.a);
    each["kind"] = event.kind_name;
    each["text"] = explain::sentence(event);
    out["events"].push_back(std::move(each));
  }
  put_json(out);
}

int run(const DiffCommand& command) {
  if (command.a == "-" && command.b == "-") {
    throw Problem("only one of the traces can be standard input");
  }
  const read::Trace a = load(command.a);
  const read::Trace b = load(command.b);
  // Checked by the command line.
  const explain::Diff diff = explain::diff(a, b, *trace::level_named(command.level));
  if (command.json) {
    print_json(command, a, b, diff);
  } else {
    if (!diff.equal()) std::cout << "--- A " << command.a << "\n+++ B " << command.b << '\n';
    explain::print(std::cout, a, b, diff, command.context);
  }
  return diff.equal() ? kSame : kDifferent;
}

}  // namespace

void add_diff(CLI::App& app, int& code) {
  auto* const command = app.add_subcommand("diff", "Compare two traces by what their events mean");
  const auto options = std::make_shared<DiffCommand>();
  command->add_option("A", options->a, "a trace; - reads standard input")
      ->required()
      ->type_name("");
  command->add_option("B", options->b, "the trace to hold beside it")->required()->type_name("");
  command
      ->add_option("--level", options->level,
                   "compare what this level shows: coroutine, loop or syscall (loop)")
      ->check(CLI::IsMember({"coroutine", "loop", "syscall"}))
      ->type_name("LEVEL");
  command->add_option("--context", options->context, "events shown around a difference (3)")
      ->type_name("N");
  command->add_flag("--json", options->json, "one JSON object");
  command->footer(
      "Kinds, names, causes and nesting count; numbers of objects, addresses, ports, times, sizes\n"
      "and source lines do not. Exit codes are diff's: 0 the same, 1 different, 2 trouble; 3 for\n"
      "a trace that cannot be read.\n"
      "Example: eyewall diff lessons/09_async_client/golden.jsonl mine.jsonl");
  command->callback([options, &code] { code = run(*options); });
}

}  // namespace eyewall::cli
