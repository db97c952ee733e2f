#include "trace/print.h"

#include <cstdio>
#include <string>

#include "trace/emit.h"

namespace eyewall::trace {

void print(std::string_view text, Site at) {
  emit<Kind::print>(at, 0, f::text(text));
  const std::string line = std::string(text) + "\n";
  std::fwrite(line.data(), 1, line.size(), stdout);  // one call: lines of threads do not mix
}

}  // namespace eyewall::trace
