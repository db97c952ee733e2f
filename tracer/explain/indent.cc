#include "explain/indent.h"

#include <algorithm>
#include <limits>

namespace eyewall::explain {

unsigned Indent::next(const read::Event& event) {
  const unsigned around = event.in == 0 || event.in > inside_.size() ? 0 : inside_[event.in - 1];
  const bool end = event.shape() == trace::Shape::end && event.level() <= level_;
  const unsigned depth = end && around > 0 ? around - 1 : around;
  const bool opens = event.shape() == trace::Shape::begin && event.level() <= level_;
  constexpr unsigned most = std::numeric_limits<std::uint16_t>::max();
  inside_.push_back(static_cast<std::uint16_t>(std::min(around + (opens ? 1U : 0U), most)));
  return depth;
}

}  // namespace eyewall::explain
