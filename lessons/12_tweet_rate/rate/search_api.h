// The search API that the pages ask: as slow as it is told to be.
//
// What: "/search.json?q=WORDS": a list of posts as JSON, a while later.
// For: lesson 12. Threads: the loop's own. Ownership: none.
// Source: the Twitter API that the book's application asked (seeds); gone since 2013.
#pragma once

#include "web/request_handler.h"

namespace eyewall::lesson {

class SearchHandler : public web::RequestHandler {
 public:
  void initialize(IOLoop::Duration delay) { delay_ = delay; }
  web::Asynchronous get();

 private:
  void answer();

  IOLoop::Duration delay_{};
};

}  // namespace eyewall::lesson
