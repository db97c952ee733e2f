// Builds one file into a program, as the build of this checkout does.
//
// What: compiler, flags, include roots a layer and libraries come from BUILD/exercise.json, which
//   cmake/exercise.cmake writes. What the standard library's headers take to compile is paid once:
//   they are precompiled at the first use, and kept in BUILD/exercise.
// How to use it: Workshop(BUILD) once, then build() for each file.
// For: attempt.h. Threads: build() may be called on any, side by side.
// Ownership: writes the program, whole or not at all.
// Errors: Error where exercise.json is missing or bad, or a layer is none; what the compiler says
//   is a value.
// Source: ours.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "exercise/child.h"

namespace eyewall::exercise {

/// A file to be built. It is compiled from `root`, as messages and traces then name it.
struct Source {
  std::filesystem::path root;
  std::filesystem::path file;  // below the root
};

struct Built {
  bool good = false;
  bool stopped = false;
  std::string first;     // the first error: a line or a few, with the source's own
  std::string messages;  // all that the compiler said
};

class Workshop {
 public:
  /// Throws Error: the build does not say how, and what to do.
  explicit Workshop(const std::filesystem::path& build);

  /// Whether this build checks programs by sanitizers, which need more memory than can be limited.
  bool sanitized() const { return sanitized_; }
  bool has_layer(const std::string& name) const { return layers_.contains(name); }
  /// The words of the command that builds it, for whoever wants to see all that it says.
  std::vector<std::string> command(const Source& source, const std::vector<std::string>& uses,
                                   const std::filesystem::path& program) const;
  /// Builds it. Throws Error for a layer that there is not.
  Built build(const Source& source, const std::vector<std::string>& uses,
              const std::filesystem::path& program, const Stop& stop) const;

 private:
  struct Layer {
    std::vector<std::string> includes;
    std::vector<std::string> options;
  };

  bool precompile(const Stop& stop) const;
  bool fresh() const;

  std::string description_;  // exercise.json
  std::filesystem::path folder_;
  std::string compiler_;
  bool gnu_ = true;
  bool sanitized_ = false;
  std::vector<std::string> options_;
  std::map<std::string, Layer> layers_;
  std::vector<std::string> link_;
};

/// The first error in what a compiler said of a file: the line that says so, with the source that
/// it is about; at most a few lines.
std::string first_error(const std::string& messages, const std::string& file);

}  // namespace eyewall::exercise
