// Status codes: their reason phrases, and HTTPError, what a fetch that failed throws.
//
// For: the client, its users, the server later.
// Threads: pure functions and values; any thread.
// Owns: an HTTPError shares the response that it came with, if there was one.
// Mirrors: Tornado 3.1.1 httputil.responses and httpclient.HTTPError.
#pragma once

#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>

namespace eyewall::http {

struct HTTPResponse;

/// No response came at all: refused, reset, timed out, or not HTTP.
inline constexpr int kNoResponse = 599;

/// "Not Found" for 404; "Unknown" for a code that has no phrase.
std::string_view reason_phrase(int code);

/// A fetch without a 2xx response. what() is "HTTP 404: Not Found", "HTTP 599: Connection closed".
class HTTPError : public std::runtime_error {
 public:
  /// An empty message stands for the code's reason phrase.
  explicit HTTPError(int code, std::string_view message = {},
                     std::shared_ptr<const HTTPResponse> response = nullptr);

  int code() const { return code_; }
  /// what() without "HTTP 404: ".
  std::string_view message() const;
  /// The response that was an error; null for code 599 and where nobody attached it.
  const std::shared_ptr<const HTTPResponse>& response() const { return response_; }

 private:
  int code_;
  std::shared_ptr<const HTTPResponse> response_;
};

}  // namespace eyewall::http
