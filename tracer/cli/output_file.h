// A file that is there whole, or not at all.
//
// What: written beside its place under a name of its own, and moved there when all of it is
//   written; until then what stood there stands. Removed again if it is not kept. What is no file
//   (a pipe, /dev/null) is written as it is.
// For: export.cc. Threads: one. Ownership: owns the unfinished file.
// Errors: Problem, with the file and the system's reason.
// Source: ours. Exporting is no part of what is traced, so it does not go through core/sys.
#pragma once

#include <ostream>
#include <streambuf>
#include <string>

namespace eyewall::cli {

/// A stream's way into a descriptor. Unlike the library's own it remembers why it failed.
class DescriptorBuffer final : public std::streambuf {
 public:
  DescriptorBuffer() { waiting_.reserve(2 * kBlock); }
  DescriptorBuffer(const DescriptorBuffer&) = delete;
  DescriptorBuffer& operator=(const DescriptorBuffer&) = delete;
  ~DescriptorBuffer() override { close(); }

  void open(int fd) { fd_ = fd; }  // which is closed by this object
  /// Writes what waits, and closes the descriptor.
  void close();
  int error() const { return error_; }  // errno of the first write that failed; 0: none did

 private:
  static constexpr std::size_t kBlock = 1 << 16;

  int_type overflow(int_type c) override;
  std::streamsize xsputn(const char* text, std::streamsize size) override;
  int sync() override;

  int fd_ = -1;
  int error_ = 0;
  std::string waiting_;
};

class OutputFile {
 public:
  explicit OutputFile(const std::string& path);
  OutputFile(const OutputFile&) = delete;
  OutputFile& operator=(const OutputFile&) = delete;
  ~OutputFile();

  const std::string& path() const { return path_; }
  std::ostream& stream() { return stream_; }
  /// Throws Problem when something could not be written.
  void check() const;
  /// Everything is written: the file is closed, but not yet in its place.
  void close();
  /// Puts it in its place.
  void keep();

 private:
  int make_unfinished(unsigned mode);
  [[noreturn]] void fail(int error) const;

  std::string path_;        // as the user named it
  std::string place_;       // where it goes: path_, or what that is a link to
  std::string unfinished_;  // where it is now; empty: in its place
  DescriptorBuffer buffer_;
  std::ostream stream_{&buffer_};
};

}  // namespace eyewall::cli
