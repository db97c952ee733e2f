// eyewall grade DIR...: what a class has handed in, graded.
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <iostream>
#include <map>
#include <memory>
#include <optional>

#include "cli/exercise.h"
#include "cli/interrupt.h"
#include "cli/orphans.h"
#include "cli/output_file.h"
#include "exercise/crew.h"
#include "exercise/grade_formats.h"
#include "exercise/grading.h"
#include "exercise/scratch_folder.h"

namespace eyewall::cli {
namespace {

constexpr std::string_view kStudent = "{student}";
constexpr unsigned kSeconds = 10;
constexpr unsigned kMegabytes = 1024;

struct GradeOptions {
  std::vector<std::string> folders;
  std::vector<std::string> only;
  ExercisePlaces places;
  std::string format = "text";
  std::string output;
  unsigned seconds = kSeconds;
  unsigned megabytes = kMegabytes;
  unsigned jobs = 0;
  bool teacher = false;
};

// Students by the names of their folders, or by whole paths where two are called the same.
std::vector<exercise::Handed> class_of(const GradeOptions& options) {
  std::vector<exercise::Handed> all;
  std::map<std::string, int> called;
  for (const std::string& folder : options.folders) {
    if (!std::filesystem::is_directory(folder))
      throw Problem(folder + (std::filesystem::exists(folder) ? " is no folder" : " is not there"));
    const auto whole = std::filesystem::canonical(folder);
    all.push_back({whole.filename(), whole});
    ++called[all.back().student];
  }
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (called[all[i].student] > 1) all[i].student = options.folders[i];
  }
  return all;
}

std::vector<const exercise::Exercise*> graded_exercises(const exercise::Catalog& catalog,
                                                        const std::vector<std::string>& only) {
  if (!catalog.broken().empty())
    throw Problem("a check file cannot be read, so nothing can be graded fairly");
  std::vector<const exercise::Exercise*> found;
  for (const exercise::Exercise& each : catalog.exercises()) {
    const bool meant = std::any_of(only.begin(), only.end(), [&](const std::string& name) {
      return &catalog.find(name) == &each;
    });
    if (only.empty() || meant) found.push_back(&each);
  }
  if (found.empty()) throw Problem("there are no exercises");
  return found;
}

exercise::Limits grade_limits(const GradeOptions& options, const exercise::Workshop& workshop) {
  exercise::Limits limits = exercise::limits_for(workshop);
  limits.time = std::chrono::seconds(options.seconds);
  if (!workshop.sanitized()) limits.memory = std::uint64_t{options.megabytes} << 20;
  return limits;
}

// The place of one student's results: {student} in it is the name, without what parts a path.
std::string place_of(const std::string& output, const std::string& student) {
  std::string name = student;
  std::replace(name.begin(), name.end(), '/', '_');
  std::string place = output;
  for (std::size_t at = 0; (at = place.find(kStudent, at)) != std::string::npos; at += name.size())
    place.replace(at, kStudent.size(), name);
  return place;
}

bool names_each(const std::string& output) {
  return output.find(kStudent) != std::string::npos;
}

void check_output(const GradeOptions& options, const exercise::GradeFormat& format) {
  if (format.one_student && options.folders.size() > 1 && !names_each(options.output))
    throw Problem(options.format +
                  " is about one student: name one DIR, or a file for each, as in -o "
                  "'results/{student}.json'");
}

// Where grades go. What cannot be written is told before anything is graded.
class GradeOutput {
 public:
  GradeOutput(const GradeOptions& options, const std::vector<exercise::Handed>& handed)
      : options_(options) {
    if (options.output.empty() || options.output == "-") return;
    if (!names_each(options.output)) {
      file_.emplace(options.output);
      return;
    }
    for (const exercise::Handed& each : handed) {
      const auto folder =
          std::filesystem::absolute(place_of(options.output, each.student)).parent_path();
      if (!std::filesystem::is_directory(folder))
        throw Problem("cannot write " + options.output + ": " + folder.string() + " is no folder");
    }
  }

  void write(const exercise::GradeFormat& format, const std::vector<exercise::Student>& students) {
    if (file_) {
      put(format, students, *file_);
    } else if (options_.output.empty() || options_.output == "-") {
      format.write(std::cout, students, options_.teacher);
    } else {
      for (const exercise::Student& student : students) {
        OutputFile file(place_of(options_.output, student.name));
        put(format, {&student, 1}, file);
      }
    }
  }

 private:
  void put(const exercise::GradeFormat& format, exercise::Students students,
           OutputFile& file) const {
    format.write(file.stream(), students, options_.teacher);
    file.close();
    file.keep();
  }

  const GradeOptions& options_;
  std::optional<OutputFile> file_;
};

// Runs every program; a daemon that one of them leaves is ended with the next that is done.
void grade_all(exercise::Grading& grading, const GradeOptions& options,
               const exercise::Workshop& workshop, const Interrupt& interrupt) {
  const exercise::Limits limits = grade_limits(options, workshop);
  const exercise::ScratchFolder scratch("grade");
  const Orphans orphans;
  if (::isatty(STDERR_FILENO) != 0)
    say(std::to_string(options.folders.size()) + " folders, " + std::to_string(grading.programs()) +
        " different programs");
  Tally tally(grading.programs());
  exercise::in_parallel(
      grading.programs(), options.jobs, interrupt.stop(),
      [&](std::size_t i) { grading.grade(i, workshop, limits, scratch.path(), interrupt.stop()); },
      [&](std::size_t done) {
        tally.tell(done);
        orphans.end_detached();
      });
}

int grade(const GradeOptions& options) {
  const exercise::GradeFormat& format = *exercise::grade_format_named(options.format);
  check_output(options, format);
  const std::vector<exercise::Handed> handed = class_of(options);
  const exercise::Catalog catalog = exercise_catalog(options.places);
  const exercise::Workshop workshop = exercise_workshop();
  exercise::Grading grading(graded_exercises(catalog, options.only), handed);
  const Interrupt interrupt;  // the first of those that clean up, so that its end is the last
  GradeOutput output(options, handed);
  grade_all(grading, options, workshop, interrupt);
  if (interrupt.stop()) return kNo;
  const std::vector<exercise::Student> students = grading.students();
  output.write(format, students);
  return std::all_of(students.begin(), students.end(),
                     [](const exercise::Student& each) { return each.all_solved(); })
             ? kYes
             : kNo;
}

constexpr char kGradeFooter[] =
    "\n{student} in FILE is the name of each student's folder, and makes a file of each.\n"
    "The folders are only read. Equal files are built and run once. A crash, an endless loop or\n"
    "too much output, memory or trace fails that exercise alone.\n"
    "Programs are held to these limits and to nothing else: there is no sandbox. They run as you,\n"
    "with your files and your network. Grade what you do not trust in a container of its own:\n"
    "notes/classroom.md says how.\n"
    "Exit codes: 0 all solved, 1 not all, 2 usage or bad input.\n"
    "Examples:\n"
    "  eyewall grade class/*\n"
    "  eyewall grade class/* --format json --teacher -o grades.json\n"
    "  eyewall grade . --format junit -o report.xml\n"
    "  eyewall grade class/* --format gradescope -o 'results/{student}.json'";

std::string grade_format_list() {
  std::string text = "Formats:\n";
  for (const exercise::GradeFormat& format : exercise::grade_formats()) {
    text += "  " + std::string(format.name);
    text.append(12 - format.name.size(), ' ').append(format.what);
    text += format.one_student ? "; one student a file\n" : "\n";
  }
  return text;
}

void take_limits(CLI::App& command, GradeOptions& options) {
  command.add_option("--time-limit", options.seconds, "seconds that a program may run (10)")
      ->check(CLI::Range(1U, 86'400U))
      ->type_name("S");
  command
      .add_option("--memory-limit", options.megabytes,
                  "MiB of address space a process (1024); a sanitized build has no limit")
      ->check(CLI::Range(1U, 1U << 20))
      ->type_name("MB");
  command.add_option("-j,--jobs", options.jobs, "programs at a time (one a core)")->type_name("N");
}

}  // namespace

void add_grade(CLI::App& app, int& code) {
  auto* const command = app.add_subcommand("grade", "Grade the exercises of a class");
  const auto options = std::make_shared<GradeOptions>();
  command->add_option("DIR", options->folders, "students' folders, as `exercise init` makes them")
      ->required()
      ->type_name("");
  std::vector<std::string> names;
  for (const exercise::GradeFormat& format : exercise::grade_formats())
    names.emplace_back(format.name);
  command->add_option("--format", options->format, "see below (text)")
      ->check(CLI::IsMember(names))
      ->type_name("FORMAT");
  command->add_option("-o,--output", options->output, "the file to write (standard output)")
      ->type_name("FILE");
  command->add_option("--only", options->only, "this exercise; may be said again")
      ->allow_extra_args(false)
      ->delimiter(',')
      ->type_name("NAME");
  command->add_flag("--teacher", options->teacher, "hidden checks in full");
  take_limits(*command, *options);
  take_lessons(*command, options->places);
  command->footer(grade_format_list() + kGradeFooter);
  command->callback([options, &code] { code = grade(*options); });
}

}  // namespace eyewall::cli
