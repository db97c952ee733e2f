// Settings: what a program tells its Application, and every handler can read.
//
// For: Application, RequestHandler.
// Threads: the loop's own. Ownership: the Application and its requests share one.
// Source: the keyword arguments of Tornado 3.1.1's web.Application.
#pragma once

#include <functional>
#include <string>

namespace eyewall::web {

class RequestHandler;

struct Settings {
  bool debug = false;              // error pages show what was thrown (Tornado's serve_traceback)
  std::string cookie_secret = {};  // signs cookies; empty: there are no signed cookies
  std::string server = "Eyewall/0.1";  // the Server header; empty: none
  /// Whether answers say their Date. Not so where a lesson's clock stands still: a server without a
  /// clock must not send one (RFC 9110, section 6.6.1).
  bool date = true;
  /// Told of each request that is finished; empty: the log is, of what was answered 400 and more.
  std::function<void(const RequestHandler&)> log_function = {};
};

}  // namespace eyewall::web
