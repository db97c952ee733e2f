// The exchange itself, on a loop of its own. Ctrl-C ends the loop, not the process: so a trace of
// it gets its end.
#include <exception>
#include <memory>

#include "cli/fetch.h"
#include "cli/loop_signals.h"
#include "concurrent/add_future.h"
#include "http/client.h"
#include "http/status.h"

namespace eyewall::cli {
namespace {

bool wants_body(const std::string& method) {
  return method == "POST" || method == "PUT" || method == "PATCH";
}

http::HTTPRequest made_of(const FetchRequest& wanted) {
  http::HTTPRequest request{.url = wanted.url, .body = wanted.body};
  request.method = !wanted.method.empty() ? wanted.method : wanted.body ? "POST" : "GET";
  if (!request.body && wants_body(request.method)) request.body = "";
  for (const auto& [name, value] : wanted.headers) request.headers.add(name, value);
  request.connect_timeout = request.request_timeout = wanted.timeout.count();
  request.follow_redirects = wanted.max_redirects > 0;
  request.max_redirects = wanted.max_redirects;
  request.allow_nonstandard_methods = true;
  request.validate_cert = wanted.validate_cert;
  if (!wanted.ca_certs.empty()) request.ca_certs = wanted.ca_certs;
  return request;
}

FetchAnswer made_of(http::HTTPResponse response) {
  FetchAnswer answer;
  answer.code = response.code;
  answer.reason = std::move(response.reason);
  answer.headers = std::move(response.headers).get_all();
  answer.body = std::move(response.body);
  return answer;
}

FetchAnswer no_response(const std::string& error) {
  FetchAnswer answer;
  answer.reason = http::reason_phrase(http::kNoResponse);
  answer.error = error;
  answer.untrusted = error.find("certificate verify failed") != std::string::npos;
  return answer;
}

}  // namespace

FetchAnswer fetch(const FetchRequest& request) {
  try {
    IOLoop loop;
    http::AsyncHTTPClient client(loop);
    const LoopSignals signals(loop, [&loop] { loop.stop(); });
    const auto ask = [&] { return client.fetch(made_of(request)); };
    return made_of(run_sync(loop, ask));
  } catch (const TimeoutError&) {  // the loop was stopped before the future was done
    FetchAnswer answer = no_response("interrupted");
    answer.interrupted_by = LoopSignals::by();
    return answer;
  } catch (const http::HTTPError& error) {
    if (!error.response()) return no_response(error.what());
    FetchAnswer answer = made_of(*error.response());
    answer.error = error.what();
    return answer;
  } catch (const std::exception& error) {
    return no_response(error.what());
  }
}

}  // namespace eyewall::cli
