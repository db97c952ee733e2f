#include "read/feed.h"

namespace eyewall::read {
namespace {

// The line without what a crash of the machine, rather than of the program, leaves at its end.
std::string_view without_nuls(std::string_view line) {
  const std::size_t last = line.find_last_not_of('\0');
  return last == std::string_view::npos ? std::string_view() : line.substr(0, last + 1);
}

}  // namespace

Feed::Got Feed::take(std::string_view line) {
  ++line_;
  line = without_nuls(line);
  const std::size_t first = line.find_first_not_of(" \t\r");
  if (first == std::string_view::npos) return Got::nothing;
  if (torn_) {
    if (line[first] == '{') throw Error(*torn_);
    return Got::nothing;
  }
  try {
    return sort(line);
  } catch (const json::Bad& bad) {
    Error error(name_, line_, bad.offset + 1, bad.reason);
    if (!bad.ran_out) throw error;
    torn_ = std::move(error);
  }
  return Got::nothing;
}

Feed::Got Feed::sort(std::string_view line) {
  if (footer_) throw json::Bad{0, "nothing may follow the footer"};
  if (header_.version == 0) {
    header_ = parse_header(line);
    return Got::header;
  }
  if (is_footer(line)) {
    footer(line);
    return Got::footer;
  }
  event_ = parser_.parse(line, last_ + 1);
  last_ = event_.seq;
  return Got::event;
}

void Feed::footer(std::string_view line) {
  const std::uint64_t events = parse_footer(line);
  if (events != last_) {
    throw json::Bad{0, "the footer counts " + std::to_string(events) +
                           " events, and the trace has " + std::to_string(last_)};
  }
  footer_ = true;
}

}  // namespace eyewall::read
