// Futures, the coroutines that yield them, and the Runners between the two.
#include <algorithm>

#include "model/reducer.h"

namespace eyewall::model {

bool Reducer::futures() {
  switch (*event_.kind) {
    case Kind::future_new:
      edit(state_.futures_, Sort::future, Field::future, [&](Future& future) {
        future = Future();
        future.name = text(Field::name);
        future.made = event_.seq;
      });
      return true;
    case Kind::future_then:
      if (!event_.flag(Field::done)) wait(id(Field::future));
      return true;
    case Kind::future_notify:
      notify(id(Field::future));
      return true;
    case Kind::future_resolve:
      resolve(id(Field::future), Future::Status::done);
      return true;
    case Kind::future_reject:
      resolve(id(Field::future), Future::Status::failed);
      return true;
    case Kind::future_lost:
      edit(state_.futures_, Sort::future, Field::future, [&](Future& future) {
        future.error = text(Field::error);
        future.lost = event_.seq;
      });
      return true;
    default:
      return false;
  }
}

// A Runner says first that it will wait; then comes what will wake it.
void Reducer::wait(Id id) {
  edit(state_.futures_, Sort::future, id, [&](Future& future) {
    const auto said = std::find_if(future.waiters.begin(), future.waiters.end(),
                                   [](const Future::Waiter& waiter) { return waiter.then == 0; });
    if (said == future.waiters.end()) {
      future.waiters.push_back({text(Field::name), event_.seq, 0});
    } else {
      said->name = text(Field::name);
      said->then = event_.seq;
    }
  });
}

void Reducer::notify(Id id) {
  edit(state_.futures_, Sort::future, id, [&](Future& future) {
    const auto told =
        std::find_if(future.waiters.begin(), future.waiters.end(),
                     [&](const auto& waiter) { return waiter.name == text(Field::name); });
    if (told != future.waiters.end()) future.waiters.erase(told);
  });
}

void Reducer::resolve(Id id, Future::Status status) {
  edit(state_.futures_, Sort::future, id, [&](Future& future) {
    future.status = status;
    future.resolved = event_.seq;
    future.error = text(Field::error);
  });
}

bool Reducer::coroutines() {
  const auto move = [&](Coroutine::Status status) {
    edit(state_.coroutines_, Sort::coroutine, Field::gen, [&](Coroutine& coroutine) {
      coroutine.at = event_.seq;
      coroutine.status = status;
      if (status == Coroutine::Status::running) coroutine.awaited = 0, coroutine.waits_for = {};
    });
    return true;
  };
  switch (*event_.kind) {
    case Kind::gen_new:
      edit(state_.coroutines_, Sort::coroutine, Field::gen, [&](Coroutine& coroutine) {
        coroutine = Coroutine();
        coroutine.name = text(Field::name);
        coroutine.made = coroutine.at = event_.seq;
      });
      return true;
    case Kind::gen_send:
    case Kind::gen_throw:
    case Kind::gen_resume:
      return move(Coroutine::Status::running);
    case Kind::gen_yield:
      return move(Coroutine::Status::suspended);
    case Kind::gen_return:
      return move(Coroutine::Status::returned);
    case Kind::gen_raise:
      return move(Coroutine::Status::raised);
    case Kind::gen_close:
      return move(Coroutine::Status::closed);
    default:
      return false;
  }
}

bool Reducer::runners() {
  Ledger<Runner>& all = state_.runners_;
  switch (*event_.kind) {
    case Kind::runner_new:
      edit(all, Sort::runner, Field::runner, [&](Runner& runner) {
        runner = Runner();
        runner.coroutine = id(Field::gen);
        runner.made = event_.seq;
      });
      edit(state_.coroutines_, Sort::coroutine, Field::gen, [&](Coroutine& coroutine) {
        coroutine.runner = id(Field::runner);
        coroutine.result = id(Field::future);
      });
      edit(state_.futures_, Sort::future, Field::future,
           [&](Future& future) { future.coroutine = id(Field::gen); });
      return true;
    case Kind::runner_yielded:
      if (const Runner* runner = all.find(id(Field::runner)); runner != nullptr) {
        edit(state_.coroutines_, Sort::coroutine, runner->coroutine, [&](Coroutine& coroutine) {
          coroutine.waits_for = text(Field::point);
          coroutine.awaited = id(Field::future);
        });
      }
      return true;
    case Kind::runner_register:
      edit(all, Sort::runner, Field::runner, [&](Runner& runner) {
        runner.pending.push_back({text(Field::key), id(Field::future), event_.seq});
      });
      edit(state_.futures_, Sort::future, Field::future, [&](Future& future) {
        future.waiters.push_back({{}, 0, id(Field::runner)});
      });
      return true;
    case Kind::runner_set_result:
      edit(all, Sort::runner, Field::runner, [&](Runner& runner) {
        std::erase_if(runner.pending, [&](const auto& key) { return key.key == text(Field::key); });
      });
      return true;
    case Kind::runner_finish:
      edit(all, Sort::runner, Field::runner, [](Runner& runner) { runner.finished = true; });
      return true;
    case Kind::runner_ready:
    case Kind::runner_result:
    case Kind::runner_start:
      return true;
    default:
      return false;
  }
}

}  // namespace eyewall::model
