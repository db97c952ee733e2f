// Inside core/http only: HTTPConnection's callbacks for later.
//
// Threads: the loop's own. Source: ours; in Tornado a bound method does.
#pragma once

#include "http/connection.h"

namespace eyewall::http {

template <class... A>
auto HTTPConnection::later(const char* name, void (HTTPConnection::*method)(A...)) {
  return named(name, [weak = weak_from_this(), method](std::decay_t<A>... a) {
    if (const auto self = weak.lock()) (self.get()->*method)(std::move(a)...);
  });
}

}  // namespace eyewall::http
