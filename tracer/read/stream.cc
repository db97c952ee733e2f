#include "read/stream.h"

namespace eyewall::read {

Stream::Stream(const std::string& path)
    : feed_(path, arena_, Keep::no),
      lines_(path, [this](std::string_view start) { feed_.look(start); }) {
  advance();
}

bool Stream::next() {
  arena_.clear();
  return advance() == Feed::Got::event;
}

Feed::Got Stream::advance() {
  while (lines_.next()) {
    const Feed::Got got = feed_.take(lines_.line());
    if (got == Feed::Got::header || got == Feed::Got::event) return got;
  }
  return Feed::Got::nothing;
}

}  // namespace eyewall::read
