// From an event back to what the program itself did.
#include "explain/why.h"

#include <algorithm>
#include <ostream>
#include <stdexcept>

#include "explain/doer.h"
#include "explain/narrate.h"
#include "explain/reasons.h"

namespace eyewall::explain {
namespace {

using trace::Seq;

constexpr std::size_t kMostLinks = 1000;

}  // namespace

std::vector<Link> why(const read::Trace& trace, Seq seq) {
  const read::Event* at = trace.by_seq(seq);
  if (at == nullptr) {
    const std::size_t last = trace.events().size();
    throw std::invalid_argument("there is no event " + std::to_string(seq) +
                                (last == 0 ? std::string(": the trace has none")
                                           : "; there are 1 to " + std::to_string(last)));
  }
  Reasons reasons(trace);
  std::vector<Link> chain = {{seq, sentence(*at)}};
  while (chain.size() < kMostLinks && (chain.size() == 1 || !own_line(*at))) {
    const auto behind = reasons.behind(*at);
    if (!behind) break;
    at = behind->event;
    chain.push_back({at->seq, reasons.text(*behind)});
  }
  if (chain.size() == kMostLinks)
    chain.push_back(
        {0, "and so on: there are more than " + std::to_string(kMostLinks) + " links."});
  return chain;
}

void print(std::ostream& out, const read::Trace& trace, const std::vector<Link>& links) {
  for (const Link& link : links) {
    const read::Event* const event = trace.by_seq(link.seq);
    const std::string number = event == nullptr ? "" : std::to_string(link.seq);
    out << std::string(5 - std::min<std::size_t>(5, number.size()), ' ') << number << "  "
        << link.text;
    if (event != nullptr && !event->file.empty()) out << "  [" << site(*event) << ']';
    out << '\n';
  }
}

}  // namespace eyewall::explain
