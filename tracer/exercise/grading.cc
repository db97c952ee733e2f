#include "exercise/grading.h"

#include <map>
#include <optional>

#include "exercise/files.h"
#include "exercise/scratch_folder.h"

namespace eyewall::exercise {
namespace {

namespace fs = std::filesystem;

constexpr std::uintmax_t kLargest = std::uintmax_t{1} << 20;  // bytes; a program is one page
constexpr std::size_t kLastMessages = 1 << 12;

// Why there is nothing to grade: "" for no file at all; nothing where there is something.
std::optional<std::string> lacking(const fs::path& file) {
  std::error_code error;
  const fs::file_status status = fs::symlink_status(file, error);
  if (!fs::exists(status)) return "";
  // A link can lead out of the folder, to what only the teacher may read.
  if (fs::is_symlink(status)) return "it is a link";
  if (!fs::is_regular_file(status)) return "it is no file";
  const std::uintmax_t size = fs::file_size(file, error);
  if (error) return "it cannot be read";
  if (size > kLargest) return "it is larger than 1 MiB";
  return std::nullopt;
}

std::shared_ptr<const Attempt> missing(const Exercise& exercise, const std::string& why) {
  Attempt made;
  made.stage = Attempt::Stage::missing;
  made.points = exercise.points();
  made.trouble = why;
  return std::make_shared<const Attempt>(std::move(made));
}

// What a class's worth of attempts need not keep.
void trim(Attempt& made) {
  made.built.messages = {};
  made.ran.output = {};
  std::string& messages = made.ran.messages;
  if (messages.size() > kLastMessages) messages.erase(0, messages.size() - kLastMessages);
  messages.shrink_to_fit();
}

}  // namespace

Grading::Grading(std::vector<const Exercise*> exercises, const std::vector<Handed>& class_)
    : exercises_(std::move(exercises)) {
  std::map<std::pair<const Exercise*, std::string>, std::size_t> known;
  for (const Handed& handed : class_) {
    Row row{handed.student, {}, {}};
    for (const Exercise* const exercise : exercises_) {
      const fs::path file = handed.folder / exercise->file();
      const std::optional<std::string> why = lacking(file);
      row.missing.push_back(why ? missing(*exercise, *why) : nullptr);
      row.programs.push_back(kNoProgram);
      if (why) continue;
      const auto [place, added] =
          known.emplace(std::pair(exercise, contents(file)), programs_.size());
      if (added) programs_.push_back({exercise, place->first.second, nullptr});
      row.programs.back() = place->second;
    }
    rows_.push_back(std::move(row));
  }
}

void Grading::grade(std::size_t program, const Workshop& workshop, const Limits& limits,
                    const fs::path& scratch, const Stop& stop) {
  Program& mine = programs_[program];
  const ScratchFolder folder(scratch, std::to_string(program));
  const fs::path& own = folder.path();
  const fs::path file = own / "work" / mine.exercise->file();
  fs::create_directories(file.parent_path());
  write_whole(file, mine.text);
  const Place place{{own / "work", mine.exercise->file()}, own / "program", own / "trace.jsonl"};
  Attempt made = attempt(workshop, *mine.exercise, place, limits, stop);
  trim(made);
  mine.attempt = std::make_shared<const Attempt>(std::move(made));
}

std::vector<Student> Grading::students() const {
  std::vector<Student> students;
  for (const Row& row : rows_) {
    Student student{row.student, {}};
    for (std::size_t i = 0; i < exercises_.size(); ++i) {
      const bool there = row.programs[i] != kNoProgram;
      student.works.push_back(
          {exercises_[i], there ? programs_[row.programs[i]].attempt : row.missing[i]});
    }
    students.push_back(std::move(student));
  }
  return students;
}

}  // namespace eyewall::exercise
