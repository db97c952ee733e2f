#include "export/slices.h"

#include <algorithm>

namespace eyewall::exports {
namespace {

using trace::Field;
using trace::Kind;

std::string_view category(Kind kind) {
  switch (kind) {
    case Kind::callback_begin:
      return "callback";
    case Kind::handler_begin:
      return "handler";
    case Kind::gen_send:
    case Kind::gen_throw:
      return "coroutine";
    case Kind::executor_begin:
      return "task";
    default:
      return "call";
  }
}

// What a scope is called: by its name, a coroutine by its function's.
std::string_view name_of(const read::Event& event, const model::State& state) {
  std::string_view name = event.text(Field::name);
  if (event.has(Field::gen)) {
    const auto* const coroutine =
        state.coroutines().find(static_cast<model::Id>(event.integer(Field::gen)));
    if (coroutine != nullptr) name = coroutine->name;
  }
  return name.empty() ? event.kind_name : name;
}

}  // namespace

bool Slices::opens(const read::Event& event, const model::State& state) {
  if (!event.kind) return false;
  if (event.shape() == trace::Shape::begin) {
    open(event, What::scope, name_of(event, state), category(*event.kind));
    return true;
  }
  switch (*event.kind) {
    case Kind::loop_start:
      open(event, What::loop, "loop", "loop");
      return true;
    case Kind::loop_iteration:
      end_turn(event);
      open(event, What::turn, "turn " + std::to_string(event.integer(Field::iteration)), "loop");
      return true;
    case Kind::poll_begin:
      open(event, What::poll, "poll", "loop");
      return true;
    default:
      return false;
  }
}

bool Slices::closes(const read::Event& event) {
  if (event.shape() == trace::Shape::end) return close_scope(event);
  if (event.is(Kind::poll_end)) return close_newest(event, What::poll);
  return event.is(Kind::loop_end) && close_newest(event, What::loop);
}

void Slices::finish(std::int64_t t) {
  for (const auto& [thread, stack] : stacks_) pop_to(0, thread, t, nullptr);
}

void Slices::open(const read::Event& event, What what, std::string_view name,
                  std::string_view category) {
  stacks_[event.thread].push_back({what, event.seq, file_.begin(event, name, category)});
}

bool Slices::close_scope(const read::Event& event) {
  const Stack& stack = stacks_[event.thread];
  const auto found = std::find_if(stack.rbegin(), stack.rend(), [&](const Open& open) {
    return open.what == What::scope && open.begin == event.in;
  });
  if (found == stack.rend()) return false;
  pop_to(static_cast<std::size_t>(stack.rend() - found) - 1, event.thread, event.t, &event);
  return true;
}

bool Slices::close_newest(const read::Event& event, What what) {
  const Stack& stack = stacks_[event.thread];
  const auto found = std::find_if(stack.rbegin(), stack.rend(),
                                  [&](const Open& open) { return open.what == what; });
  if (found == stack.rend()) return false;
  pop_to(static_cast<std::size_t>(stack.rend() - found) - 1, event.thread, event.t, &event);
  return true;
}

// The turn before, of this loop: one that runs inside a callback of another has its own.
void Slices::end_turn(const read::Event& event) {
  const Stack& stack = stacks_[event.thread];
  const auto found = std::find_if(stack.rbegin(), stack.rend(), [](const Open& open) {
    return open.what == What::turn || open.what == What::loop;
  });
  if (found == stack.rend() || found->what == What::loop) return;
  pop_to(static_cast<std::size_t>(stack.rend() - found) - 1, event.thread, event.t, nullptr);
}

// The outermost that goes is the one that the event ends.
void Slices::pop_to(std::size_t size, std::uint32_t thread, std::int64_t t,
                    const read::Event* event) {
  Stack& stack = stacks_[thread];
  for (; stack.size() > size; stack.pop_back()) {
    file_.end(stack.back().number, t, stack.size() == size + 1 ? event : nullptr);
  }
}

}  // namespace eyewall::exports
