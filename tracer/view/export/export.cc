#include "export/export.h"

#include <algorithm>
#include <array>

#include "export/html.h"
#include "export/lines.h"

namespace eyewall::exports {
namespace {

constexpr std::array kFormats = {
    Format{"order", "what the loop did, in the form of the golden orders: text", write_order},
    Format{"html", "one page that shows the trace in a browser, from disk: HTML", write_html},
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
