#include "exercise/folder.h"

#include "exercise/files.h"

namespace eyewall::exercise {
namespace {

namespace fs = std::filesystem;

constexpr char kReadme[] = R"(# Your exercises

Each file has a `TODO` or two. Change it, then let it be judged by what happens when it runs:

    eyewall exercise                 watches: judges the next one whenever you save it
    eyewall exercise list            what there is, and what is solved
    eyewall exercise run             the next one, once; or: run NAME
    eyewall exercise hint            what to look at; again: the next hint
    eyewall exercise solution NAME   after you have solved it
    eyewall exercise reset NAME      the file as it was

The files are yours, nothing writes over them. What is kept of your runs is in `.eyewall/`.
)";

constexpr char kPath[] = "\nA shell knows `eyewall` after:\n\n    export PATH=\"";
constexpr char kBehind[] = ":$PATH\"\n";

// Copies what is not there; a file that stands in the place of a folder is in the way.
void put(const fs::path& place, std::string_view text, const fs::path& root,
         std::vector<std::string>& added) {
  std::error_code error;
  if (fs::exists(fs::symlink_status(place, error))) return;
  fs::create_directories(place.parent_path(), error);
  if (error) throw Error(place.parent_path(), 0, "cannot be made: " + error.message());
  write_whole(place, text);
  added.push_back(place.lexically_relative(root));
}

// A name beside the others that no file has: NAME.1.cc, NAME.2.cc, ...
fs::path unused(const fs::path& folder, const std::string& name) {
  for (unsigned number = 1;; ++number) {
    const fs::path path = folder / (name + "." + std::to_string(number) + ".cc");
    if (!fs::exists(path)) return path;
  }
}

}  // namespace

std::vector<std::string> Folder::init(const fs::path& where, const Catalog& catalog,
                                      const fs::path& commands) {
  std::error_code error;
  const bool ours = fs::is_directory(where / ".eyewall", error);
  if (fs::exists(where, error) && !ours) {
    if (!fs::is_directory(where, error)) throw Error(where, 0, "is a file; name a folder");
    if (!fs::is_empty(where, error))
      throw Error(where, 0, "is not empty, and no folder of exercises; name a new one");
  }
  fs::create_directories(where / ".eyewall", error);
  if (error) throw Error(where, 0, "cannot be made: " + error.message());
  std::vector<std::string> added;
  const std::string readme =
      kReadme + (commands.empty() ? "" : kPath + commands.string() + kBehind);
  put(where / "README.md", readme, where, added);
  for (const Exercise& exercise : catalog.exercises())
    put(where / exercise.file(), contents(exercise.stub), where, added);
  return added;
}

std::optional<Folder> Folder::find(const fs::path& from) {
  std::error_code error;
  for (fs::path at = fs::absolute(from).lexically_normal();; at = at.parent_path()) {
    if (fs::is_directory(at / ".eyewall", error)) return Folder(at);
    if (at == at.parent_path()) return std::nullopt;
  }
}

Place Folder::place(const Exercise& exercise) const {
  const fs::path state = root_ / ".eyewall";
  return {{root_, exercise.file()},
          state / "bin" / exercise.id(),
          state / "runs" / (exercise.id() + ".jsonl")};
}

Attempt Folder::attempt(const Workshop& workshop, const Exercise& exercise, const Limits& limits,
                        const Stop& stop) const {
  Attempt made = exercise::attempt(workshop, exercise, place(exercise), limits, stop);
  if (made.stage == Attempt::Stage::stopped || made.stage == Attempt::Stage::missing) return made;
  progress_.change(exercise.id(), [&](Standing& standing) {
    standing.solved = made.solved();
    standing.unlocked = standing.unlocked || made.solved();
    standing.earned = made.earned();
    standing.points = made.points;
    ++standing.runs;
  });
  return made;
}

std::size_t Folder::next_hint(const Exercise& exercise) const {
  return progress_
      .change(exercise.id(),
              [&](Standing& standing) {
                if (standing.hints < exercise.hints.size()) ++standing.hints;
              })
      .hints;
}

fs::path Folder::reset(const Exercise& exercise) const {
  const fs::path file = root_ / exercise.file();
  fs::path kept;
  if (fs::exists(file)) {
    const fs::path folder = root_ / ".eyewall" / "backup" / exercise.lesson;
    fs::create_directories(folder);
    kept = unused(folder, exercise.name);
    fs::copy_file(file, kept);
  }
  fs::create_directories(file.parent_path());
  write_whole(file, contents(exercise.stub));
  progress_.change(exercise.id(), [](Standing& standing) {
    standing.solved = false;
    standing.earned = 0;
    standing.hints = 0;
  });
  return kept;
}

std::string Folder::typed(const fs::path& path) {
  std::error_code error;
  const fs::path here = fs::current_path(error);
  const std::string near = error ? std::string() : path.lexically_relative(here).string();
  return near.empty() || near.starts_with("../../..") ? path.string() : near;
}

const Exercise* next_exercise(const Catalog& catalog, const Standings& standings) {
  for (const Exercise& exercise : catalog.exercises()) {
    const auto found = standings.find(exercise.id());
    if (found == standings.end() || !found->second.solved) return &exercise;
  }
  return nullptr;
}

}  // namespace eyewall::exercise
