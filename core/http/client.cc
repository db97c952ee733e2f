#include "http/client.h"

#include "concurrent/add_future.h"
#include "http/client_pool.h"

namespace eyewall::http {

namespace {

constexpr char kPool = 0;  // its address is the key of the loop's attachment

}  // namespace

AsyncHTTPClient::AsyncHTTPClient(IOLoop& io_loop, ClientOptions options)
    : pool_(&io_loop.attachment<ClientPool>(
          &kPool, [&] { return new ClientPool(io_loop, std::move(options)); })) {}

AsyncHTTPClient::AsyncHTTPClient(std::shared_ptr<ClientPool> own, ClientPool& pool)
    : own_(std::move(own)), pool_(&pool) {}

AsyncHTTPClient AsyncHTTPClient::force_instance(IOLoop& io_loop, ClientOptions options) {
  auto own = std::make_shared<ClientPool>(io_loop, std::move(options));
  ClientPool& pool = *own;
  return {std::move(own), pool};
}

Future<HTTPResponse> AsyncHTTPClient::fetch(HTTPRequest request, Site at) {
  return fetch(std::move(request), nullptr, at);
}

Future<HTTPResponse> AsyncHTTPClient::fetch(std::string url, Site at) {
  return fetch(HTTPRequest{.url = std::move(url)}, nullptr, at);
}

Future<HTTPResponse> AsyncHTTPClient::fetch(HTTPRequest request, Callback callback, Site at) {
  trace::emit<trace::Kind::http_fetch>(at, 0, trace::f::method(request.method),
                                       trace::f::url(request.url));
  return pool_->fetch(std::move(request), std::move(callback), at);
}

std::size_t AsyncHTTPClient::active() const {
  return pool_->active();
}
std::size_t AsyncHTTPClient::queued() const {
  return pool_->queued();
}

HTTPClient::HTTPClient(ClientOptions options) : client_(io_loop_, std::move(options)) {}

HTTPResponse HTTPClient::fetch(HTTPRequest request, Site at) {
  return run_sync(io_loop_, [&] { return client_.fetch(std::move(request), at); });
}

HTTPResponse HTTPClient::fetch(std::string url, Site at) {
  return fetch(HTTPRequest{.url = std::move(url)}, at);
}

}  // namespace eyewall::http
