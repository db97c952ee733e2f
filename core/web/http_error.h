// web::HTTPError: an answer that is an error, thrown by a handler.
//
// For: handlers; RequestHandler makes an error page of it.
// Threads: a value. Owns: its text.
// Source: Tornado 3.1.1 web.HTTPError, web.MissingArgumentError.
#pragma once

#include <stdexcept>
#include <string>

namespace eyewall::web {

/// Thrown by a handler, it becomes the answer's status. log_message is for the log only; an empty
/// reason stands for the code's own phrase. what() is "HTTP 404: Not Found (why)".
class HTTPError : public std::runtime_error {
 public:
  explicit HTTPError(int status_code, std::string log_message = {}, std::string reason = {});

  int status_code() const { return status_code_; }
  const std::string& log_message() const { return log_message_; }
  const std::string& reason() const { return reason_; }

 private:
  int status_code_;
  std::string log_message_;
  std::string reason_;
};

/// get_argument() found none: 400.
class MissingArgumentError : public HTTPError {
 public:
  explicit MissingArgumentError(const std::string& name)
      : HTTPError(400, "Missing argument " + name) {}
};

}  // namespace eyewall::web
