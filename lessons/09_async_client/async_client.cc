// Lesson 09: a coroutine fetches a page with the asynchronous client.
//
// What: the program whose 51 steps `eyewall walk` tells. Fetches one page and says how long it is.
// Source: the program async.py of the walkthrough this project grew from.
#include <string>

#include "gen/gen.h"
#include "http/client.h"
#include "http/status.h"
#include "ioloop/ioloop.h"
#include "setup/setup.h"
#include "trace/print.h"

namespace {

using namespace eyewall;  // NOLINT: a lesson reads better so

// Stops the loop however the coroutine ends: by its return, or by an exception.
struct StopAtTheEnd {
  ~StopAtTheEnd() { IOLoop::instance().stop(); }
};

gen::Coroutine<std::size_t> download_body(std::string url) {
  const StopAtTheEnd stop;
  http::AsyncHTTPClient http_client;
  const http::HTTPRequest request{.url = url, .connect_timeout = 5.0, .request_timeout = 5.0};
  const http::Response response = co_yield http_client.fetch(request);
  co_return response.body.size();
}

const auto download = gen::coroutine(download_body, "download");

}  // namespace

int main(int argc, char** argv) {
  const lesson::Setup setup(argc, argv, EYEWALL_PEER);
  const Future<std::size_t> length = download(setup.url());
  IOLoop::instance().start();
  try {
    trace::print("response.length = " + std::to_string(length.result()));
  } catch (const http::HTTPError& error) {
    trace::print(std::string("no response: ") + error.what());
  }
}
