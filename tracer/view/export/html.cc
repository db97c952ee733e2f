#include "export/html.h"

#include <algorithm>
#include <stdexcept>

namespace eyewall::exports {
namespace {

// Up to here the data is left as it is: text that a person can read in the file. It keeps a page
// under a megabyte; what is longer would be more than the trace itself.
constexpr std::size_t kPlain = 512 * 1024;

}  // namespace

Span span_of(const read::Trace& trace, const Options& options) {
  const trace::Seq count = trace.events().size();
  const Span span{options.first.value_or(1), std::min(options.last.value_or(count), count)};
  if (count != 0 && (span.first == 0 || span.first > span.last)) {
    throw std::invalid_argument("there are no such events; the trace has 1 to " +
                                std::to_string(count));
  }
  if (span.last - span.first + 1 > kPageEvents) {
    throw std::invalid_argument("these are " + std::to_string(span.last - span.first + 1) +
                                " events, and a page takes " + std::to_string(kPageEvents) +
                                ": choose some with --from and --until");
  }
  return span;
}

void write_html(const read::Trace& trace, const Options& options, Output& output) {
  std::string data = page_data(trace, span_of(trace, options), options);
  if (data.size() > kPlain) data = packed(data);
  output.part(1, 1) << page().before << data << page().after;
}

}  // namespace eyewall::exports
