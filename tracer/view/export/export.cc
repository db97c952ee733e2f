#include "export/export.h"

#include <algorithm>
#include <array>

#include "export/html.h"
#include "export/lines.h"
#include "export/markdown.h"
#include "export/mermaid.h"
#include "export/perfetto.h"

namespace eyewall::exports {
namespace {

constexpr std::array kFormats = {
    Format{"perfetto", "Chrome Trace Event JSON, for Perfetto and chrome://tracing", write_perfetto,
           true},
    Format{"mermaid", "sequence diagrams, split before Mermaid's limits; level loop unless told",
           write_mermaid, true},
    Format{"order", "what the loop did, in the form of the golden orders: text", write_order},
    Format{"csv", "a table of the events, after RFC 4180", write_csv, true},
    Format{"html", "one page for any browser, that steps through the trace, without a network",
           write_html, true, true},
    Format{"markdown", "the run as a story: the 51 steps, or turn by turn; level loop unless told",
           write_markdown, true},
};

// All parts in one stream.
class Joined final : public Output {
 public:
  explicit Joined(std::ostream& out) : out_(out) {}
  std::ostream& part(std::size_t number, std::size_t count) override {
    if (count > 1) out_ << "%% part " << number << " of " << count << '\n';
    return out_;
  }

 private:
  std::ostream& out_;
};

}  // namespace

std::span<const Format> formats() {
  return kFormats;
}

const Format* format_named(std::string_view name) {
  const auto* const found = std::find_if(kFormats.begin(), kFormats.end(),
                                         [&](const Format& f) { return f.name == name; });
  return found == kFormats.end() ? nullptr : found;
}

void export_to(const Format& format, const read::Trace& trace, const Options& options,
               std::ostream& out) {
  Joined joined(out);
  format.write(trace, options, joined);
}

}  // namespace eyewall::exports
