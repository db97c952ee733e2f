#include "cli/waiting.h"

#include <unistd.h>

#include <iostream>

#include "cli/cli.h"

namespace eyewall::cli {

Waiting::Waiting(std::size_t all, std::size_t many)
    : all_(all), shows_(all >= many && ::isatty(STDERR_FILENO) != 0) {}

Waiting::~Waiting() {
  if (shown_ != 0) std::cerr << "\r      \r" << std::flush;
}

void Waiting::tell(std::size_t done) {
  if (interrupt_.stop()) throw Problem("stopped");
  const std::size_t percent = shows_ ? done * 100 / all_ : 0;
  if (percent == shown_) return;
  std::cerr << '\r' << percent << " % " << std::flush;
  shown_ = percent;
}

}  // namespace eyewall::cli
