#include "exercise/progress.h"

#include "exercise/document.h"
#include "exercise/error.h"
#include "exercise/files.h"
#include "exercise/lock.h"

namespace eyewall::exercise {
namespace {

constexpr std::uint64_t kVersion = 1;

Standing read_standing(const Document& document, const std::string& pointer) {
  Fields fields(document, pointer);
  Standing made;
  made.solved = fields.flag("solved", false);
  made.unlocked = fields.flag("unlocked", false);
  made.earned = static_cast<unsigned>(fields.number("earned", 0));
  made.points = static_cast<unsigned>(fields.number("points", 0));
  made.runs = static_cast<unsigned>(fields.number("runs", 0));
  made.hints = static_cast<unsigned>(fields.number("hints", 0));
  fields.finish();
  return made;
}

// "a/b" as a part of a JSON pointer.
std::string escaped(const std::string& key) {
  std::string out;
  for (const char c : key) out += c == '~' ? "~0" : c == '/' ? "~1" : std::string(1, c);
  return out;
}

}  // namespace

Standings Progress::read() const {
  std::error_code none;
  if (!std::filesystem::exists(file(), none)) return {};
  try {
    const Document document(file());
    Fields fields(document, "");
    if (fields.number("version") != kVersion)
      fields.fail("version", "a newer eyewall wrote this file");
    const std::string place = fields.take("exercises");
    fields.finish();
    Standings all;
    if (!document.root().contains("exercises")) return all;
    for (const auto& [id, unused] : document.root().at("exercises").items())
      all[id] = read_standing(document, place + "/" + escaped(id));
    return all;
  } catch (const Error& error) {
    throw Error(error.file(), error.line(),
                error.reason() + ". Move that file away to go on; your exercises stay as they are");
  }
}

Standing Progress::of(const std::string& id) const {
  const Standings all = read();
  const auto found = all.find(id);
  return found == all.end() ? Standing() : found->second;
}

Standing Progress::change(const std::string& id, const std::function<void(Standing&)>& how) const {
  std::filesystem::create_directories(state_);
  const Lock lock(state_ / "lock");
  Standings all = read();
  how(all[id]);
  save(all);
  return all[id];
}

void Progress::save(const Standings& all) const {
  nlohmann::ordered_json out = {{"version", kVersion}};
  out["exercises"] = nlohmann::ordered_json::object();
  for (const auto& [id, each] : all) {
    out["exercises"][id] = {{"solved", each.solved}, {"unlocked", each.unlocked},
                            {"earned", each.earned}, {"points", each.points},
                            {"runs", each.runs},     {"hints", each.hints}};
  }
  write_whole(file(), out.dump(1) + "\n");
}

}  // namespace eyewall::exercise
