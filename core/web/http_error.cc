#include "web/http_error.h"

#include "http/status.h"

namespace eyewall::web {
namespace {

std::string text_of(int code, const std::string& log_message, const std::string& reason) {
  std::string text = "HTTP " + std::to_string(code) + ": ";
  text += reason.empty() ? std::string(http::reason_phrase(code)) : reason;
  return log_message.empty() ? text : text + " (" + log_message + ")";
}

}  // namespace

HTTPError::HTTPError(int status_code, std::string log_message, std::string reason)
    : std::runtime_error(text_of(status_code, log_message, reason)),
      status_code_(status_code),
      log_message_(std::move(log_message)),
      reason_(std::move(reason)) {}

}  // namespace eyewall::web
