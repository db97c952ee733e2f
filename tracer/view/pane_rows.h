// The rows of each pane. Only panes.cc uses it.
//
// What: one function a pane, in pane_loop.cc and pane_objects.cc.
// For: panes.cc. Threads: pure functions. Ownership: rows own their texts.
// Source: ours.
#pragma once

#include <algorithm>
#include <utility>

#include "view/panes.h"

namespace eyewall::view {

/// Rows as they are made, up to a limit.
class Rows {
 public:
  Rows(PaneName name, std::size_t limit) : limit_(limit) { pane_.name = name; }
  bool full() const { return pane_.rows.size() >= limit_; }
  void add(std::uint64_t id, std::string text, bool changed) {
    if (full()) {
      ++pane_.more;
    } else {
      pane_.rows.push_back({id, std::move(text), changed});
    }
  }
  void leave_out(std::size_t count) { pane_.more += count; }
  std::size_t limit() const { return limit_; }
  Pane take() && { return std::move(pane_); }

 private:
  Pane pane_;
  std::size_t limit_;
};

void loop_rows(const model::State& state, Rows& rows);
void stack_rows(const model::State& state, Rows& rows);
void ready_rows(const model::State& state, Rows& rows);
void handler_rows(const model::State& state, Rows& rows);
void timer_rows(const model::State& state, Rows& rows);
void future_rows(const model::State& state, Rows& rows);
void coroutine_rows(const model::State& state, Rows& rows);
void stream_rows(const model::State& state, Rows& rows);
void exchange_rows(const model::State& state, Rows& rows);
void thread_rows(const model::State& state, Rows& rows);
void output_rows(const model::State& state, Rows& rows);

/// Rows for the live objects of a ledger, and for those that the last event changed and that live
/// no more: text(id, object).
template <class T, class Text>
void object_rows(const model::State& state, model::Sort sort, const model::Ledger<T>& ledger,
                 Rows& rows, Text text) {
  std::vector<std::uint64_t> ids;
  for (const model::Ref& ref : state.changed()) {
    const T* object = ref.sort == sort ? ledger.find(ref.id) : nullptr;
    if (object != nullptr && !object->live()) ids.push_back(ref.id);
  }
  const std::size_t dead = ids.size();
  ledger.each_live([&](std::uint64_t id, const T&) {
    ids.push_back(id);
    return ids.size() < rows.limit() + dead;
  });
  std::sort(ids.begin(), ids.end());
  for (const std::uint64_t id : ids) {
    rows.add(id, text(id, *ledger.find(id)), state.changed(sort, id));
  }
  rows.leave_out(ledger.live() + dead - ids.size());
}

}  // namespace eyewall::view
