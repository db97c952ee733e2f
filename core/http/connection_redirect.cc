// Where a redirect leads: another request, with the same final callback.
#include "http/connection.h"

namespace eyewall::http {

namespace f = trace::f;
using trace::Kind;

bool HTTPConnection::redirected() const {
  const int code = head_.status.code;
  return request_.follow_redirects() && request_.max_redirects() > 0 &&
         (code == 301 || code == 302 || code == 303 || code == 307 || code == 308) &&
         head_.headers.contains("Location");
}

namespace {

bool same_server(const Url& base, const std::string& url) {
  try {
    const Url target = Url::parse(url);
    return target.host == base.host && target.port == base.port && target.scheme == base.scheme;
  } catch (const UrlError&) {
    return false;  // no server at all: the fetch of it will say so
  }
}

// The request that a redirect asks for. Source: RFC 9110 section 15.4; Tornado 3.1.1
// _HTTPConnection._on_body, which makes a GET of PUT and DELETE, too, behind a 302.
HTTPRequest redirect(const RequestProxy& from, int code, const Url& base,
                     const std::string& location) {
  HTTPRequest next = from.request();
  next.original_request = from.original_request();
  next.url = resolve(base.to_string(), location);
  next.max_redirects = from.max_redirects() - 1;
  next.headers.remove("Host");
  const bool to_get = code == 303 || (code == 302 && next.method == "POST");
  if (to_get && next.method != "HEAD") {
    next.method = "GET";
    next.body.reset();
    for (const char* name :
         {"Content-Length", "Content-Type", "Content-Encoding", "Transfer-Encoding"}) {
      next.headers.remove(name);
    }
  }
  if (!same_server(base, next.url)) {  // what was meant for one is not shown to another
    next.headers.remove("Authorization");
    next.headers.remove("Cookie");
    next.auth_username.reset();
    next.auth_password.reset();
  }
  return next;
}

}  // namespace

void HTTPConnection::follow() {
  const std::string location = head_.headers.get("Location", "");
  HTTPRequest next = redirect(request_, head_.status.code, url_, location);
  trace::emit<Kind::http_redirect>(Site::current(), 0, f::call(id_), f::status(head_.status.code),
                                   f::url(next.url));
  const auto alive = shared_from_this();
  ClientPool* const pool = std::exchange(pool_, nullptr);
  ClientPool::FinalCallback final_callback = std::exchange(final_callback_, nullptr);
  pool->release(key_);
  const char* const name = final_callback.name();
  auto again = named(name, [callback = std::move(final_callback)](HTTPResponse r) mutable {
    callback(std::move(r));
  });
  const Future<HTTPResponse> future =
      pool->fetch(std::move(next), std::move(again), Site::current());
  on_end_request();
}

}  // namespace eyewall::http
