// Mutator: a plain stand-in for libFuzzer's, so that every compiler's CI runs the harnesses.
//
// What: damages good inputs in the usual ways (flip, insert, delete, repeat, splice, a word).
// Threads: one.
// Determinism: the same seed gives the same inputs everywhere (mt19937_64 is fixed by the
// standard).
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <random>
#include <string>
#include <utility>
#include <vector>

namespace eyewall::fuzz {

class Mutator {
 public:
  Mutator(std::vector<std::string> inputs, std::vector<std::string> words, std::uint64_t seed)
      : inputs_(std::move(inputs)), words_(std::move(words)), random_(seed) {}

  /// One of the inputs after up to 5 mutations; sometimes untouched.
  std::string next() {
    std::string text = inputs_[below(inputs_.size())];
    for (std::size_t rounds = below(6); rounds > 0; --rounds) mutate(text);
    return text;
  }

 private:
  std::size_t below(std::size_t limit) { return limit == 0 ? 0 : random_() % limit; }

  void mutate(std::string& text) {
    const std::size_t at = below(text.size() + 1);
    const std::size_t length = below(1 + std::min<std::size_t>(text.size() - at, 16));
    const std::string& other = inputs_[below(inputs_.size())];
    const std::string& word = words_[below(words_.size())];
    const auto byte = static_cast<char>(random_());
    switch (below(7)) {
      case 0:
        if (at < text.size()) text[at] = static_cast<char>(text[at] ^ (1 << below(8)));
        break;
      case 1:
        text.insert(at, 1, byte);
        break;
      case 2:
        text.erase(at, length);
        break;
      case 3:
        text.insert(at, std::string(text, at, length));
        break;
      case 4:
        text = text.substr(0, at) + other.substr(below(other.size() + 1));
        break;
      case 5:
        text.insert(at, word);
        break;
      default:
        text.replace(at, length, word);
        break;
    }
  }

  std::vector<std::string> inputs_;
  std::vector<std::string> words_;
  std::mt19937_64 random_;
};

}  // namespace eyewall::fuzz
