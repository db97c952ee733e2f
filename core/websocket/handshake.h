// The handshake that makes a WebSocket of an HTTP connection.
//
// What: what a server makes of a request to upgrade, and answers; what a client asks, and makes of
//   the answer.
// For: WebSocketHandler, websocket_connect.
// Threads: pure functions and values.
// Errors: HandshakeError with the status, and the headers, that answer a bad request;
//   http::HTTPError for an answer other than 101; WebSocketError for one that does not fit.
// Source: RFC 6455 section 4; Tornado 3.1.1 websocket.WebSocketHandler._execute and
//   WebSocketProtocol13.accept_connection; Tornado 4.0 WebSocketHandler.check_origin.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "http/headers.h"
#include "http/message.h"
#include "http/request_head.h"
#include "websocket/errors.h"
#include "websocket/extension.h"

namespace eyewall::websocket {

class HandshakeError : public WebSocketError {
 public:
  HandshakeError(int status, const std::string& what, http::Headers headers = {})
      : WebSocketError(what), status_(status), headers_(std::move(headers)) {}
  int status() const { return status_; }
  const http::Headers& headers() const { return headers_; }

 private:
  int status_;
  http::Headers headers_;
};

/// What a client asks for.
struct ClientHandshake {
  std::string key = {};
  std::string origin = {};  // empty: none is named; so it is no browser
  std::vector<std::string> subprotocols = {};
  std::vector<Extension> extensions = {};
};

/// Throws HandshakeError.
ClientHandshake parse_handshake(const http::RequestHead& head);
/// Whether a page of that origin belongs to the host that was asked; without case, and without the
/// port that the origin's scheme has anyway.
bool is_same_origin(std::string_view origin, std::string_view host);
/// The headers of the answer, 101. subprotocol, deflate: what was chosen.
http::Headers accept_headers(const ClientHandshake& asked,
                             const std::optional<std::string>& subprotocol,
                             const std::optional<DeflateAnswer>& deflate);

/// Sec-WebSocket-Accept for that Sec-WebSocket-Key.
std::string accept_value(std::string_view key);
/// 16 random bytes in base64.
std::string new_key();

/// The headers of a client's request, besides Host.
http::Headers request_headers(const std::string& key, const std::vector<std::string>& subprotocols,
                              bool compress);
struct ServerHandshake {
  std::optional<std::string> subprotocol = {};
  std::optional<DeflateParameters> deflate = {};
};
/// What the server agreed to. Throws when it did not agree.
ServerHandshake check_answer(const http::ResponseHead& head, const std::string& key,
                             const std::vector<std::string>& subprotocols, bool compress);

}  // namespace eyewall::websocket
