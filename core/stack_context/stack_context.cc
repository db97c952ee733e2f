#include "stack_context/stack_context.h"

#include <vector>

#include "stack_context/wrap.h"

namespace eyewall::stack_context {
namespace detail {

constinit thread_local Frame* current = nullptr;
constinit thread_local std::uint64_t entry = 0;

FramePtr make_frame(StackContext context) {
  return FramePtr(new Frame(std::move(context.factory), nullptr, FramePtr(current)));
}

FramePtr make_frame(ExceptionStackContext context) {
  return FramePtr(new Frame(nullptr, std::move(context.handler), FramePtr(current)));
}

namespace {

constinit thread_local std::uint64_t last_entry = 0;

// Sets the current context, and puts the old one back however the block is left.
class Restore {
 public:
  explicit Restore(Frame* now)
      : outer_(std::exchange(current, now)), outer_entry_(std::exchange(entry, ++last_entry)) {}
  ~Restore() {
    current = outer_;
    entry = outer_entry_;
  }
  Restore(const Restore&) = delete;
  Restore& operator=(const Restore&) = delete;

 private:
  Frame* outer_;
  std::uint64_t outer_entry_;
};

// Leaves one frame with `error`; what is in flight afterwards.
std::exception_ptr leave(Frame& frame, std::exception_ptr error) {
  try {
    if (frame.exit(error)) return nullptr;
    return error;
  } catch (...) {
    return std::current_exception();
  }
}

// Shows an exception to every frame from `frame` outwards; what nobody consumed.
std::exception_ptr handle_exception(Frame* frame, std::exception_ptr error) {
  for (; frame != nullptr; frame = frame->parent.get()) error = leave(*frame, error);
  return error;
}

// Takes deactivated frames out of the chain, for this and every other holder of it.
void remove_deactivated(FramePtr& head) {
  while (head && !head->active) head = FramePtr(head->parent);
  for (Frame* frame = head.get(); frame != nullptr; frame = frame->parent.get()) {
    while (frame->parent && !frame->parent->active) frame->parent = FramePtr(frame->parent->parent);
  }
}

std::vector<Frame*> stack_contexts(Frame* head) {
  std::vector<Frame*> outer_first;
  for (Frame* frame = head; frame != nullptr; frame = frame->parent.get()) {
    if (frame->is_stack_context()) outer_first.insert(outer_first.begin(), frame);
  }
  return outer_first;
}

// What is in flight after the body, and from which frame on it must be handled.
struct Flight {
  std::exception_ptr error;
  Frame* top = nullptr;
  std::size_t entered = 0;
};

Flight enter_all(const std::vector<Frame*>& stack) {
  Flight flight;
  for (Frame* frame : stack) {
    try {
      frame->enter();
      ++flight.entered;
    } catch (...) {
      flight.error = std::current_exception();
      flight.top = frame->parent.get();
      break;
    }
  }
  return flight;
}

// Leaves the contexts inside out, after a body that threw nothing.
void exit_all(const std::vector<Frame*>& stack, Flight& flight) {
  while (flight.entered > 0) {
    Frame* const frame = stack[--flight.entered];
    try {
      frame->exit(nullptr);
    } catch (...) {
      flight.error = handle_exception(frame->parent.get(), std::current_exception());
      return;
    }
  }
}

}  // namespace

void enter_and_run(FramePtr frame, void (*body)(void*, Deactivate), void* context) {
  std::exception_ptr error;
  bool consistent = true;
  {
    const Restore restore(frame.get());
    frame->enter();
    try {
      body(context, Deactivate(frame));
    } catch (...) {
      error = std::current_exception();
    }
    error = leave(*frame.get(), error);
    consistent = current == frame.get();
  }
  if (error) std::rethrow_exception(error);
  if (!consistent) throw StackContextInconsistentError();
}

void run_in(FramePtr& captured, void (*body)(void*), void* context) {
  remove_deactivated(captured);
  const FramePtr head = captured;  // the body may destroy the callback that holds it
  const Restore restore(head.get());
  const std::vector<Frame*> stack = stack_contexts(head.get());
  Flight flight = enter_all(stack);
  if (!flight.error) {
    try {
      body(context);
    } catch (...) {
      flight.error = std::current_exception();
      flight.top = head.get();
    }
  }
  if (flight.error)
    flight.error = handle_exception(flight.top, flight.error);
  else
    exit_all(stack, flight);
  if (flight.error) std::rethrow_exception(flight.error);
}

}  // namespace detail
}  // namespace eyewall::stack_context
