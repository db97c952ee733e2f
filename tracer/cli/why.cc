// eyewall why TRACE [N], eyewall why-not TRACE OBJECT: chains of causes, and what is waited for.
#include "explain/why.h"

#include <iostream>
#include <nlohmann/json.hpp>
#include <optional>

#include "cli/cli.h"
#include "explain/narrate.h"

namespace eyewall::cli {
namespace {

struct WhyOptions {
  std::string path;
  std::optional<trace::Seq> at;
  std::string object;
  std::string number;  // empty: in the object's own text
  bool json = false;
};

nlohmann::ordered_json as_json(const read::Trace& trace, const std::vector<explain::Link>& links) {
  nlohmann::ordered_json all = nlohmann::ordered_json::array();
  for (const explain::Link& link : links) {
    nlohmann::ordered_json one;
    if (const read::Event* const event = trace.by_seq(link.seq)) {
      one["seq"] = link.seq;
      one["kind"] = event->kind_name;
      if (!event->file.empty()) one["at"] = explain::site(*event);
    }
    one["text"] = link.text;
    all.push_back(std::move(one));
  }
  return all;
}

void show(const WhyOptions& options, const read::Trace& trace, trace::Seq at,
          const std::vector<explain::Link>& links) {
  if (!options.json) return explain::print(std::cout, trace, links);
  nlohmann::ordered_json out;
  out["event"] = at;
  out["links"] = as_json(trace, links);
  put_json(out);
}

int why(const WhyOptions& options) {
  const read::Trace trace = load(options.path);
  const trace::Seq at = options.at.value_or(trace.events().size());
  show(options, trace, at, explain::why(trace, at));
  return kYes;
}

int why_not(const WhyOptions& options) {
  const model::Ref object =
      explain::parse_object(options.object + (options.number.empty() ? "" : " " + options.number));
  const read::Trace trace = load(options.path);
  const trace::Seq last = trace.events().size();
  if (options.at && *options.at > last) {
    throw Problem("there is no event " + std::to_string(*options.at) + "; the last is " +
                  std::to_string(last));
  }
  model::Timeline timeline(trace);
  const trace::Seq at = options.at.value_or(last);
  show(options, trace, at, explain::why_not(timeline, at, object));
  return kYes;
}

}  // namespace

void add_why(CLI::App& app, int& code) {
  auto* const command = app.add_subcommand(
      "why", "Say why an event happened: its causes, back to the program's line");
  const auto options = std::make_shared<WhyOptions>();
  take_trace(*command, options->path);
  command->add_option("N", options->at, "number of the event (the last one)")->type_name("");
  command->add_flag("--json", options->json, "one JSON object");
  command->footer(
      "Each line is the event before, and says whether it caused the one above or encloses it.\n"
      "Example: eyewall why run.jsonl 94");
  command->callback([options, &code] { code = why(*options); });
}

void add_why_not(CLI::App& app, int& code) {
  auto* const command = app.add_subcommand(
      "why-not", "Say what has not happened: what a future, a callback or a descriptor waits for");
  const auto options = std::make_shared<WhyOptions>();
  take_trace(*command, options->path);
  command
      ->add_option("OBJECT", options->object,
                   "future, callback, timer, fd, coroutine, stream, exchange or task")
      ->required()
      ->type_name("");
  command->add_option("NUMBER", options->number, "its number")->type_name("");
  command->add_option("--at", options->at, "asked after this event (the last one)")->type_name("N");
  command->add_flag("--json", options->json, "one JSON object");
  command->footer("Example: eyewall why-not run.jsonl future 2 --at 78");
  command->callback([options, &code] { code = why_not(*options); });
}

}  // namespace eyewall::cli
