// What waits to be run: callbacks, timers, the tasks of an executor.
#include "model/reducer.h"

namespace eyewall::model {

bool Reducer::callbacks() {
  Ledger<Callback>& all = state_.callbacks_;
  switch (*event_.kind) {
    case Kind::callback_add:
      edit(all, Sort::callback, Field::cb, [&](Callback& callback) {
        callback = Callback();
        callback.name = text(Field::name);
        callback.added = event_.seq;
        callback.stream = id(Field::stream);
      });
      return true;
    case Kind::callback_begin:
      ++state_.counters_.callbacks;
      edit(all, Sort::callback, Field::cb, [&](Callback& callback) {
        callback.name = text(Field::name);
        callback.began = event_.seq;
        callback.status = Callback::Status::running;
      });
      return true;
    case Kind::callback_end:
      edit(all, Sort::callback, Field::cb, [&](Callback& callback) {
        callback.ended = event_.seq;
        callback.status = Callback::Status::done;
      });
      return true;
    case Kind::callback_raise:
      edit(all, Sort::callback, Field::cb,
           [](Callback& callback) { callback.status = Callback::Status::raised; });
      return true;
    case Kind::callback_drop:
      edit(all, Sort::callback, Field::cb, [&](Callback& callback) {
        callback.ended = event_.seq;
        callback.status = Callback::Status::dropped;
      });
      return true;
    default:
      return false;
  }
}

bool Reducer::timers() {
  const auto end = [&](Timer::Status status) {
    edit(state_.timers_, Sort::timer, Field::timer, [&](Timer& timer) {
      timer.ended = event_.seq;
      timer.status = status;
    });
    return true;
  };
  switch (*event_.kind) {
    case Kind::timer_add:
      edit(state_.timers_, Sort::timer, Field::timer, [&](Timer& timer) {
        timer = Timer();
        timer.name = text(Field::name);
        timer.deadline_ns = number(Field::deadline_ns);
        timer.added = event_.seq;
      });
      return true;
    case Kind::timer_fire:
      state_.phase_ = Phase::timeouts;
      return end(Timer::Status::fired);
    case Kind::timer_cancel:
      return end(Timer::Status::cancelled);
    case Kind::timer_drop:
      return end(Timer::Status::dropped);
    default:
      return false;
  }
}

bool Reducer::tasks() {
  Ledger<Task>& all = state_.tasks_;
  switch (*event_.kind) {
    case Kind::executor_submit:
      edit(all, Sort::task, Field::task, [&](Task& task) {
        task = Task();
        task.name = text(Field::name);
        task.submitted = event_.seq;
        task.future = id(Field::future);
      });
      edit(state_.futures_, Sort::future, Field::future,
           [&](Future& future) { future.task = id(Field::task); });
      return true;
    case Kind::executor_begin:
      edit(all, Sort::task, Field::task, [&](Task& task) {
        task.name = text(Field::name);
        task.began = event_.seq;
        task.thread = event_.thread;
        task.status = Task::Status::running;
      });
      return true;
    case Kind::executor_end:
      edit(all, Sort::task, Field::task, [&](Task& task) {
        task.ended = event_.seq;
        task.status = Task::Status::done;
      });
      return true;
    case Kind::executor_then:
      return true;
    default:
      return false;
  }
}

}  // namespace eyewall::model
