// Handlers that need no program: a redirect, an error.
//
// What: what a route may name in place of a class of the program's own.
// For: routes such as url("/old", handler<RedirectHandler>("/new")).
// Threads: the loop's own.
// Ownership: as every RequestHandler.
// Errors: none of their own.
// Source: Tornado 3.1.1 web.RedirectHandler, web.ErrorHandler.
#pragma once

#include <string>

#include "web/request_handler.h"

namespace eyewall::web {

/// GET is sent elsewhere; for good, as Tornado has it, unless told otherwise.
class RedirectHandler : public RequestHandler {
 public:
  void initialize(std::string url, bool permanent = true) {
    url_ = std::move(url);
    permanent_ = permanent;
  }
  void get() { redirect(url_, permanent_); }

 private:
  std::string url_;
  bool permanent_ = true;
};

/// Whatever is asked for is that error.
class ErrorHandler : public RequestHandler {
 public:
  void initialize(int status_code) { status_code_ = status_code; }
  void prepare() { throw HTTPError(status_code_); }

 private:
  int status_code_ = 404;
};

}  // namespace eyewall::web
