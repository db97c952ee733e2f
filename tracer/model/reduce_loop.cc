// The loop's turn, and the descriptors that it watches.
#include "model/reducer.h"

namespace eyewall::model {

bool Reducer::loop() {
  switch (*event_.kind) {
    case Kind::loop_start:
      state_.loop_runs_ = true;
      return true;
    case Kind::loop_end:
      state_.loop_runs_ = false;
      state_.phase_ = Phase::outside;
      return true;
    case Kind::loop_iteration:
      ++state_.counters_.iterations;
      state_.phase_ = Phase::callbacks;
      state_.turn_ = event_.seq;
      return true;
    case Kind::poll_begin:
      ++state_.counters_.polls;
      state_.phase_ = Phase::poll;
      state_.polled_ = event_.seq;
      state_.poll_timeout_ns_ = number(Field::timeout_ns);
      return true;
    case Kind::poll_end:
      state_.phase_ = Phase::handlers;
      return true;
    case Kind::loop_stop:
    case Kind::loop_blocked:
    case Kind::loop_add_future:
    case Kind::waker_wake:
    case Kind::waker_drain:
      return true;
    default:
      return false;
  }
}

bool Reducer::handlers() {
  Ledger<Handler>& all = state_.handlers_;
  switch (*event_.kind) {
    case Kind::fd_add:
      edit(all, Sort::handler, Field::fd, [&](Handler& handler) {
        const Id stream = handler.stream;
        handler = Handler();
        handler.stream = stream;
        handler.who = text(Field::who);
        handler.events = event_.mask(Field::events);
        handler.added = handler.changed = event_.seq;
        handler.registered = true;
      });
      return true;
    case Kind::fd_modify:
      edit(all, Sort::handler, Field::fd, [&](Handler& handler) {
        handler.events = event_.mask(Field::events);
        handler.changed = event_.seq;
      });
      return true;
    case Kind::fd_remove:
      edit(all, Sort::handler, Field::fd, [&](Handler& handler) {
        handler.events = handler.ready = 0;
        handler.changed = event_.seq;
        handler.registered = false;
      });
      return true;
    case Kind::poll_event:
      ++state_.counters_.ready;
      edit(all, Sort::handler, Field::fd, [&](Handler& handler) {
        handler.ready = event_.mask(Field::events);
        handler.polled = event_.seq;
      });
      return true;
    case Kind::handler_begin:
      edit(all, Sort::handler, Field::fd, [](Handler& handler) { handler.ready = 0; });
      return true;
    case Kind::handler_end:
    case Kind::handler_raise:
      return true;
    default:
      return false;
  }
}

}  // namespace eyewall::model
