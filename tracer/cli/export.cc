// eyewall export --to FORMAT TRACE: a trace in the format of another tool.
#include "export/export.h"

#include <filesystem>
#include <iostream>
#include <memory>

#include "cli/cli.h"
#include "cli/output_file.h"
#include "cli/waiting.h"

namespace eyewall::cli {
namespace {

constexpr std::size_t kManyEvents = 200'000;  // fewer are written before anybody has looked

struct ExportOptions {
  std::string path;
  std::string format;
  std::string output;
  std::string level;
  std::optional<trace::Seq> first;
  std::optional<trace::Seq> last;
};

// FILE, or FILE-1, FILE-2, ...; all of them come to their places together, at the end.
class Files final : public exports::Output {
 public:
  explicit Files(std::string path) : path_(std::move(path)) {}

  std::ostream& part(std::size_t number, std::size_t count) override {
    if (!files_.empty()) files_.back()->close();
    files_.push_back(std::make_unique<OutputFile>(count == 1 ? path_ : numbered(number)));
    return files_.back()->stream();
  }
  /// Throws Problem when something could not be written.
  void check() const {
    if (!files_.empty()) files_.back()->check();
  }

  void keep() {
    files_.back()->close();
    for (const auto& file : files_) file->keep();
    if (files_.size() > 1) {
      say("wrote " + files_.front()->path() + " to " + files_.back()->path());
    }
  }

 private:
  std::string numbered(std::size_t number) const {
    std::filesystem::path path(path_);
    const std::string extension = path.extension();
    path.replace_extension();
    return path.string() + '-' + std::to_string(number) + extension;
  }

  std::string path_;
  std::vector<std::unique_ptr<OutputFile>> files_;
};

const exports::Format& chosen(const ExportOptions& options) {
  const exports::Format& format = *exports::format_named(options.format);  // checked before
  if (!options.level.empty() && !format.leveled) {
    throw Problem("--level means nothing for " + options.format);
  }
  if ((options.first || options.last) && !format.ranged) {
    throw Problem("--from and --until mean nothing for " + options.format);
  }
  return format;
}

exports::Options wishes(const ExportOptions& options) {
  exports::Options wishes;
  wishes.level = trace::level_named(options.level);
  wishes.first = options.first;
  wishes.last = options.last;
  wishes.roots = {".", EYEWALL_SOURCE_DIR};
  return wishes;
}

bool one_file(const std::string& a, const std::string& b) {
  std::error_code none;
  return std::filesystem::equivalent(a, b, none);
}

int write(const ExportOptions& options) {
  const exports::Format& format = chosen(options);
  const bool to_file = !options.output.empty() && options.output != "-";
  if (to_file && one_file(options.output, options.path)) {
    throw Problem(options.output + " is the trace itself");
  }
  const read::Trace trace = load(options.path);
  exports::Options asked = wishes(options);
  Waiting waiting(trace.events().size(), kManyEvents);
  if (!to_file) {
    asked.progress = [&](std::size_t events) {
      waiting.tell(events);
      if (!std::cout) throw Problem("cannot write to standard output");
    };
    exports::export_to(format, trace, asked, std::cout);
    return kYes;
  }
  Files files(options.output);
  asked.progress = [&](std::size_t events) {
    waiting.tell(events);
    files.check();
  };
  format.write(trace, asked, files);
  files.keep();
  return kYes;
}

std::string format_list() {
  std::string text = "Formats:\n";
  for (const exports::Format& format : exports::formats()) {
    text += "  " + std::string(format.name);
    text.append(10 - format.name.size(), ' ').append(format.what).append("\n");
  }
  return text;
}

constexpr char kFooter[] =
    "\nA FILE is written beside its place and moved there when it is whole. A mermaid diagram "
    "that\n"
    "is larger than Mermaid takes becomes FILE-1, FILE-2, ...; on standard output a line\n"
    "\"%% part K of N\" stands in front of each. markdown tells the 51 steps where the trace has\n"
    "them all and no --level is asked for; else every event, as long as the trace is. Sentences\n"
    "are in the language of --lang.\n"
    "Examples:\n"
    "  eyewall export --to perfetto -o run.json run.jsonl   # open it at ui.perfetto.dev\n"
    "  eyewall export --to mermaid --level coroutine run.jsonl\n"
    "  eyewall export --to html -o run.html run.jsonl       # open it in a browser\n"
    "  eyewall export --to markdown --lang zh -o run.md run.jsonl\n"
    "  eyewall export --to csv run.jsonl | head -3";

}  // namespace

void add_export(CLI::App& app, int& code) {
  auto* const command = app.add_subcommand("export", "Write a trace in the format of another tool");
  const auto options = std::make_shared<ExportOptions>();
  take_trace(*command, options->path);
  std::vector<std::string> names;
  for (const exports::Format& format : exports::formats()) names.emplace_back(format.name);
  command->add_option("--to", options->format, "the format: see below")
      ->required()
      ->check(CLI::IsMember(names))
      ->type_name("FORMAT");
  command->add_option("-o,--output", options->output, "the file to write (standard output)")
      ->type_name("FILE");
  command
      ->add_option("--level", options->level,
                   "leave out finer events: coroutine, loop, or syscall (nothing is left out)")
      ->check(CLI::IsMember({"coroutine", "loop", "syscall"}))
      ->type_name("LEVEL");
  command->add_option("--from", options->first, "html: the first event of the page")
      ->type_name("N");
  command->add_option("--until", options->last, "html: the last event of the page")->type_name("N");
  command->footer(format_list() + kFooter);
  command->callback([options, &code] { code = write(*options); });
}

}  // namespace eyewall::cli
