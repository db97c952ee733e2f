#include "record/message.h"

#include <unistd.h>

#include <string>

namespace eyewall::record {

void tell(std::string_view text) {
  const std::string line = "eyewall: " + std::string(text) + "\n";
  static_cast<void>(
      !::write(STDERR_FILENO, line.data(), line.size()));  // one call: one whole line
}

}  // namespace eyewall::record
