#include "explain/order.h"

#include "export/lines.h"

namespace eyewall::exports {

void write_order(const read::Trace& trace, const Options& /*options*/, Output& output) {
  std::ostream& out = output.part(1, 1);
  for (const std::string& line : explain::order(trace, {})) out << line << '\n';
}

}  // namespace eyewall::exports
