// Work that is done by several threads side by side.
//
// What: work(i) for each i below a count, on as many threads as wished. It comes back when no
// thread
//   is left, also after an exception, which it passes on, or a stop.
// For: `eyewall exercise check-all` and lint, `eyewall grade`. Threads: `work` runs on any of them;
//   `told` under a lock, one call at a time.
// Source: ours.
#pragma once

#include <cstddef>
#include <functional>

#include "exercise/child.h"

namespace eyewall::exercise {

/// `told`: called with how many are done, after each; may be empty. threads: 0: one a core.
void in_parallel(std::size_t count, unsigned threads, const Stop& stop,
                 const std::function<void(std::size_t)>& work,
                 const std::function<void(std::size_t)>& told = {});

}  // namespace eyewall::exercise
