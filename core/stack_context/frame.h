// A link in the chain of contexts, and the reference-counted pointer to it.
//
// What: one entered StackContext or ExceptionStackContext. Chains are shared: every callback that
// was
//   wrapped inside a context holds it.
// For: stack_context.h, wrap.h. Nobody else builds frames.
// Threads: counts are atomic, so that a wrapped callback may die on another thread. A chain's other
// state
//   belongs to the thread that entered it.
// Source: the instances held in _state.contexts by Tornado 3.1.1's stack_context.py.
#pragma once

#include <exception>
#include <functional>
#include <memory>
#include <utility>
#include <vector>

#include "functional/ref_count.h"

namespace eyewall::stack_context {

/// What a StackContext runs around each callback. Mirrors a Python context manager.
class ContextManager {
 public:
  virtual ~ContextManager() = default;
  virtual void enter() = 0;
  /// `error` is the exception that leaves the block; null when none does. May throw another.
  virtual void exit(std::exception_ptr error) = 0;
};

using ContextFactory = std::function<std::unique_ptr<ContextManager>()>;
/// Looks at an exception that nobody caught; true: consumed, it goes no further. May throw another.
using ExceptionHandler = std::function<bool(std::exception_ptr)>;

class Frame;

/// Shares ownership of a Frame; null: no context.
class FramePtr {
 public:
  FramePtr() = default;
  explicit FramePtr(Frame* frame);
  FramePtr(const FramePtr& other) : FramePtr(other.frame_) {}
  FramePtr(FramePtr&& other) noexcept : frame_(std::exchange(other.frame_, nullptr)) {}
  FramePtr& operator=(FramePtr other) noexcept {
    std::swap(frame_, other.frame_);
    return *this;
  }
  ~FramePtr() {
    if (frame_ != nullptr) drop();
  }
  Frame* get() const { return frame_; }
  Frame* operator->() const { return frame_; }
  explicit operator bool() const { return frame_ != nullptr; }

 private:
  void drop();
  Frame* frame_ = nullptr;
};

class Frame {
 public:
  Frame(ContextFactory factory, ExceptionHandler handler, FramePtr outer)
      : parent(std::move(outer)), factory_(std::move(factory)), handler_(std::move(handler)) {}

  /// Enters a StackContext once more; nothing for an ExceptionStackContext.
  void enter();
  /// Leaves it, or asks the handler. True: `error` was consumed. May throw another.
  bool exit(std::exception_ptr error);
  bool is_stack_context() const { return static_cast<bool>(factory_); }

  FramePtr parent;
  bool active = true;

 private:
  friend class FramePtr;
  RefCount owners_{0};
  ContextFactory factory_;
  ExceptionHandler handler_;
  std::vector<std::unique_ptr<ContextManager>> entered_;  // a context may be entered within itself
};

inline FramePtr::FramePtr(Frame* frame) : frame_(frame) {
  if (frame_ != nullptr) frame_->owners_.add();
}

}  // namespace eyewall::stack_context
