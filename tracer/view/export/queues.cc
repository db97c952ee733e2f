#include "export/queues.h"

namespace eyewall::exports {

void Queues::step(const read::Event& event, const model::State& state) {
  for (const model::Ref& object : state.changed()) {
    if (object.sort == model::Sort::callback) {
      const auto* const callback = state.callbacks().find(object.id);
      note(ready_, object.id, callback->status == model::Callback::Status::queued);
    } else if (object.sort == model::Sort::task) {
      const auto* const task = state.tasks().find(object.id);
      note(tasks_, object.id, task->status == model::Task::Status::queued);
    }
  }
  constexpr std::array<std::string_view, 4> names = {"ready callbacks", "pending timers",
                                                     "registered handlers", "executor queue"};
  const std::array<std::size_t, 4> now = {ready_.size(), state.timers().live(),
                                          state.handlers().live(), tasks_.size()};
  for (std::size_t i = 0; i < now.size(); ++i) {
    if (now[i] != told_[i]) file_.counter(names[i], now[i], event);
  }
  told_ = now;
}

void Queues::note(Waiting& waiting, model::Id id, bool waits) {
  if (waits) {
    waiting.insert(id);
  } else {
    waiting.erase(id);
  }
}

}  // namespace eyewall::exports
