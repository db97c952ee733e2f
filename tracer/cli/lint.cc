// eyewall lint TRACE: faults that the trace shows.
#include "explain/lint.h"

#include <algorithm>
#include <iostream>
#include <nlohmann/json.hpp>

#include "cli/cli.h"
#include "explain/narrate.h"
#include "explain/text.h"

namespace eyewall::cli {
namespace {

constexpr std::size_t kShown = 20;  // findings of a rule that are printed

struct LintCommand {
  std::string path;
  explain::LintOptions options;
  double blocked_ms = 100;
  double late_ms = 100;
  bool list = false;
  bool json = false;
};

void indented(std::string_view text) {
  for (const std::string& line : explain::wrap(text, kColumns - 8))
    std::cout << "        " << line << '\n';
}

// A step's number, and beside it what is said of it.
void told(trace::Seq seq, std::string_view text) {
  const std::string number = std::to_string(seq);
  std::string front(6 - std::min<std::size_t>(6, number.size()), ' ');
  front += number + "  ";
  for (const std::string& line : explain::wrap(text, kColumns - 8)) {
    std::cout << front << line << '\n';
    front.assign(front.size(), ' ');
  }
}

void list(bool json) {
  for (const explain::Rule& rule : explain::rules()) {
    if (json) {
      nlohmann::ordered_json out = {
          {"rule", rule.id}, {"what", rule.what}, {"why", rule.why}, {"fix", rule.fix}};
      put_json(out);
      continue;
    }
    std::cout << rule.id << ": " << rule.what << '\n';
    indented(rule.why);
    indented(rule.fix);
  }
}

void print_json(const read::Trace& trace, const std::vector<explain::Finding>& findings) {
  for (const explain::Finding& finding : findings) {
    const explain::Rule& rule = explain::rules()[finding.rule];
    nlohmann::ordered_json out;
    out["rule"] = rule.id;
    out["seq"] = finding.seq;
    const read::Event* const event = trace.by_seq(finding.seq);
    if (event != nullptr && !event->file.empty()) out["at"] = explain::site(*event);
    out["text"] = finding.text;
    out["why"] = rule.why;
    out["fix"] = rule.fix;
    put_json(out);
  }
}

// By rule, each with its reasons once.
void print_text(const read::Trace& trace, const std::vector<explain::Finding>& findings) {
  for (std::size_t rule = 0; rule < explain::rules().size(); ++rule) {
    std::size_t count = 0;
    for (const explain::Finding& finding : findings) {
      if (finding.rule != rule) continue;
      if (count++ == 0) std::cout << explain::rules()[rule].id << '\n';
      if (count > kShown) continue;
      const read::Event* const event = trace.by_seq(finding.seq);
      const std::string site = event == nullptr ? "" : explain::site(*event);
      told(finding.seq, finding.text + (site.empty() ? "" : " [" + site + "]"));
    }
    if (count > kShown) indented("and " + std::to_string(count - kShown) + " more.");
    if (count == 0) continue;
    indented(explain::rules()[rule].why);
    indented(explain::rules()[rule].fix);
  }
}

int lint(const LintCommand& command) {
  if (command.list) {
    list(command.json);
    return kYes;
  }
  if (command.path.empty()) throw Problem("lint: which trace?");
  explain::LintOptions options = command.options;
  options.blocked_ns = static_cast<std::int64_t>(command.blocked_ms * 1e6);
  options.late_ns = static_cast<std::int64_t>(command.late_ms * 1e6);
  const read::Trace trace = load(command.path);
  const auto findings = explain::lint(trace, options);
  command.json ? print_json(trace, findings) : print_text(trace, findings);
  if (!command.json)
    say(findings.empty() ? "lint found nothing" : std::to_string(findings.size()) + " found");
  return findings.empty() ? kYes : kNo;
}

}  // namespace

void add_lint(CLI::App& app, int& code) {
  auto* const command = app.add_subcommand("lint", "Find faults that a trace shows");
  const auto made = std::make_shared<LintCommand>();
  command->add_option("TRACE", made->path, "the trace; - reads standard input")->type_name("");
  command->add_option("-W", made->options.only, "only this rule; may be repeated")
      ->allow_extra_args(false)
      ->type_name("ID");
  command->add_option("-A", made->options.allow, "not this rule; may be repeated")
      ->allow_extra_args(false)
      ->type_name("ID");
  command->add_option("--blocked", made->blocked_ms, "milliseconds that block the loop (100)")
      ->check(CLI::NonNegativeNumber)
      ->type_name("MS");
  command->add_option("--late", made->late_ms, "milliseconds that make a timer late (100)")
      ->check(CLI::NonNegativeNumber)
      ->type_name("MS");
  command->add_flag("--list", made->list, "the rules, what they find and why it matters");
  command->add_flag("--json", made->json, "a JSON object a line");
  command->footer(
      "Exit code 1 when something was found.\n"
      "Example: eyewall lint run.jsonl -A left-handler --blocked 20");
  command->callback([made, &code] { code = lint(*made); });
}

}  // namespace eyewall::cli
