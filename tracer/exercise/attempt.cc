#include "exercise/attempt.h"

#include <algorithm>
#include <numeric>

namespace eyewall::exercise {
namespace {

namespace fs = std::filesystem;

// Removes a file unless it was moved away.
class Unfinished {
 public:
  explicit Unfinished(fs::path path) : path_(std::move(path)) {}
  Unfinished(const Unfinished&) = delete;
  Unfinished& operator=(const Unfinished&) = delete;
  ~Unfinished() {
    std::error_code none;
    fs::remove(path_, none);
  }
  const fs::path& path() const { return path_; }

 private:
  fs::path path_;
};

// Runs the program; its trace is at its place when it has ended, however it did.
Ran record(const Place& place, const Limits& limits, const Stop& stop) {
  const fs::path trace = fs::absolute(place.trace);
  fs::create_directories(trace.parent_path());
  std::error_code none;
  fs::remove(trace, none);
  const Unfinished unfinished(trace.string() + ".part");
  Command command{{fs::absolute(place.program)}, place.source.root, {}, {}};
  command.environment = {{"EYEWALL_TRACE", unfinished.path()}, {"EYEWALL_PAYLOAD", ""}};
  command.trace = unfinished.path();
  Ran ran = run(command, limits, stop);
  if (ran.end != Ran::End::stopped && fs::exists(unfinished.path(), none))
    fs::rename(unfinished.path(), trace);
  return ran;
}

void look_at(const read::Trace& trace, const Exercise& exercise, Attempt& made) {
  if (!trace.events().empty()) made.last = trace.events().back().seq;
  made.verdicts = judge(exercise.checks, trace, made.ran.output);
  made.mistakes = mistakes(trace);
  if (made.stage == Attempt::Stage::broke) made.steps = steps_before(trace, made.last);
}

void read_trace(const Exercise& exercise, Attempt& made) {
  try {
    const read::Trace trace = read::Trace::load(made.place.trace);
    if (trace.header().version != 0) return look_at(trace, exercise, made);
  } catch (const read::Error&) {
    // It is told as no trace: only a program that writes over its own can get here.
  }
  if (made.stage == Attempt::Stage::broke) return;
  made.stage = Attempt::Stage::broke;
  made.trouble = "left no trace that can be read";
}

}  // namespace

bool Attempt::solved() const {
  return stage == Stage::judged && std::all_of(verdicts.begin(), verdicts.end(),
                                               [](const Verdict& each) { return each.passed; });
}

unsigned Attempt::earned() const {
  if (stage != Stage::judged) return 0;
  return std::accumulate(verdicts.begin(), verdicts.end(), 0U,
                         [](unsigned sum, const Verdict& each) { return sum + each.earned(); });
}

Limits limits_for(const Workshop& workshop) {
  Limits limits;
  if (workshop.sanitized()) limits.memory = 0;
  return limits;
}

Attempt attempt(const Workshop& workshop, const Exercise& exercise, const Place& place,
                const Limits& limits, const Stop& stop) {
  Attempt made;
  made.place = place;
  made.points = exercise.points();
  std::error_code none;
  if (!fs::is_regular_file(place.source.root / place.source.file, none)) {
    made.stage = Attempt::Stage::missing;
    return made;
  }
  made.built = workshop.build(place.source, exercise.uses, place.program, stop);
  if (!made.built.good) {
    made.stage = made.built.stopped ? Attempt::Stage::stopped : Attempt::Stage::compiler;
    return made;
  }
  made.ran = record(place, limits, stop);
  if (made.ran.end == Ran::End::stopped) {
    made.stage = Attempt::Stage::stopped;
    return made;
  }
  if (!made.ran.good()) {
    made.stage = Attempt::Stage::broke;
    made.trouble = to_string(made.ran, limits);
  }
  read_trace(exercise, made);
  return made;
}

}  // namespace eyewall::exercise
