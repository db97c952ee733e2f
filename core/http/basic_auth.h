// Basic authentication: the value of an Authorization header (RFC 7617), and the base64 it needs.
//
// For: request_text, and the tests of servers.
// Threads: pure functions; any thread.
// Mirrors: Tornado 3.1.1 simple_httpclient._HTTPConnection._on_connect, where Python's base64 does
// it.
#pragma once

#include <string>
#include <string_view>

namespace eyewall::http {

/// RFC 4648 section 4, padded, on one line.
std::string base64(std::string_view bytes);

/// "Basic dXNlcjpwYXNz". Throws std::invalid_argument for a colon in `user`: the server would take
/// what follows it for the password.
std::string basic_auth(std::string_view user, std::string_view password);

}  // namespace eyewall::http
