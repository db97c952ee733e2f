#include "read/trace.h"

#include <algorithm>
#include <new>

#include "read/feed.h"
#include "read/lines.h"

namespace eyewall::read {
namespace {

// Room for events is reserved by a guess at the length of a line, a short one: what is reserved and
// not used costs nothing, and what is copied to a larger place costs time and memory.
constexpr std::uint64_t kShortLine = 64;
constexpr std::uint64_t kMostReserved = std::uint64_t{1} << 24;  // events
constexpr std::uint64_t kTold = std::uint64_t{1} << 16;  // events between two calls of a Progress

}  // namespace

Trace Trace::load(const std::string& path, const Progress& progress) {
  Trace trace;
  trace.path_ = path;
  Feed feed(path, trace.arena_, Keep::yes);
  try {
    Lines lines(path, [&feed](std::string_view start) { feed.look(start); });
    trace.take(lines, feed, progress);
  } catch (const std::bad_alloc&) {
    throw Error(path, 0, 0, "is too large for the memory that there is");
  }
  return trace;
}

Trace Trace::parse(std::string text, std::string name) {
  Trace trace;
  trace.path_ = name;
  Feed feed(std::move(name), trace.arena_, Keep::yes);
  Lines lines(std::move(text));
  trace.take(lines, feed, {});
  return trace;
}

void Trace::take(Lines& lines, Feed& feed, const Progress& progress) {
  const std::optional<std::uint64_t> size = lines.size();
  events_.reserve(std::min(size.value_or(0) / kShortLine, kMostReserved));
  while (lines.next()) {
    if (feed.take(lines.line()) != Feed::Got::event) continue;
    events_.push_back(feed.event());
    if (progress && size && events_.size() % kTold == 0) progress(lines.done(), *size);
  }
  arena_.finish();
  header_ = feed.header();
  complete_ = feed.complete();
  torn_ = feed.torn();
}

const Event* Trace::by_seq(Seq seq) const {
  if (seq == 0 || seq > events_.size()) return nullptr;
  return &events_[seq - 1];
}

}  // namespace eyewall::read
