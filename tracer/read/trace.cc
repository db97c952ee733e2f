#include "read/trace.h"

#include <algorithm>

#include "read/feed.h"
#include "read/file.h"

namespace eyewall::read {
namespace {

constexpr std::size_t kUsualLine = 100;  // bytes; a guess to reserve by

}  // namespace

Trace Trace::load(const std::string& path) {
  return parse(File(path).all(), path);
}

Trace Trace::parse(std::string text, std::string name) {
  Trace trace;
  trace.path_ = name;
  trace.text_ = std::make_unique<const std::string>(std::move(text));
  trace.events_.reserve(trace.text_->size() / kUsualLine);
  Feed feed(std::move(name), trace.arena_);
  std::string_view rest = *trace.text_;
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find('\n'), rest.size());
    if (feed.take(rest.substr(0, end)) == Feed::Got::event) trace.events_.push_back(feed.event());
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  trace.header_ = feed.header();
  trace.complete_ = feed.complete();
  trace.torn_ = feed.torn();
  return trace;
}

const Event* Trace::by_seq(Seq seq) const {
  if (seq == 0 || seq > events_.size()) return nullptr;
  return &events_[seq - 1];
}

}  // namespace eyewall::read
