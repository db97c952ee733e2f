// Callbacks for later of what may be gone by then.
//
// What: a class that derives from Later<itself> makes callbacks of its methods; they hold it
// weakly,
//   and do nothing once it is gone. It has to be owned by a std::shared_ptr.
// For: the client's and the server's connections.
// Threads: the loop's own. Source: ours; in Tornado a bound method does.
#pragma once

#include <memory>
#include <type_traits>
#include <utility>

#include "functional/named.h"

namespace eyewall::http {

template <class Self>
class Later : public std::enable_shared_from_this<Self> {
 protected:
  template <class... A>
  auto later(const char* name, void (Self::*method)(A...)) {
    return named(name, [weak = this->weak_from_this(), method](std::decay_t<A>... a) {
      if (const auto self = weak.lock()) (self.get()->*method)(std::move(a)...);
    });
  }
};

}  // namespace eyewall::http
