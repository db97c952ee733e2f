// Events of a stream that are still needed: those before a hit, and the scopes that are open.
//
// What: a deep copy of one event; and the copies of all begin events whose end has not come.
// For: searching a trace that is read event by event (read/stream.h), which keeps only one.
// Threads: one at a time. Ownership: a copy owns all that its event points to; moving it keeps it.
// Source: ours.
#pragma once

#include <memory>
#include <unordered_map>
#include <vector>

#include "explain/pattern.h"
#include "read/event.h"

namespace eyewall::explain {

class Kept {
 public:
  explicit Kept(const read::Event& event);
  Kept(Kept&&) noexcept = default;
  Kept& operator=(Kept&&) noexcept = default;

  const read::Event& event() const { return event_; }

 private:
  std::string_view keep(std::string_view text);

  std::unique_ptr<char[]> texts_;
  std::size_t used_ = 0;
  std::vector<read::Value> values_;
  read::Event event_;
};

class OpenScopes final : public Enclosing {
 public:
  /// Notes a begin, forgets one that ends. Show it every event, after it was held against a
  /// pattern: an end lies inside its begin.
  void see(const read::Event& event);
  const read::Event* by_seq(trace::Seq seq) const override;

 private:
  std::unordered_map<trace::Seq, Kept> open_;
};

}  // namespace eyewall::explain
