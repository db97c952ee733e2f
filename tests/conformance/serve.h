// What the programs that serve have in common: until whoever started them is done.
#pragma once

#include <unistd.h>

#include <cstdio>

#include "http/server.h"

namespace eyewall {

/// Prints the server's port, and serves until the standard input ends.
inline void serve_until_input_ends(IOLoop& loop, const http::HTTPServer& server) {
  std::printf("%d\n", server.port());
  std::fflush(stdout);
  loop.add_handler(
      STDIN_FILENO, [&](int, std::uint32_t) { loop.stop(); }, IOLoop::kRead);
  loop.start();
  loop.remove_handler(STDIN_FILENO);
}

}  // namespace eyewall
