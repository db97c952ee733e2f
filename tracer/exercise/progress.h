// How far a learner is: what came of the runs that were judged.
//
// What: one file, DIR/.eyewall/progress.json, saved whole or not at all; two commands may change it
//   at the same time.
// For: folder.h. Threads: one object, one thread. Ownership: values.
// Errors: Error: the file is damaged, or cannot be written; it says the way out.
// Source: ours.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <string>

namespace eyewall::exercise {

/// Of one exercise.
struct Standing {
  bool solved = false;    // by the last run
  bool unlocked = false;  // by any run: its solution may be read
  unsigned earned = 0;    // by the last run
  unsigned points = 0;
  unsigned runs = 0;
  unsigned hints = 0;  // that were shown
};

using Standings = std::map<std::string, Standing>;  // by "07_runner/wait_for_it"

class Progress {
 public:
  /// `state`: the folder .eyewall.
  explicit Progress(std::filesystem::path state) : state_(std::move(state)) {}

  /// Nothing where there is no file yet.
  Standings read() const;
  Standing of(const std::string& id) const;
  /// Changes the standing of one exercise, and saves. Returns what it is then.
  Standing change(const std::string& id, const std::function<void(Standing&)>& how) const;

 private:
  std::filesystem::path file() const { return state_ / "progress.json"; }
  void save(const Standings& all) const;

  std::filesystem::path state_;
};

}  // namespace eyewall::exercise
