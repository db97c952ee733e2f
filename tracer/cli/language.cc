#include "cli/language.h"

#include <cstdlib>

#include "explain/catalogue.h"

namespace eyewall::cli {
namespace {

constexpr char kWhat[] =
    "language of the sentences that tell events and steps; all else stays English\n"
    "(else by LC_ALL, LC_MESSAGES, LANG: the first that is set)";

void add_option(CLI::App& command) {
  std::vector<std::string> words;
  for (const explain::LanguageInfo& each : explain::languages()) words.emplace_back(each.word);
  command
      .add_option_function<std::string>(
          "--lang", [](const std::string& word) { explain::speak(*explain::language_named(word)); },
          kWhat)
      ->check(CLI::IsMember(words))
      ->type_name("LANG");
  for (CLI::App* each : command.get_subcommands([](const CLI::App*) { return true; })) {
    add_option(*each);
  }
}

}  // namespace

void take_language(CLI::App& app) {
  explain::speak(explain::language_of([](const char* name) { return std::getenv(name); }));
  add_option(app);
}

}  // namespace eyewall::cli
