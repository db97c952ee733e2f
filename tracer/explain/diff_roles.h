// Which object of one trace is which of the other.
//
// What: objects have other numbers in every run. Events that mean the same vote that their objects
//   are the same; the most votes win, and each object has one partner at most.
// For: diff.cc. Threads: one at a time. Ownership: by value. Source: ours.
#pragma once

#include <map>
#include <unordered_map>
#include <utility>

#include "explain/diff_text.h"

namespace eyewall::explain {

class Roles {
 public:
  /// The two events were found to mean the same.
  void vote(const read::Event& a, const read::Event& b);
  /// Ends the votes.
  void decide();
  /// Whether no object of the one has another partner than that of the other. An object that has
  /// none may be any.
  bool agree(const read::Event& a, const read::Event& b) const;
  /// Makes partners of the objects that have none. The two agree.
  void join(const read::Event& a, const read::Event& b);

 private:
  using Object = Meaning::Object;
  void pair(Object a, Object b);

  std::map<std::pair<Object, Object>, std::size_t> votes_;
  std::unordered_map<Object, Object> of_a_;
  std::unordered_map<Object, Object> of_b_;
};

}  // namespace eyewall::explain
