// request_text(): the bytes of a request.
//
// What: the request line, the user's headers, those that the client adds, and the body.
// For: the client's connection, which writes them in one piece.
// Threads: pure functions; any thread.
// Owns: nothing.
// Mirrors: Tornado 3.1.1 simple_httpclient._HTTPConnection._on_connect: the same headers in the
// same
//   order, the same requests refused. Refused beyond it: names and methods that are not tokens, CR
//   and NUL in headers, and a Content-Length or Transfer-Encoding that contradicts the body.
#pragma once

#include <stdexcept>
#include <string>

#include "http/headers.h"
#include "http/request.h"
#include "http/url.h"

namespace eyewall::http {

/// The user asked for something that must not be sent. what() says what.
class RequestError : public std::invalid_argument {
 public:
  using std::invalid_argument::invalid_argument;
};

/// The headers as they will be sent: the user's, then Connection, Host, Authorization, User-Agent,
/// Content-Length, Content-Type and Accept-Encoding as they apply. Throws RequestError.
Headers request_headers(const RequestProxy& request, const Url& url);

/// The whole request for `url`, which is request.request().url in its parts. Throws RequestError.
std::string request_text(const RequestProxy& request, const Url& url);

/// "Sun, 06 Nov 1994 08:49:37 GMT", for seconds since 1970 (Tornado's httputil.format_timestamp).
std::string format_timestamp(std::int64_t seconds);

}  // namespace eyewall::http
