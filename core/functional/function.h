// Function: an owned callable with a name.
//
// What: a move-only std::function that does not allocate for callables of up to 64 bytes (a few
//   pointers and a string), and knows its name.
// For: callbacks of every layer above. Move-only, so that a callback may own what it needs.
// Threads: a value, used by one thread at a time; may be moved to another.
// Ownership: owns the callable; destroys it with itself.
// Errors: calling an empty one throws BadCall.
// Source: Python's callables. std::function wants copies and has no name; std::move_only_function
// is C++23.
#pragma once

#include <cstddef>
#include <cstring>
#include <new>
#include <stdexcept>
#include <type_traits>
#include <utility>

#include "functional/named.h"

namespace eyewall {

/// An empty Function was called.
class BadCall : public std::logic_error {
 public:
  BadCall() : std::logic_error("an empty Function was called") {}
};

template <class Signature>
class Function;

template <class R, class... A>
class Function<R(A...)> {
 public:
  Function() = default;
  Function(std::nullptr_t) {}  // NOLINT: as std::function

  template <class F>
  requires(!std::is_same_v<std::remove_cvref_t<F>, Function> &&
           std::is_invocable_r_v<R, std::decay_t<F>&, A...>)
      Function(F&& callable) {  // NOLINT: as std::function
    emplace(std::forward<F>(callable));
  }

  Function(Function&& other) noexcept { take(other); }
  Function& operator=(Function&& other) noexcept {
    if (this != &other) {
      reset();
      take(other);
    }
    return *this;
  }
  ~Function() { reset(); }

  R operator()(A... a) {
    if (ops_ == nullptr) throw BadCall();
    return ops_->call(storage_, std::forward<A>(a)...);
  }

  explicit operator bool() const { return ops_ != nullptr; }
  /// The callable's name; "callback" when it was given none.
  const char* name() const { return name_; }
  const char* callable_name() const { return name_; }

  void reset() {
    if (ops_ == nullptr) return;
    const Ops* ops = std::exchange(ops_, nullptr);
    if (ops->destroy != nullptr) ops->destroy(storage_);
  }

 private:
  static constexpr std::size_t kInline = 64;

  struct Ops {
    R (*call)(std::byte*, A&&...);
    void (*move)(std::byte* from, std::byte* to) noexcept;  // null: copy the bytes
    void (*destroy)(std::byte*) noexcept;                   // null: nothing to do
  };

  template <class F>
  static constexpr bool kFits =
      sizeof(F) <= kInline &&
      alignof(F) <= alignof(std::max_align_t) && std::is_nothrow_move_constructible_v<F>;

  template <class F>
  static F* stored(std::byte* storage) {
    return std::launder(reinterpret_cast<F*>(storage));
  }

  // The callable itself in storage_.
  template <class F>
  struct Small {
    static R call(std::byte* s, A&&... a) { return (*stored<F>(s))(std::forward<A>(a)...); }
    static void move(std::byte* from, std::byte* to) noexcept {
      new (to) F(std::move(*stored<F>(from)));
      stored<F>(from)->~F();
    }
    static void destroy(std::byte* s) noexcept { stored<F>(s)->~F(); }
    static constexpr bool kTrivial = std::is_trivially_copyable_v<F>;
    static constexpr Ops kOps{call, kTrivial ? nullptr : move,
                              std::is_trivially_destructible_v<F> ? nullptr : destroy};
  };

  // A pointer to the callable in storage_.
  template <class F>
  struct Large {
    static R call(std::byte* s, A&&... a) { return (**stored<F*>(s))(std::forward<A>(a)...); }
    static void destroy(std::byte* s) noexcept { delete *stored<F*>(s); }
    static constexpr Ops kOps{call, nullptr, destroy};
  };

  template <class F>
  void emplace(F&& callable) {
    using D = std::decay_t<F>;
    if constexpr (kFits<D>) {
      new (storage_) D(std::forward<F>(callable));
      ops_ = &Small<D>::kOps;
    } else {
      new (storage_) D*(new D(std::forward<F>(callable)));
      ops_ = &Large<D>::kOps;
    }
    name_ = name_of(held<D>());
  }

  template <class D>
  const D& held() {
    if constexpr (kFits<D>)
      return *stored<D>(storage_);
    else
      return **stored<D*>(storage_);
  }

  void take(Function& other) noexcept {
    name_ = other.name_;
    ops_ = std::exchange(other.ops_, nullptr);
    if (ops_ == nullptr) return;
    if (ops_->move == nullptr)
      std::memcpy(storage_, other.storage_, kInline);
    else
      ops_->move(other.storage_, storage_);
  }

  const Ops* ops_ = nullptr;
  const char* name_ = "callback";
  alignas(std::max_align_t) std::byte storage_[kInline];
};

}  // namespace eyewall
