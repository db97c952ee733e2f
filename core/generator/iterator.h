// A generator in a range-for.
//
// What: an input iterator that owns the value at which it stands, so that a next() in the loop's
// body
//   cannot pull it away.
// For: Generator::begin. Its user writes for (auto& value : generator) and never this name.
// Threads: one at a time. Ownership: refers to the generator, which must stay where it is.
// Errors: ++ throws what the generator's body lets out.
// Source: Python's iterator protocol; std::input_iterator.
#pragma once

#include <cstddef>
#include <iterator>
#include <optional>
#include <utility>

#include "trace/site.h"

namespace eyewall::generator {

template <class Generator, class Yield>
class Iterator {
 public:
  using iterator_concept = std::input_iterator_tag;
  using difference_type = std::ptrdiff_t;
  using value_type = Yield;

  Iterator(Generator& generator, trace::Site at) : generator_(&generator), at_(at) { advance(); }
  Iterator(Iterator&&) noexcept = default;
  Iterator& operator=(Iterator&&) noexcept = default;

  Yield& operator*() const { return *value_; }
  Yield* operator->() const { return &*value_; }
  Iterator& operator++() {
    advance();
    return *this;
  }
  void operator++(int) { advance(); }

  /// The generator has finished.
  friend bool operator==(const Iterator& i, std::default_sentinel_t) { return !i.value_; }

 private:
  void advance() {
    value_.reset();  // it dies before the next one is made
    value_ = std::move(generator_->frame_.send(std::nullopt, at_).yielded);
  }

  Generator* generator_;
  trace::Site at_;
  mutable std::optional<Yield> value_;
};

}  // namespace eyewall::generator
