#include "concurrent/add_future.h"

namespace eyewall::detail {

std::string not_done_text(IOLoop::Duration timeout) {
  if (timeout <= IOLoop::Duration::zero())
    return "run_sync: the loop was stopped before the operation was done";
  const auto seconds = std::chrono::duration<double>(timeout).count();
  return "Operation timed out after " + std::to_string(seconds) + " seconds";
}

}  // namespace eyewall::detail
