// An attempt as data.
#include <nlohmann/json.hpp>

#include "exercise/story.h"

namespace eyewall::exercise {
namespace {

using Json = nlohmann::ordered_json;

const char* name_of(const Attempt& attempt) {
  switch (attempt.stage) {
    case Attempt::Stage::missing:
      return "missing";
    case Attempt::Stage::compiler:
      return "compiler";
    case Attempt::Stage::broke:
      return "broke";
    case Attempt::Stage::stopped:
      return "stopped";
    case Attempt::Stage::judged:
      break;
  }
  return attempt.solved() ? "solved" : "failed";
}

Json json_of(const Verdict& verdict, bool teacher, bool counts) {
  Json out = {{"passed", verdict.passed},
              {"earned", counts ? verdict.earned() : 0},
              {"points", verdict.points},
              {"hidden", verdict.hidden}};
  if (verdict.hidden && !teacher) return out;
  out["say"] = verdict.say;
  if (verdict.passed) return out;
  out["because"] = verdict.because;
  out["expected"] = verdict.expected;
  out["instead"] = verdict.instead;
  out["at"] = verdict.at;
  return out;
}

}  // namespace

Json json_of(const Exercise& exercise, const Attempt& attempt, bool teacher) {
  Json out = {{"exercise", exercise.id()},
              {"state", name_of(attempt)},
              {"solved", attempt.solved()},
              {"earned", attempt.earned()},
              {"points", attempt.points}};
  if (attempt.stage == Attempt::Stage::compiler) out["error"] = attempt.built.first;
  if (attempt.stage == Attempt::Stage::broke) out["trouble"] = attempt.trouble;
  out["checks"] = Json::array();
  for (const Verdict& verdict : attempt.verdicts)
    out["checks"].push_back(json_of(verdict, teacher, attempt.stage == Attempt::Stage::judged));
  out["mistakes"] = Json::array();
  for (const Mistake& mistake : attempt.mistakes) {
    if (attempt.solved()) break;
    out["mistakes"].push_back(
        {{"name", mistake.kind.id}, {"seq", mistake.seq}, {"text", mistake.text}});
  }
  if (const trace::Seq at = differs_at(attempt, teacher); at != 0) out["at"] = at;
  return out;
}

}  // namespace eyewall::exercise
