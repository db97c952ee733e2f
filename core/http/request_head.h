// The head of a request as a server reads it, and how the request's body is delimited.
//
// What: the request line, the header section, and what RFC 9112 section 6.3 makes of them. Strict:
//   what two servers on the way could understand in two ways is refused, for that is how requests
//   are smuggled.
// For: the server's connection, which reads the bytes; nothing here reads or waits.
// Threads: pure functions and values; any thread.
// Owns: its text.
// Errors: BadRequest, with the status that answers it.
// Source: Tornado 3.1.1 httpserver.HTTPConnection._on_headers, which splits the line at its spaces;
//   RFC 9112 sections 2.2, 3, 5, 6.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "http/grammar.h"
#include "http/headers.h"
#include "http/message.h"

namespace eyewall::http {

/// No good request; status() is the answer to it, what() says which rule it breaks.
class BadRequest : public ProtocolError {
 public:
  BadRequest(int status, const std::string& what) : ProtocolError(what), status_(status) {}
  int status() const { return status_; }

 private:
  int status_;
};

struct RequestHead {
  std::string method = {};
  std::string uri = {};   // the target as it came
  int minor_version = 1;  // HTTP/1.0 or HTTP/1.1 (which also stands for later ones)
  Headers headers = {};
};

/// Parses a whole head, which ends with its empty line; each line ends with CRLF. Empty lines
/// before it are skipped. A head of empty lines only gives an empty method: none has begun yet.
RequestHead parse_request_head(std::string_view head, const HeaderLimits& limits = {});

/// Whether no request can begin so, whatever follows: its first line is none, or never ends.
bool is_no_request(std::string_view begun);

/// How the body ends: none, length or chunked. max_body: bytes, for Content-Length.
BodyFraming request_framing(const RequestHead& head, std::uint64_t max_body);

/// Whether the client waits for "100 Continue". Throws BadRequest for what else it expects.
bool expects_continue(const RequestHead& head);

/// Whether the connection may serve another request after this one, by what the client says.
bool wants_keep_alive(const RequestHead& head);

/// Parses one line of a chunked body's trailer section. Throws BadRequest.
void check_trailer_line(std::string_view line);

/// "http://host/path": a target that names its host (RFC 9112 section 3.2.2).
bool is_absolute_form(std::string_view target);

/// The target's path and query, without the scheme and the host that it may begin with.
std::string_view requested_path(std::string_view target);

/// The host that is asked, by the target's own authority or the Host header; empty: none is named.
std::string requested_host(const RequestHead& head);

/// Whether that comma-separated list holds the word, in whatever case.
bool list_holds(std::string_view list, std::string_view word);

}  // namespace eyewall::http
