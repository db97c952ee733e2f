// The sink that writes a trace file.
//
// What: header, events as the encoder lays them down, footer.
// For: record::start. Threads: constructed, ended and destroyed by the thread that installs it;
//   grow() is called by any, under the emit lock.
// Ownership: owns the file. In a forked child it leaves the parent's file alone.
// Errors: one message on standard error, and no trace from there on; what was written stays
//   readable.
// Source: ours; notes/trace-format.md describes the file.
#pragma once

#include <string>
#include <string_view>

#include "record/file_window.h"
#include "trace/kind.h"
#include "trace/sink.h"

namespace eyewall::record {

class FileSink : public trace::Sink {
 public:
  /// Opens the file and writes `header`, a line. Check ok(): a failure was told, and is final.
  FileSink(std::string path, std::string_view header);
  ~FileSink() override;

  bool ok() const { return open_; }
  bool grow(std::size_t size) override;

  /// Writes the footer and closes the file at its exact length. For after trace::remove().
  void end();

  /// Lets go of the file as it is. For a forked child, right after the fork: the file's lock is
  /// held as long as anybody has it open. Makes system calls only.
  void abandon();

 private:
  void put(std::string_view line);
  bool make_room(std::size_t size);
  std::size_t used() const;  // bytes of the trace so far
  void fail(int error);

  std::string path_;
  FileWindow file_;
  std::size_t window_;  // size of the next window
  bool open_ = false;
};

}  // namespace eyewall::record
