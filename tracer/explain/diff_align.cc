#include "explain/diff_align.h"

#include <algorithm>

namespace eyewall::explain {
namespace {

using Place = std::ptrdiff_t;

constexpr Place kTooFar = 1024;  // edits from each end; costs their square

struct Point {
  Place x;  // in a
  Place y;  // in b
};

struct Box {
  Point from;
  Point to;
};

// How far paths have come, by diagonal (x - y). One end's front; `step` is 1 or -1.
struct Front {
  std::vector<Place> x;  // index: diagonal + offset
  Place low = 0;         // diagonals that have been reached
  Place high = 0;
};

class Aligner {
 public:
  Aligner(const Sequence& a, const Sequence& b)
      : a_(a), b_(b), offset_(static_cast<Place>(b.size()) + 1) {
    forward_.x.resize(a.size() + b.size() + 3);
    backward_.x.resize(a.size() + b.size() + 3);
  }

  std::vector<std::pair<std::size_t, std::size_t>> run() {
    divide({{0, 0}, {static_cast<Place>(a_.size()), static_cast<Place>(b_.size())}});
    return std::move(pairs_);
  }

 private:
  bool equal(Place x, Place y) const {
    return a_[static_cast<std::size_t>(x)] == b_[static_cast<std::size_t>(y)];
  }
  void pair(Place x, Place y) {
    pairs_.emplace_back(static_cast<std::size_t>(x), static_cast<std::size_t>(y));
  }
  Place& at(Front& front, Place diagonal) {
    return front.x[static_cast<std::size_t>(diagonal + offset_)];
  }
  bool reached(const Front& front, Place diagonal) const {
    return diagonal >= front.low && diagonal <= front.high && (diagonal - front.low) % 2 == 0;
  }

  void divide(Box box);
  Point middle(const Box& box);
  bool advance(const Box& box, bool meets, Point& met);
  bool retreat(const Box& box, bool meets, Point& met);
  Point farthest(const Box& box);
  static void widen(Front& front, const Box& box);

  const Sequence& a_;
  const Sequence& b_;
  Place offset_;
  Front forward_;
  Front backward_;
  std::vector<std::pair<std::size_t, std::size_t>> pairs_;
};

void Aligner::divide(Box box) {
  std::vector<Point> ends;  // equal elements at the end of the box, to be told last
  const auto empty = [&] { return box.from.x == box.to.x || box.from.y == box.to.y; };
  while (true) {
    for (; !empty() && equal(box.from.x, box.from.y); ++box.from.x, ++box.from.y) {
      pair(box.from.x, box.from.y);
    }
    while (!empty() && equal(box.to.x - 1, box.to.y - 1)) ends.push_back({--box.to.x, --box.to.y});
    if (empty()) break;
    const Point split = middle(box);
    divide({box.from, split});  // the rest needs no recursion: many cuts would go deep
    box.from = split;
  }
  for (auto end = ends.rbegin(); end != ends.rend(); ++end) pair(end->x, end->y);
}

// One more diagonal on both sides, within the box.
void Aligner::widen(Front& front, const Box& box) {
  front.low += front.low > box.from.x - box.to.y ? -1 : 1;
  front.high += front.high < box.to.x - box.from.y ? 1 : -1;
}

// A point on a shortest path through the box, in its middle. The box begins and ends with different
// elements, so the point is none of its corners.
Point Aligner::middle(const Box& box) {
  const Place first = box.from.x - box.from.y;
  const Place last = box.to.x - box.to.y;
  forward_.low = forward_.high = first;
  backward_.low = backward_.high = last;
  at(forward_, first) = box.from.x;
  at(backward_, last) = box.to.x;
  const bool odd = (first - last) % 2 != 0;
  Point met{};
  for (Place edits = 1; edits <= kTooFar; ++edits) {
    if (advance(box, odd, met) || retreat(box, !odd, met)) return met;
  }
  return farthest(box);
}

bool Aligner::advance(const Box& box, bool meets, Point& met) {
  const Front before{{}, forward_.low, forward_.high};
  widen(forward_, box);
  for (Place d = forward_.low; d <= forward_.high; d += 2) {
    // From the diagonal below by a step in a, or from that above by one in b.
    const bool below = d - 1 >= before.low;
    const bool above = d + 1 <= before.high;
    Place x = below ? at(forward_, d - 1) + 1 : at(forward_, d + 1);
    if (below && above) x = std::max(x, at(forward_, d + 1));
    while (x < box.to.x && x - d < box.to.y && equal(x, x - d)) ++x;
    at(forward_, d) = x;
    met = {x, x - d};
    if (meets && reached(backward_, d) && at(backward_, d) <= x) return true;
  }
  return false;
}

bool Aligner::retreat(const Box& box, bool meets, Point& met) {
  const Front before{{}, backward_.low, backward_.high};
  widen(backward_, box);
  for (Place d = backward_.low; d <= backward_.high; d += 2) {
    const bool below = d - 1 >= before.low;
    const bool above = d + 1 <= before.high;
    Place x = above ? at(backward_, d + 1) - 1 : at(backward_, d - 1);
    if (below && above) x = std::min(x, at(backward_, d - 1));
    while (x > box.from.x && x - d > box.from.y && equal(x - 1, x - d - 1)) --x;
    at(backward_, d) = x;
    met = {x, x - d};
    if (meets && reached(forward_, d) && at(forward_, d) >= x) return true;
  }
  return false;
}

// Where one of the fronts has come farthest: not the middle of a shortest path, but on a good one.
Point Aligner::farthest(const Box& box) {
  Point best = box.from;
  Place most = 0;
  const auto consider = [&](Point point, Place way) {
    if (way > most) best = point, most = way;
  };
  for (Place d = forward_.low; d <= forward_.high; d += 2) {
    const Place x = std::min({at(forward_, d), box.to.x, box.to.y + d});
    consider({x, x - d}, 2 * x - d - box.from.x - box.from.y);
  }
  for (Place d = backward_.low; d <= backward_.high; d += 2) {
    const Place x = std::max({at(backward_, d), box.from.x, box.from.y + d});
    consider({x, x - d}, box.to.x + box.to.y - 2 * x + d);
  }
  return best;
}

}  // namespace

std::vector<std::pair<std::size_t, std::size_t>> aligned(const Sequence& a, const Sequence& b) {
  return Aligner(a, b).run();
}

}  // namespace eyewall::explain
