#include "exercise/workshop.h"

#include <algorithm>
#include <array>

#include "exercise/document.h"
#include "exercise/error.h"
#include "exercise/files.h"
#include "exercise/lock.h"
#include "exercise/scratch_folder.h"
#include "explain/suggest.h"

namespace eyewall::exercise {
namespace {

namespace fs = std::filesystem;

// What it is asked to include or to compute may have no end.
constexpr Limits kCompiler{std::chrono::minutes(3), std::uint64_t{2} << 30, std::uint64_t{1} << 30,
                           0, std::size_t{1} << 22};

// What core's headers include. One that is missing here costs a tenth of a second, no more.
constexpr std::array<const char*, 30> kPrecompiled = {
    "algorithm", "any",       "array",   "atomic",      "chrono",       "concepts",
    "coroutine", "cstdint",   "deque",   "exception",   "functional",   "iostream",
    "map",       "memory",    "mutex",   "new",         "optional",     "span",
    "sstream",   "stdexcept", "string",  "string_view", "system_error", "thread",
    "tuple",     "typeinfo",  "utility", "variant",     "vector",       "condition_variable"};

std::string precompiled_text() {
  std::string text = "// Written and precompiled by `eyewall exercise`.\n";
  for (const char* header : kPrecompiled) text += std::string("#include <") + header + ">\n";
  return text;
}

void add(std::vector<std::string>& words, const std::vector<std::string>& more) {
  for (const std::string& each : more) {
    // What is an error in the house is a warning to a learner.
    if (each != "-Werror" && std::find(words.begin(), words.end(), each) == words.end())
      words.push_back(each);
  }
}

bool newer(const fs::path& made, const fs::path& from) {
  std::error_code error;
  const auto when = fs::last_write_time(made, error);
  if (error) return false;
  const auto source = fs::last_write_time(from, error);
  return !error && source <= when;
}

}  // namespace

Workshop::Workshop(const fs::path& build)
    : description_(build / "exercise.json"), folder_(build / "exercise") {
  if (!fs::is_regular_file(description_))
    throw Error(description_, 0, "is missing; build the checkout again: ./lab lesson");
  const Document document(description_);
  Fields fields(document, "");
  compiler_ = fields.text("compiler");
  gnu_ = fields.text("kind") == "GNU";
  sanitized_ = fields.flag("sanitized", false);
  options_ = fields.texts("options", true);
  const std::string layers = fields.take("layers");
  for (const auto& [name, unused] : document.root().at("layers").items()) {
    Fields layer(document, layers + "/" + name);
    layers_[name] = {layer.texts("includes", true), layer.texts("options", true)};
    layer.finish();
  }
  add(link_, fields.texts("objects"));
  link_.emplace_back("-Wl,--start-group");
  add(link_, fields.texts("libraries"));
  link_.emplace_back("-Wl,--end-group");
  add(link_, fields.texts("link", true));
  fields.finish();
}

std::vector<std::string> Workshop::command(const Source& source,
                                           const std::vector<std::string>& uses,
                                           const fs::path& program) const {
  std::vector<std::string> words = {compiler_, "-pipe"};
  add(words, options_);
  for (const std::string& name : uses) {
    const auto layer = layers_.find(name);
    if (layer == layers_.end()) {
      std::vector<std::string_view> known;
      for (const auto& [each, unused] : layers_) known.push_back(each);
      throw Error(
          source.file, 0,
          "\"uses\" names '" + name + "', which is no layer; " + explain::suggestion(name, known));
    }
    std::vector<std::string> roots;
    for (const std::string& root : layer->second.includes) roots.push_back("-I" + root);
    add(words, roots);
    add(words, layer->second.options);
  }
  words.insert(words.end(), {"-include", folder_ / "std.h", source.file});
  words.insert(words.end(), link_.begin(), link_.end());
  words.insert(words.end(), {"-o", program});
  return words;
}

bool Workshop::fresh() const {
  const fs::path made = folder_ / (gnu_ ? "std.h.gch" : "std.h.pch");
  return newer(made, folder_ / "std.h") && newer(made, description_) && newer(made, compiler_) &&
         contents(folder_ / "std.h") == precompiled_text();
}

// False: it was stopped. Where it cannot be precompiled the header itself does, slowly.
bool Workshop::precompile(const Stop& stop) const {
  if (fresh()) return true;
  fs::create_directories(folder_);
  const Lock lock(folder_ / "lock");
  if (fresh()) return true;
  const fs::path header = folder_ / "std.h";
  write_whole(header, precompiled_text());
  const fs::path place = folder_ / (gnu_ ? "std.h.gch" : "std.h.pch");
  const ScratchFolder scratch(folder_, "std.h");  // what a killed compiler leaves goes, too
  const fs::path unfinished = scratch.path() / "made";
  std::vector<std::string> words = {compiler_};
  add(words, options_);
  add(words, layers_.at("trace").options);
  words.insert(words.end(), {"-x", "c++-header", header, "-o", unfinished});
  const Ran ran =
      run({words, {}, {{"TMPDIR", scratch.path()}, {"LC_ALL", "C"}}, {}}, kCompiler, stop);
  if (ran.good()) fs::rename(unfinished, place);
  return ran.end != Ran::End::stopped;
}

Built Workshop::build(const Source& source, const std::vector<std::string>& uses,
                      const fs::path& program, const Stop& stop) const {
  const fs::path place = fs::absolute(program);
  fs::create_directories(place.parent_path());
  const ScratchFolder scratch(place.parent_path(), place.filename());
  const fs::path unfinished = scratch.path() / "made";
  const std::vector<std::string> words = command(source, uses, unfinished);
  Built built;
  if (!precompile(stop)) {
    built.stopped = true;
    return built;
  }
  const Ran ran =
      run({words, source.root, {{"TMPDIR", scratch.path()}, {"LC_ALL", "C"}}, {}}, kCompiler, stop);
  built.good = ran.good();
  built.stopped = ran.end == Ran::End::stopped;
  built.messages = ran.messages;
  if (built.good) {
    fs::rename(unfinished, place);
  } else if (ran.end != Ran::End::exited) {
    built.first = "The compiler " + to_string(ran, kCompiler) + ".\n";
  } else {
    built.first = first_error(built.messages, source.file);
  }
  return built;
}

}  // namespace eyewall::exercise
