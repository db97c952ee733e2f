// The learner's own folder: their files, and what is kept of their runs.
//
// What: DIR/NN_topic/NAME.cc are theirs; DIR/.eyewall holds progress, programs, traces and the
// files
//   that reset put away. Nothing is ever written over: init only adds.
// How to use it: Folder::find(here), then attempt(), hint(), reset().
// For: `eyewall exercise`. Threads: one object, one thread.
// Errors: Error for what cannot be read or written.
// Source: ours.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "exercise/attempt.h"
#include "exercise/catalog.h"
#include "exercise/progress.h"

namespace eyewall::exercise {

class Folder {
 public:
  /// Makes a folder, or adds to one what it does not have yet; the files that it added. Throws
  /// Error where something else is in the way. `commands`: where the eyewall command lies, for the
  /// README.
  static std::vector<std::string> init(const std::filesystem::path& where, const Catalog& catalog,
                                       const std::filesystem::path& commands = {});
  /// The folder at `from` or above it.
  static std::optional<Folder> find(const std::filesystem::path& from);
  explicit Folder(std::filesystem::path root)
      : root_(std::move(root)), progress_(root_ / ".eyewall") {}

  const std::filesystem::path& root() const { return root_; }
  const Progress& progress() const { return progress_; }
  /// Where an exercise is, and what is made of it: .eyewall/bin/ID, .eyewall/runs/ID.jsonl.
  Place place(const Exercise& exercise) const;
  /// Builds, runs and judges it, and keeps what came of it unless it was stopped.
  Attempt attempt(const Workshop& workshop, const Exercise& exercise, const Limits& limits,
                  const Stop& stop) const;
  /// The number of the next hint, from 1, which is noted as shown; the last one again and again.
  std::size_t next_hint(const Exercise& exercise) const;
  /// Puts the stub back; where the learner's file is kept from now on, or empty: there was none.
  std::filesystem::path reset(const Exercise& exercise) const;
  /// A path in it as one types it from the current folder.
  static std::string typed(const std::filesystem::path& path);

 private:
  std::filesystem::path root_;
  Progress progress_;
};

/// The first exercise that is not solved; nullptr: all are.
const Exercise* next_exercise(const Catalog& catalog, const Standings& standings);

}  // namespace eyewall::exercise
