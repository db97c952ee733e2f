// The ledger of a sort of object, for code that is the same for all.
//
// What: with_ledger(state, sort, see) calls see(ledger). For: why_not.cc, inquiry.cc.
// Threads: pure functions. Source: ours.
#pragma once

#include "model/state.h"

namespace eyewall::explain {

template <class See>
auto with_ledger(const model::State& state, model::Sort sort, See see) {
  switch (sort) {
    case model::Sort::callback:
      return see(state.callbacks());
    case model::Sort::timer:
      return see(state.timers());
    case model::Sort::handler:
      return see(state.handlers());
    case model::Sort::future:
      return see(state.futures());
    case model::Sort::coroutine:
      return see(state.coroutines());
    case model::Sort::runner:
      return see(state.runners());
    case model::Sort::stream:
      return see(state.streams());
    case model::Sort::exchange:
      return see(state.exchanges());
    case model::Sort::task:
      return see(state.tasks());
    case model::Sort::thread:
      break;
  }
  return see(state.threads());
}

inline bool is_known(const model::State& state, model::Ref object) {
  return with_ledger(state, object.sort,
                     [&](const auto& all) { return all.find(object.id) != nullptr; });
}

}  // namespace eyewall::explain
