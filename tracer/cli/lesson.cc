// eyewall lesson [N]: list the lessons, or run one.
#include "cli/lessons.h"

#include <unistd.h>

#include <algorithm>
#include <iostream>

#include "cli/cli.h"
#include "cli/spawn.h"

namespace eyewall::cli {
namespace {

struct LessonOptions {
  std::string lesson;
  std::string record;
  std::string payload;
  std::string peer;
  std::string url;
  std::string port;
};

int list() {
  const std::vector<Lesson> all = lessons();
  for (const Lesson& lesson : all) {
    std::cout << lesson.name << (lesson.title.empty() ? "" : "  ") << lesson.title << '\n';
  }
  if (all.empty()) say("this build has no lessons");
  return all.empty() ? kNothing : kYes;
}

Lesson find(const std::string& word) {
  std::vector<Lesson> found = lessons();
  const auto exact =
      std::find_if(found.begin(), found.end(), [&](const Lesson& l) { return l.name == word; });
  if (exact != found.end()) return *exact;
  std::erase_if(found, [&](const Lesson& lesson) { return !means(word, lesson.name); });
  if (found.empty())
    throw Problem("there is no lesson '" + word + "'; `eyewall lesson` lists them");
  if (found.size() > 1) {
    throw Problem("'" + word + "' may be " + found[0].name + " or " + found[1].name + "; say more");
  }
  return found.front();
}

std::vector<std::string> command_line(const Lesson& lesson, const LessonOptions& options) {
  std::vector<std::string> words = {lesson.program};
  const bool scripted = options.peer.empty() && options.url.empty() && !lesson.peer.empty();
  const std::string peer = scripted ? lesson.peer : options.peer;
  if (!peer.empty()) {
    if (::access(peer.c_str(), R_OK) != 0) throw Problem("cannot read " + peer);
    words.insert(words.end(), {"--peer", peer});
  }
  if (!options.url.empty()) words.insert(words.end(), {"--url", options.url});
  if (!options.port.empty()) words.insert(words.end(), {"--port", options.port});
  return words;
}

int lesson(const LessonOptions& options) {
  if (options.lesson.empty()) return list();
  const std::vector<std::string> words = command_line(find(options.lesson), options);
  if (!options.record.empty()) record_into(options.record, options.payload);
  become(words);
}

}  // namespace

void add_lesson(CLI::App& app, int& code) {
  auto* const command = app.add_subcommand("lesson", "List the lessons, or run one");
  const auto options = std::make_shared<LessonOptions>();
  auto* const which = command->add_option("N", options->lesson,
                                          "its number, name or topic: 9, 09_async_client, async");
  which->type_name("");
  const auto needing = [&](const char* name, std::string& value, const char* what,
                           const char* type) {
    command->add_option(name, value, what)->needs(which)->type_name(type);
  };
  needing("--record", options->record, "record the run into this trace", "FILE");
  take_payload(*command, options->payload)->needs(which);
  needing("--peer", options->peer, "a scripted peer to talk to, instead of the lesson's own",
          "FILE");
  needing("--url", options->url, "a real server to talk to", "URL");
  needing("--port", options->port, "serve at this port, for a browser: lessons from 10 on", "N");
  command->footer(
      "The exit code is the lesson's own.\n"
      "Example: eyewall lesson async --record run.jsonl && eyewall walk run.jsonl");
  command->callback([options, &code] { code = lesson(*options); });
}

}  // namespace eyewall::cli
