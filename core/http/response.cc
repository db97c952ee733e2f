#include "http/response.h"

#include <typeinfo>
#include <utility>

#include "http/status.h"

namespace eyewall::http {

HTTPResponse complete(HTTPResponse response) {
  if (response.reason.empty()) response.reason = reason_phrase(response.code);
  if (response.effective_url.empty() && response.request) {
    response.effective_url = response.request->url;
  }
  if (!response.error && (response.code < 200 || response.code > 299)) {
    response.error = std::make_exception_ptr(HTTPError(response.code));
  }
  return response;
}

std::exception_ptr raised_by(std::shared_ptr<const HTTPResponse> response) {
  if (!response->error) return nullptr;
  try {
    std::rethrow_exception(response->error);
  } catch (const HTTPError& error) {
    if (typeid(error) != typeid(HTTPError) || error.response()) return std::current_exception();
    return std::make_exception_ptr(HTTPError(error.code(), error.message(), std::move(response)));
  } catch (...) {
    return std::current_exception();
  }
}

void HTTPResponse::rethrow() const {
  if (error) std::rethrow_exception(raised_by(std::make_shared<const HTTPResponse>(*this)));
}

}  // namespace eyewall::http
