#include "stack_context/frame.h"

namespace eyewall::stack_context {

void FramePtr::drop() {
  // A long chain is released link by link, not by recursion.
  Frame* frame = std::exchange(frame_, nullptr);
  while (frame != nullptr && frame->owners_.drop()) {
    Frame* const parent = std::exchange(frame->parent.frame_, nullptr);
    delete frame;
    frame = parent;
  }
}

void Frame::enter() {
  if (!factory_) return;
  auto context = factory_();
  context->enter();  // what cannot be entered is not left either
  entered_.push_back(std::move(context));
}

bool Frame::exit(std::exception_ptr error) {
  if (!factory_) return error != nullptr && handler_(error);
  const std::unique_ptr<ContextManager> context = std::move(entered_.back());
  entered_.pop_back();
  context->exit(error);
  return false;  // a StackContext's own verdict is not asked for, as in Tornado
}

}  // namespace eyewall::stack_context
