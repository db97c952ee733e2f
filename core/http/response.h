// HTTPResponse: what a fetch gives.
//
// For: users of the client.
// Threads: a value; copies share the request and the error.
// Owns: its headers and body.
// Mirrors: Tornado 3.1.1 httpclient.HTTPResponse. An error there points back at its response; here
// it
//   would keep itself alive, so `error` is bare, and rethrow() and raised_by() attach the response.
#pragma once

#include <exception>
#include <memory>
#include <string>

#include "http/headers.h"
#include "http/request.h"

namespace eyewall::http {

struct HTTPResponse {
  std::shared_ptr<const HTTPRequest> request = {};  // the one that the user made
  int code = 0;                                     // 599: no response came
  std::string reason = {};                          // the server's words
  Headers headers = {};
  std::string body = {};           // decompressed; empty where streaming_callback took it
  std::string effective_url = {};  // behind redirects
  std::exception_ptr error = {};   // set for every code but 2xx
  double request_time = 0;         // seconds from start to end

  /// Throws the error, if there is one; an HTTPError carries a copy of this response.
  void rethrow() const;
};

using Response = HTTPResponse;

/// Fills in what follows from the rest: the reason of the code, the effective URL of the request,
/// and an HTTPError for a code outside 200..299 when no error is given.
HTTPResponse complete(HTTPResponse response);

/// What a Future of this response fails with: the error, an HTTPError carrying the response. Null
/// when the response is none.
std::exception_ptr raised_by(std::shared_ptr<const HTTPResponse> response);

}  // namespace eyewall::http
