#include "export/html.h"

#include <algorithm>
#include <stdexcept>

#include "explain/catalogue.h"

namespace eyewall::exports {
namespace {

// Up to here the data is left as it is: text that a person can read in the file. It keeps a page
// under a megabyte; what is longer would be more than the trace itself.
constexpr std::size_t kPlain = 512 * 1024;

// The page says which language its sentences are in: a browser chooses the script's shapes by it.
std::string in_language(std::string_view before) {
  constexpr std::string_view kEnglish = "<html lang=\"en\">";
  std::string text(before);
  const std::string_view tag = explain::info(explain::language()).tag;
  if (const std::size_t at = text.find(kEnglish); at != std::string::npos) {
    text.replace(at, kEnglish.size(), "<html lang=\"" + std::string(tag) + "\">");
  }
  return text;
}

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
  output.part(1, 1) << in_language(page().before) << data << page().after;
}

}  // namespace eyewall::exports
