#include "view/scan.h"

namespace eyewall::view {

Scan::Found Scan::look(trace::Seq first, trace::Seq last, bool want_last) {
  Found found;
  begin(first - 1);
  for (trace::Seq seq = first; seq <= last; ++seq) {
    std::vector<Hit> hits = hits_of(*timeline_.trace().by_seq(seq));
    if (hits.empty()) continue;
    found = {seq, std::move(hits)};
    if (!want_last) break;
  }
  return found;
}

void Scan::begin(trace::Seq before) {
  watched_.clear();
  for (const Breakpoint& point : points_.all()) {
    if (!point.enabled || !point.watched) continue;
    watched_.push_back({&point, point.watched->read(timeline_.at(before))});
  }
}

std::vector<Hit> Scan::hits_of(const read::Event& event) {
  std::vector<Hit> hits;
  patterns(event, hits);
  if (!watched_.empty()) watches(event, hits);
  if (until_ != nullptr && until_->matches(timeline_.trace(), event)) hits.emplace_back();
  return hits;
}

void Scan::patterns(const read::Event& event, std::vector<Hit>& hits) {
  for (const Breakpoint& point : points_.all()) {
    if (!point.enabled || !point.pattern) continue;
    if (!point.pattern->matches(timeline_.trace(), event) || !allowed(point, event.seq)) continue;
    hits.push_back({point.number, point.text, false, point.temporary, {}, {}});
  }
}

void Scan::watches(const read::Event& event, std::vector<Hit>& hits) {
  for (Watched& each : watched_) {
    Reading now = each.point->watched->read(timeline_.at(event.seq));
    if (now == each.value) continue;
    if (allowed(*each.point, event.seq)) {
      hits.push_back({each.point->number, each.point->text, true, false, each.value, now});
    }
    each.value = std::move(now);
  }
}

bool Scan::allowed(const Breakpoint& point, trace::Seq seq) {
  return !point.condition || point.condition->holds(timeline_.at(seq));
}

}  // namespace eyewall::view
