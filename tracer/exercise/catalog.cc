#include "exercise/catalog.h"

#include <algorithm>
#include <fstream>
#include <numeric>

#include "exercise/check_reader.h"
#include "exercise/document.h"
#include "explain/suggest.h"

namespace eyewall::exercise {
namespace {

namespace fs = std::filesystem;

std::vector<fs::path> files(const fs::path& folder, const char* extension) {
  std::vector<fs::path> found;
  std::error_code error;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder, error)) {
    if (entry.path().extension() == extension) found.push_back(entry.path());
  }
  std::sort(found.begin(), found.end());
  return found;
}

// What stands behind "// expect: "; empty: the line does not begin so.
std::string behind(const std::string& line, std::string_view mark) {
  return line.starts_with(mark) ? line.substr(mark.size()) : std::string();
}

Mutant read_mutant(const fs::path& path) {
  std::ifstream file(path);
  Mutant mutant{path, {}, {}};
  std::string line;
  std::getline(file, line);
  mutant.expect = behind(line, "// expect: ");
  if (mutant.expect.empty())
    throw Error(path, 1,
                "its first line has to be  // expect: TEXT  with a piece of what its failure says");
  std::getline(file, line);
  mutant.expect_mistake = behind(line, "// expect-mistake: ");
  return mutant;
}

void require(const fs::path& path, const fs::path& check_file, const char* what) {
  if (!fs::is_regular_file(path))
    throw Error(check_file, 0, std::string("its ") + what + " is missing: write " + path.string());
}

}  // namespace

unsigned Exercise::points() const {
  return std::accumulate(checks.begin(), checks.end(), 0U,
                         [](unsigned sum, const Check& check) { return sum + check.points; });
}

Exercise read_exercise(const fs::path& check_file) {
  const Document document(check_file);
  Fields fields(document, "");
  Exercise made;
  const fs::path lesson = check_file.parent_path().parent_path();
  made.lesson = lesson.filename();
  made.name = check_file.stem();
  made.check_file = check_file;
  made.title = fields.text("title");
  made.task = fields.text("task");
  made.order = fields.number("order");
  made.minutes = fields.number("minutes");
  made.uses = fields.texts("uses");
  made.checks = read_checks(document, fields.take("checks"));
  made.hints = fields.texts("hints");
  fields.finish();
  made.stub = lesson / "exercise" / (made.name + ".cc");
  made.solution = lesson / "solution" / (made.name + ".cc");
  require(made.stub, check_file, "stub");
  require(made.solution, check_file, "solution");
  for (const fs::path& file : files(lesson / "mutants" / made.name, ".cc"))
    made.mutants.push_back(read_mutant(file));
  return made;
}

Catalog::Catalog(const fs::path& lessons) {
  std::error_code none;
  for (const fs::directory_entry& lesson : fs::directory_iterator(lessons, none)) {
    for (const fs::path& file : files(lesson.path() / "exercise", ".json")) {
      try {
        exercises_.push_back(read_exercise(file));
      } catch (const Error& error) {
        broken_.push_back(error);
      }
    }
  }
  const auto place = [](const Exercise& each) {
    return std::tie(each.lesson, each.order, each.name);
  };
  std::sort(exercises_.begin(), exercises_.end(),
            [&](const Exercise& a, const Exercise& b) { return place(a) < place(b); });
  std::sort(broken_.begin(), broken_.end(),
            [](const Error& a, const Error& b) { return a.file() < b.file(); });
}

const Exercise& Catalog::find(std::string_view word) const {
  std::string_view name = word;
  if (name.ends_with(".cc")) name.remove_suffix(3);
  const Exercise* found = nullptr;
  for (const Exercise& each : exercises_) {
    if (each.id() == name) return each;
    if (each.name != name) continue;
    if (found != nullptr)
      throw NoSuchExercise("'" + std::string(word) + "' may be " + found->id() + " or " +
                           each.id() + "; say more");
    found = &each;
  }
  if (found != nullptr) return *found;
  std::vector<std::string> ids;
  for (const Exercise& each : exercises_)
    ids.push_back(name.find('/') == name.npos ? each.name : each.id());
  const std::vector<std::string_view> known(ids.begin(), ids.end());
  const auto near = explain::nearest(name, known);
  throw NoSuchExercise(
      "there is no exercise '" + std::string(word) + "'; " +
      (near ? "did you mean " + std::string(*near) + "?" : "`eyewall exercise list` lists them"));
}

}  // namespace eyewall::exercise
