#include "read/feed.h"

namespace eyewall::read {
namespace {

// Longer lines than these are taken for what is no trace. A header holds a command line of two
// megabytes at most; an event may hold all that a program wrote at once.
constexpr std::size_t kLongestHeader = std::size_t{1} << 24;
constexpr std::size_t kLongestEvent = std::size_t{1} << 30;

}  // namespace

Feed::Got Feed::take(std::string_view line) {
  ++line_;
  refuse_longer(line.size());
  line = without_nuls(line);
  const std::size_t first = line.starts_with('{') ? 0 : line.find_first_not_of(" \t\r");
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

void Feed::refuse_longer(std::size_t size) const {
  const std::size_t longest = header_.version == 0 ? kLongestHeader : kLongestEvent;
  if (size < longest) return;
  throw Error(name_, line_, longest + 1,
              "the line is longer than " + std::to_string(longest >> 20) + " MiB");
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
  event_ = &parser_.parse(line, last_ + 1);
  last_ = event_->seq;
  return Got::event;
}

void Feed::look(std::string_view start) const {
  Arena arena;
  Feed likely(name_, arena, Keep::no);
  likely.header_.version = header_.version;
  likely.torn_ = torn_;
  likely.line_ = line_;
  likely.last_ = last_;
  likely.footer_ = footer_;
  likely.take(start);
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
