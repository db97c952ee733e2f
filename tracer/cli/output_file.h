// A file that is there whole, or not at all.
//
// What: written beside its place under a name of its own, and moved there when all of it is
//   written; until then what stood there stands. Removed again if it is not kept. What is no file
//   (a pipe, /dev/null) is written as it is.
// For: export.cc. Threads: one. Ownership: owns the unfinished file.
// Errors: Problem, with the file and the system's reason.
// Source: ours. Exporting is no part of what is traced, so it does not go through core/sys.
#pragma once

#include <fstream>
#include <string>

namespace eyewall::cli {

class OutputFile {
 public:
  explicit OutputFile(const std::string& path);
  OutputFile(const OutputFile&) = delete;
  OutputFile& operator=(const OutputFile&) = delete;
  ~OutputFile();

  const std::string& path() const { return path_; }
  std::ostream& stream() { return stream_; }
  /// Everything is written: the file is closed, but not yet in its place.
  void close();
  /// Puts it in its place.
  void keep();

 private:
  void make_unfinished(unsigned mode);
  [[noreturn]] void fail(int error) const;

  std::string path_;        // as the user named it
  std::string place_;       // where it goes: path_, or what that is a link to
  std::string unfinished_;  // where it is now; empty: in its place
  std::ofstream stream_;
};

}  // namespace eyewall::cli
