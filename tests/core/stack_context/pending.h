// What the tests of stack contexts share: a list of callbacks in place of a loop, and contexts that
// note when they are entered and left.
#pragma once

#include <deque>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "stack_context/stack_context.h"
#include "stack_context/wrap.h"

namespace eyewall::test {

/// Keeps callbacks and runs them later, in no context of its own, as a loop does.
class Pending {
 public:
  template <class F>
  void add(F callback) {
    callbacks_.push_back(stack_context::wrap<void()>(std::move(callback)));
  }
  void run_one() {
    auto callback = std::move(callbacks_.front());
    callbacks_.pop_front();
    callback();
  }
  void run_all() {
    while (!callbacks_.empty()) run_one();
  }
  void clear() { callbacks_.clear(); }

 private:
  std::deque<stack_context::Wrapped<void()>> callbacks_;
};

using Names = std::vector<std::string>;

/// Stands in `active` while it is entered, and in `story` whenever it is entered or left.
class Noting : public stack_context::ContextManager {
 public:
  Noting(std::string name, Names& active, Names& story)
      : name_(std::move(name)), active_(active), story_(story) {}
  void enter() override {
    active_.push_back(name_);
    story_.push_back("+" + name_);
  }
  void exit(std::exception_ptr error) override {
    active_.pop_back();
    story_.push_back((error ? "!" : "-") + name_);
  }

 private:
  std::string name_;
  Names& active_;
  Names& story_;
};

/// Makes Noting contexts, and remembers what they did.
struct Notes {
  Names active;
  Names story;

  stack_context::StackContext context(std::string name) {
    return {[this, name] { return std::make_unique<Noting>(name, active, story); }};
  }
  /// Notes each exception that reaches it under its name, and consumes it or not.
  stack_context::ExceptionStackContext handler(std::string name, bool consume) {
    return {[this, name, consume](std::exception_ptr error) {
      story.push_back(name + ":" + what(error));
      return consume;
    }};
  }
  static std::string what(const std::exception_ptr& error) {
    try {
      std::rethrow_exception(error);
    } catch (const std::exception& e) {
      return e.what();
    }
  }
};

}  // namespace eyewall::test
