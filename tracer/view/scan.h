// Which breakpoints and watches a stretch of events hits.
//
// What: goes through a stretch forwards, as states must, and gives its first hits or its last.
// For: Navigator's runs. Threads: one at a time. Ownership: borrows what it is made of.
// Source: ours.
#pragma once

#include <vector>

#include "model/timeline.h"
#include "view/breakpoints.h"

namespace eyewall::view {

class Scan {
 public:
  /// `until`: a pattern whose hit has the number 0; may be nullptr.
  Scan(model::Timeline& timeline, const Breakpoints& points, const explain::Pattern* until)
      : timeline_(timeline), points_(points), until_(until) {}

  struct Found {
    trace::Seq at = 0;  // 0: nothing was hit
    std::vector<Hit> hits;
  };
  /// The first event from `first` to `last` that hits anything, or the last such event.
  Found first(trace::Seq first, trace::Seq last) { return look(first, last, false); }
  Found last(trace::Seq first, trace::Seq last) { return look(first, last, true); }

 private:
  struct Watched {
    const Breakpoint* point;
    Reading value;  // after the event before
  };

  Found look(trace::Seq first, trace::Seq last, bool want_last);
  void begin(trace::Seq before);
  std::vector<Hit> hits_of(const read::Event& event);
  void patterns(const read::Event& event, std::vector<Hit>& hits);
  void watches(const read::Event& event, std::vector<Hit>& hits);
  bool allowed(const Breakpoint& point, trace::Seq seq);

  model::Timeline& timeline_;
  const Breakpoints& points_;
  const explain::Pattern* until_;
  std::vector<Watched> watched_;
};

}  // namespace eyewall::view
