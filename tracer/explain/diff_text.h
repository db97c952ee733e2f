// What an event means, as a text that two runs can be compared by.
//
// What: kind, names, cause and what encloses it: "callback.begin on_headers, caused by callback.add
//   on_headers". Numbers of objects, descriptors, addresses, times and sizes are not in it; the
//   objects that it is about are told apart from it.
// For: diff.cc. Threads: one at a time; constant once made.
// Ownership: borrows the trace. Source: ours.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "read/trace.h"

namespace eyewall::explain {

class Meaning {
 public:
  /// Only events that `level` shows are causes and enclose.
  Meaning(const read::Trace& trace, trace::Level level);

  std::string of(const read::Event& event) const;

  /// An object of a trace: its sort and its number, or its stable name.
  using Object = std::uint64_t;
  /// The objects that the event is about, in the order of its fields.
  static std::vector<Object> objects(const read::Event& event);

 private:
  std::string title(const read::Event& event) const;
  const read::Event* around(const read::Event& event) const;
  void name(trace::Field field, const read::Event& event, std::string_view name);

  const read::Trace& trace_;
  trace::Level level_;
  std::unordered_map<Object, std::string_view> names_;  // of what has none in its own events
};

}  // namespace eyewall::explain
