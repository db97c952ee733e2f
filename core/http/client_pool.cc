#include "http/client_pool.h"

#include "http/connection.h"
#include "http/status.h"
#include "trace/call.h"

namespace eyewall::http {

namespace f = trace::f;
using trace::Kind;

namespace {

// The response that a callback gets for a failed future: the one that the error carries, or one
// made up.
HTTPResponse response_of(const Future<HTTPResponse>& future,
                         const std::shared_ptr<const HTTPRequest>& request) {
  const std::exception_ptr error = future.exception();
  if (!error) return future.result();
  try {
    std::rethrow_exception(error);
  } catch (const HTTPError& e) {
    if (e.response()) {
      HTTPResponse response = *e.response();
      response.error = error;  // its own is bare, and would lose the response on its next way
      return response;
    }
  } catch (...) {
  }
  HTTPResponse made_up;
  made_up.request = request;
  made_up.code = kNoResponse;
  made_up.effective_url = request->url;
  made_up.error = error;
  return complete(std::move(made_up));
}

struct Processing {
  bool& on;
  explicit Processing(bool& o) : on(o) { on = true; }
  ~Processing() { on = false; }
};

}  // namespace

ClientPool::ClientPool(IOLoop& io_loop, ClientOptions options)
    : io_loop_(io_loop), options_(std::move(options)) {
  if (options_.max_clients == 0)
    throw std::invalid_argument("max_clients must be at least 1: else no request ever starts");
  if (!options_.resolver) options_.resolver = std::make_shared<BlockingResolver>(io_loop);
}

ClientPool::~ClientPool() = default;

Future<HTTPResponse> ClientPool::fetch(HTTPRequest request, AsyncHTTPClient::Callback callback,
                                       Site at) {
  RequestProxy proxy(std::move(request), options_.defaults);
  Future<HTTPResponse> future(at);
  if (callback) {
    // The loop, not this: a client that is gone still owes what it has scheduled.
    auto handle_future = [&loop = io_loop_, callback = std::move(callback),
                          made = proxy.original_request()](Future<HTTPResponse> done) mutable {
      const char* const name = callback.name();
      loop.add_callback(named(
          name, [callback = std::move(callback), response = response_of(done, made)]() mutable {
            callback(std::move(response));
          }));
    };
    future.add_done_callback(named("handle_future", std::move(handle_future)), at);
  }
  const trace::Call call("fetch_impl", Site::current());
  fetch_impl(std::move(proxy),
             named("handle_response",
                   [future](HTTPResponse response) mutable {
                     if (response.error)
                       future.set_exception(response.error);
                     else
                       future.set_result(std::move(response));
                   }),
             at);
  return future;
}

void ClientPool::fetch_impl(RequestProxy request, FinalCallback callback, Site at) {
  queue_.push_back({std::move(request), std::move(callback), at});
  process_queue();
}

void ClientPool::process_queue() {
  // One that fails at once makes room within start(): the loop below goes on with it. Tornado calls
  // itself instead, and a queue of many bad URLs would use up the stack.
  if (processing_) return;
  const Processing now(processing_);
  // A request must not inherit the context of the one that made room for it.
  const stack_context::NullContext none;
  while (!queue_.empty() && active_.size() < options_.max_clients) {
    Waiting waiting = std::move(queue_.front());
    queue_.pop_front();
    const std::uint64_t key = ++last_key_;
    auto connection = std::make_shared<HTTPConnection>(*this, key, std::move(waiting.request),
                                                       std::move(waiting.callback));
    active_.emplace(key, connection);
    connection->start();
  }
}

std::shared_ptr<const SSLContext> ClientPool::ssl_context(const RequestProxy& proxy) {
  const HTTPRequest& request = proxy.request();
  SSLOptions wanted{
      .certfile = request.client_cert.value_or(""),
      .keyfile = request.client_key.value_or(""),
      .ca_certs = proxy.ca_certs(),
      .cert_reqs = proxy.validate_cert() ? CertReqs::required : CertReqs::none,
  };
  if (!ssl_context_ || wanted != ssl_options_) {
    ssl_context_ = SSLContext::client(wanted);
    ssl_options_ = std::move(wanted);
  }
  return ssl_context_;
}

void ClientPool::release(std::uint64_t key) {
  if (active_.erase(key) != 0) process_queue();
}

}  // namespace eyewall::http
