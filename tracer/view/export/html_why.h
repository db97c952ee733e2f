// The chain of causes of every event, for a page: what explain/why.h says, a link an event.
//
// What: each event's next link and its words; the page follows them.
// For: the html format. Threads: one at a time. Ownership: keeps what it has told.
// Source: ours.
#pragma once

#include <map>
#include <string>

#include "explain/reasons.h"
#include "export/html_json.h"

namespace eyewall::exports {

class WhyTold {
 public:
  /// `first`: of the events that the page has. Those before it are told where a chain needs them.
  WhyTold(const read::Trace& trace, trace::Seq first, TextTable& texts)
      : first_(first), texts_(texts), reasons_(trace) {}

  /// Takes the next event.
  void add(const read::Event& event);

  /// Members of a JSON object. By event: "whyBack" (how many events before it what stands behind
  /// it is; 0: the chain ends) and "whyText". "whyEnds": events at which every chain ends that
  /// comes to them. "whyBefore": of events before the first: number -> [number, text].
  std::string members() &&;

 private:
  void tell_before(const read::Event& event);

  trace::Seq first_;
  TextTable& texts_;
  explain::Reasons reasons_;
  JsonList back_, text_, ends_;
  std::map<trace::Seq, std::string> before_;  // JSON of each link
};

}  // namespace eyewall::exports
