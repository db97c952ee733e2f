// Inside core/http only: HTTPServerConnection's callbacks for later.
//
// Threads: the loop's own. Source: ours; in Tornado a bound method does.
#pragma once

#include "http/server_connection.h"

namespace eyewall::http {

template <class... A>
auto HTTPServerConnection::later(const char* name, void (HTTPServerConnection::*method)(A...)) {
  return named(name, [weak = weak_from_this(), method](std::decay_t<A>... a) {
    if (const auto self = weak.lock()) (self.get()->*method)(std::move(a)...);
  });
}

}  // namespace eyewall::http
