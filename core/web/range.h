// Ranges: a part of a file, as a client asks for it.
//
// What: a Range header against a size; If-Range; the Content-Range of the answer.
// For: static files.
// Threads: pure functions; any thread.
// Ownership: values.
// Errors: a header that is no good range is as if it were not there (RFC 9110 section 14.2).
// Source: RFC 9110 section 14; Tornado 3.1.1 httputil._parse_request_range, _get_content_range.
//   Tornado knows no If-Range, and takes several ranges for the whole; so do we take them.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "web/http_date.h"

namespace eyewall::web {

enum class RangeKind : std::uint8_t {
  whole,         // 200: nothing else was asked for, or several ranges, or what is everything anyhow
  part,          // 206
  unsatisfiable  // 416: it begins behind the end, or is none of the last bytes
};

struct Range {
  RangeKind kind = RangeKind::whole;
  std::uint64_t begin = 0;
  std::uint64_t end = 0;  // behind the last byte

  friend bool operator==(const Range&, const Range&) = default;
};

/// What a Range header asks for, of `size` bytes.
Range parse_range(std::string_view header, std::uint64_t size);

/// Whether the Range header beside that If-Range header counts: the client's part is of this
/// version. etag: "" for none.
bool if_range_holds(std::string_view if_range, std::string_view etag, UtcTime last_modified);

/// "bytes 0-3/10"; "bytes */10" for one that is not satisfiable.
std::string content_range(const Range& range, std::uint64_t size);

}  // namespace eyewall::web
