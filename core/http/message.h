// The head of a response, and how its body is delimited.
//
// What: the status line, the decision where a body ends (RFC 9112 section 6.3), the size line of a
// chunk. For: the client's connection, which reads the bytes; nothing here reads or waits. Threads:
// pure functions and values; any thread. Owns: its text. Mirrors: Tornado 3.1.1
// simple_httpclient._HTTPConnection._on_headers and _on_chunk_length. Stricter:
//   what RFC 9112 calls invalid is refused, where Tornado would guess.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "http/grammar.h"
#include "http/headers.h"

namespace eyewall::http {

/// A status line, framing or chunk that RFC 9112 forbids. what() says which and quotes it.
class MessageError : public ProtocolError {
 public:
  using ProtocolError::ProtocolError;
};

struct StatusLine {
  int minor_version = 1;    // HTTP/1.0 or HTTP/1.1
  int code = 0;             // 100..999
  std::string reason = {};  // may be empty
};

/// Parses "HTTP/1.1 200 OK", its line end cut off. The reason may be empty, the space before it may
/// not be missing. Throws MessageError.
StatusLine parse_status_line(std::string_view line);

struct ResponseHead {
  StatusLine status = {};
  Headers headers = {};
  std::string first_line = {};  // as it came, its line end included
};

/// Parses a whole head, the empty line included or not. Throws MessageError, HeaderError.
ResponseHead parse_response_head(std::string_view head, const HeaderLimits& limits = {});

enum class BodyKind : std::uint8_t { none, chunked, length, until_close };

struct BodyFraming {
  BodyKind kind = BodyKind::none;
  std::uint64_t length = 0;  // bytes, for BodyKind::length

  friend bool operator==(const BodyFraming&, const BodyFraming&) = default;
};

/// How the body of this response to a `method` request ends. Leaves in `headers` what is valid: one
/// Content-Length for identical ones, none beside a Transfer-Encoding. Throws MessageError.
BodyFraming body_framing(const StatusLine& status, Headers& headers, std::string_view method);

/// Bytes of the line that tells a chunk's size, and of the trailer, that are read at most.
inline constexpr std::size_t kMaxChunkLine = std::size_t{16} * 1024;

/// The size in a chunk's first line; the extensions are checked and skipped. `line` may end in its
/// CRLF. 0 is the last chunk. Throws MessageError, also for a size over `limit` (bytes).
std::uint64_t parse_chunk_size(std::string_view line, std::uint64_t limit);

/// Whether the body is compressed with gzip, and with nothing else.
bool has_gzip_body(const Headers& headers);

}  // namespace eyewall::http
