// What a stream has been asked to read.
//
// What: the condition of the one read that may be pending, and whether the buffer meets it.
// For: BaseIOStream only.
// Threads: the loop's own.
// Source: _read_delimiter, _read_regex, _read_bytes, _read_until_close and _read_from_buffer of
//   Tornado 3.1.1's iostream.BaseIOStream.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "stack_context/wrap.h"

namespace re2 {
class RE2;
}

namespace eyewall {

/// Gets the bytes that were read.
using ReadCallback = stack_context::Wrapped<void(std::string)>;

struct PendingRead {
  enum class How { none, regex, delimiter, bytes, close };

  How how = How::none;
  std::shared_ptr<const re2::RE2> regex;  // null: an empty line
  std::string delimiter;
  std::size_t bytes = 0;    // still to come
  std::size_t limit = 0;    // bytes that may come without a match; 0: as many as the buffer holds
  std::size_t scanned = 0;  // bytes in which the delimiter does not begin
  ReadCallback callback;
  std::shared_ptr<ReadCallback> streaming_callback;  // called again and again

  explicit operator bool() const { return static_cast<bool>(callback); }
  /// A read of that kind; what it waits for is set behind this.
  void begin(How kind, ReadCallback to);
  /// There is none any more. What was to get its bytes.
  ReadCallback end();
  /// How many bytes of the buffer complete the read; nothing: more must come.
  std::optional<std::size_t> match(std::string_view buffer);
};

/// The compiled pattern; compiled patterns are kept, as Python's re does. Bytes are matched as they
/// are. Null for "\r?\n\r?\n": the empty line that ends every head is found without that machine.
/// Throws std::invalid_argument with what is wrong in the pattern.
std::shared_ptr<const re2::RE2> compiled(const std::string& pattern);

/// "regex", "delimiter", "bytes", "close": the words of the trace.
const char* to_string(PendingRead::How how);

}  // namespace eyewall
