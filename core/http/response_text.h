// The text of a response's head, and of a chunk.
//
// For: the server's connection.
// Threads: pure functions; any thread.
// Errors: ResponseError for what must not be sent: a header that would break out of its line.
// Source: Tornado 3.1.1 web.RequestHandler._generate_headers.
#pragma once

#include <stdexcept>
#include <string>
#include <string_view>

#include "http/headers.h"

namespace eyewall::http {

/// The program answers what must not be sent. what() says what.
class ResponseError : public std::logic_error {
 public:
  using std::logic_error::logic_error;
};

/// Throws ResponseError for a name that is none, and a value with the end of a line in it.
void check_field(std::string_view name, std::string_view value);

/// "HTTP/1.1 200 OK", the headers, the empty line; appended to `out`. Throws ResponseError.
void append_response_head(std::string& out, int code, const Headers& headers);

/// The bytes as one chunk; nothing for none, for an empty chunk would be the last one.
void append_chunk(std::string& out, std::string_view bytes);

inline constexpr std::string_view kLastChunk = "0\r\n\r\n";

}  // namespace eyewall::http
