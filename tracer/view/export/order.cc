#include "explain/order.h"

#include "export/lines.h"
#include "export/text.h"

namespace eyewall::exports {

void write_order(const read::Trace& trace, const Options& /*options*/, Output& output) {
  Text out(output.part(1, 1));
  for (const std::string& line : explain::order(trace, {})) out << line << '\n';
}

}  // namespace eyewall::exports
