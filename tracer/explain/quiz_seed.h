// Chance that is the same on every machine: std::shuffle and the distributions are not.
//
// What: a sequence of numbers from a seed, and a shuffle by it.
// For: the choice and the order of questions and options.
// Threads: one at a time; a value. Source: the splitmix64 sequence of Steele, Lea and Flood (2014).
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

namespace eyewall::explain {

class Dice {
 public:
  /// `what` makes sequences of one seed independent of each other.
  explicit Dice(std::uint64_t seed, std::uint64_t what = 0) : state_(seed) {
    state_ = next() + what;
  }

  std::uint64_t next() {
    std::uint64_t mixed = state_ += 0x9e3779b97f4a7c15U;
    mixed = (mixed ^ mixed >> 30U) * 0xbf58476d1ce4e5b9U;
    mixed = (mixed ^ mixed >> 27U) * 0x94d049bb133111ebU;
    return mixed ^ mixed >> 31U;
  }

  /// Puts what stands from `from` on in another order.
  template <class T>
  void shuffle(std::vector<T>& list, std::size_t from = 0) {
    for (std::size_t left = list.size(); left > from + 1; --left) {
      const std::size_t at = from + static_cast<std::size_t>(next() % (left - from));
      std::swap(list[left - 1], list[at]);
    }
  }

 private:
  std::uint64_t state_;
};

}  // namespace eyewall::explain
