// Application: routes, and the handlers behind them.
//
// What: a request callback for HTTPServer that gives each request to the first route whose pattern
//   matches the whole path.
// For: programs.
// Threads: the loop's own.
// Ownership: a handle; copies share routes and settings. Whoever serves with it holds a copy.
// Errors: RouteError for a pattern that is none. A path without a route is answered 404.
// Source: Tornado 3.1.1 web.Application, web.URLSpec.
#pragma once

#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include "http/server_request.h"
#include "web/handler_class.h"
#include "web/settings.h"

namespace eyewall::web {

/// A route's pattern cannot be understood; what() quotes it.
class RouteError : public std::invalid_argument {
 public:
  using std::invalid_argument::invalid_argument;
};

struct URLSpec {
  std::string pattern;  // RE2; the whole path must match. Its groups are the method's parameters
  HandlerClassPtr handler_class;
};

/// A route. Source: Tornado 3.1.1 web.url.
inline URLSpec url(std::string pattern, HandlerClassPtr handler_class) {
  return {std::move(pattern), std::move(handler_class)};
}

class Application {
 public:
  explicit Application(std::vector<URLSpec> handlers, Settings settings = {});

  /// More routes, tried first, for hosts that match the pattern (without their port).
  void add_handlers(const std::string& host_pattern, std::vector<URLSpec> handlers);
  const Settings& settings() const { return *settings_; }

  /// Serves one request. Throws nothing of the handler's.
  void operator()(std::shared_ptr<http::HTTPServerRequest> request) const;
  const char* callable_name() const { return "application"; }

 private:
  struct Routes;

  std::shared_ptr<Routes> routes_;
  std::shared_ptr<const Settings> settings_;
};

}  // namespace eyewall::web
