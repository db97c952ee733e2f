#include "screen/event_window.h"

#include <algorithm>

#include "view/owner.h"

namespace eyewall::screen {
namespace {

using view::Way;

constexpr read::Seq kLookedAt = 5'000;  // events: a screen must not wait for more

// Up to `rows` events beside the place, the nearest first.
std::vector<read::Seq> beside(view::Navigator& navigator, Way way, std::size_t rows,
                              bool following) {
  std::vector<read::Seq> found;
  view::Follower follower(navigator.state());
  const read::Seq step = way == Way::forward ? read::Seq{1} : ~read::Seq{0};
  read::Seq seq = navigator.at() + step;
  for (read::Seq looked = 0; found.size() < rows && looked < kLookedAt; ++looked, seq += step) {
    const read::Event* event = navigator.trace().by_seq(seq);
    if (event == nullptr) break;
    const bool wanted = !following || follower.follows(*event);
    if (wanted && navigator.shows(*event)) found.push_back(seq);
  }
  return found;
}

}  // namespace

std::vector<read::Seq> event_window(view::Navigator& navigator, int rows, bool following) {
  const auto room = static_cast<std::size_t>(std::max(rows, 1)) - 1;
  auto before = beside(navigator, Way::back, room, following);
  auto after = beside(navigator, Way::forward, room, following);
  const std::size_t above = room * 2 / 5;
  const std::size_t below = std::min(after.size(), room - std::min(before.size(), above));
  before.resize(std::min(before.size(), room - below));
  after.resize(below);
  std::vector<read::Seq> window(before.rbegin(), before.rend());
  window.push_back(navigator.at());
  window.insert(window.end(), after.begin(), after.end());
  return window;
}

}  // namespace eyewall::screen
