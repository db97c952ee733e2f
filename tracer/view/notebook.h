// Marks and notes that a reader of a trace leaves in it, kept beside the trace.
//
// What: marks are names of events, notes are texts at events. The file is TRACE.notes, JSON lines;
//   each change writes it anew, to another file first, which then takes its place: a reader never
//   sees half of it, and a full disk loses nothing.
// For: Navigator. Threads: one at a time; two players of one trace: the later change wins.
// Ownership: owns its texts. Errors: none is thrown; trouble() says in words what went wrong.
// Source: ours.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "read/trace.h"

namespace eyewall::view {

struct Note {
  trace::Seq at;
  std::string text;
};

class Notebook {
 public:
  /// Reads what is kept at `path`; an empty path keeps nothing.
  Notebook(const read::Trace& trace, std::string path);

  const std::map<std::string, trace::Seq, std::less<>>& marks() const { return marks_; }
  const std::vector<Note>& notes() const { return notes_; }  // by event, then as they were made
  const std::string& path() const { return path_; }

  void mark(std::string_view name, trace::Seq at);
  bool unmark(std::string_view name);  // false: there was none
  void note(trace::Seq at, std::string_view text);
  std::size_t forget(trace::Seq at);  // the notes there; how many went

  /// What went wrong in reading or in the last change; empty: nothing did.
  const std::string& trouble() const { return trouble_; }

 private:
  void read();
  void read(const std::string& line, std::size_t number);
  void save();
  void write(const std::string& text);

  const read::Trace& trace_;
  std::string path_;
  std::map<std::string, trace::Seq, std::less<>> marks_;
  std::vector<Note> notes_;
  std::vector<std::string>
      others_;  // lines that this version cannot read: written back as they are
  std::string unkept_ = "this trace has no file to keep them beside";  // with an empty path_
  std::string trouble_;
};

}  // namespace eyewall::view
