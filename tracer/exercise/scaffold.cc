#include "exercise/scaffold.h"

#include <algorithm>
#include <regex>

#include "exercise/files.h"

namespace eyewall::exercise {
namespace {

namespace fs = std::filesystem;

constexpr char kChecks[] = R"({
  "title": "TODO: a few words",
  "task": "TODO: one or two sentences: what to make happen.",
  "order": ORDER,
  "minutes": 10,
  "uses": ["ioloop"],
  "checks": [
    {"say": "TODO: what must hold: greet runs once",
     "count": "callback.begin:name=greet", "is": 1,
     "because": "TODO: a sentence a beginner understands: why it must."}
  ],
  "hints": ["TODO: where to look", "TODO: what to call", "TODO: nearly the line"]
}
)";

constexpr char kProgram[] = R"(// TITLE
#include "functional/named.h"
#include "ioloop/ioloop.h"
#include "trace/print.h"

using namespace eyewall;  // NOLINT: an exercise reads better so

int main() {
  IOLoop& loop = IOLoop::instance();
BODY  loop.start();
}
)";

constexpr char kStubBody[] =
    "  // TODO: what the learner is to do here\n  loop.add_callback([] { "
    "IOLoop::instance().stop(); });\n";
constexpr char kSolutionBody[] =
    "  // TODO: solve it\n  loop.add_callback([] { IOLoop::instance().stop(); });\n";

std::string filled(std::string text, const std::string& what, const std::string& with) {
  const std::size_t at = text.find(what);
  return at == std::string::npos ? text : text.replace(at, what.size(), with);
}

std::string program(const std::string& title, const std::string& body) {
  return filled(filled(kProgram, "// TITLE", title), "BODY", body);
}

std::uint64_t next_order(const Catalog& catalog, const std::string& lesson) {
  std::uint64_t last = 0;
  for (const Exercise& each : catalog.exercises()) {
    if (each.lesson == lesson) last = std::max(last, each.order);
  }
  return last + 10;
}

}  // namespace

std::vector<fs::path> scaffold(const fs::path& lessons, const std::string& lesson,
                               const std::string& name, const Catalog& catalog) {
  static const std::regex kName("[a-z][a-z0-9_]*");
  if (!std::regex_match(name, kName))
    throw Error(name, 0, "is no name for an exercise; use small letters, digits and _");
  const fs::path folder = lessons / lesson;
  if (!fs::is_directory(folder))
    throw Error(folder, 0, "is no folder of a lesson; `eyewall lesson` lists them");
  const std::vector<std::pair<fs::path, std::string>> files = {
      {folder / "exercise" / (name + ".json"),
       filled(kChecks, "ORDER", std::to_string(next_order(catalog, lesson)))},
      {folder / "exercise" / (name + ".cc"), program("// TODO: the task, in a line.", kStubBody)},
      {folder / "solution" / (name + ".cc"), program("// The answer, and why.", kSolutionBody)},
      {folder / "mutants" / name / "wrong.cc",
       program("// expect: TODO: a piece of what its failure says", kStubBody)}};
  for (const auto& [path, text] : files) {
    if (fs::exists(path)) throw Error(path, 0, "is there already; choose another name");
  }
  std::vector<fs::path> made;
  for (const auto& [path, text] : files) {
    fs::create_directories(path.parent_path());
    write_whole(path, text);
    made.push_back(path);
  }
  return made;
}

}  // namespace eyewall::exercise
