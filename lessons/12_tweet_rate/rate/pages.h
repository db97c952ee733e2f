// The page of a search's rate, three times: the same words, three ways to wait for the API.
//
// What: "?q=WORDS" asks the search API, and shows how many posts a second there are.
// For: lesson 12. Threads: the loop's own. Ownership: none; api: "http://127.0.0.1:PORT".
// Source: the book's tweet_rate.py, tweet_rate_async.py, tweet_rate_gen.py (seeds).
#pragma once

#include "gen/coroutine_type.h"
#include "http/response.h"
#include "web/request_handler.h"

namespace eyewall::lesson {

class RateHandler : public web::RequestHandler {
 public:
  void initialize(const std::string& api) { api_ = api; }

 protected:
  /// The search that this page is of.
  std::string search_url();
  /// Writes the page. Throws HTTPError 502 for an answer that is none.
  void write_rate(const http::HTTPResponse& response);

 private:
  std::string api_;
};

/// Waits in the handler: nobody else is served meanwhile.
class BlockingRate : public RateHandler {
 public:
  void get();
};

/// Gives a callback.
class CallbackRate : public RateHandler {
 public:
  web::Asynchronous get();
};

/// Yields.
class CoroutineRate : public RateHandler {
 public:
  gen::Coroutine<void> get();
};

}  // namespace eyewall::lesson
