// What each kind of event does to a State. Only state.cc uses it.
//
// What: one function a family of kinds; each returns whether the kind was its own.
// For: State::apply. Threads: one. Ownership: borrows state and event for the one call.
// Source: ours.
#pragma once

#include "model/state.h"

namespace eyewall::model {

class Reducer {
 public:
  Reducer(State& state, const read::Event& event) : state_(state), event_(event) {}
  void run();

 private:
  using Kind = trace::Kind;
  using Field = trace::Field;

  bool loop();         // reduce_loop.cc
  bool handlers();     // reduce_loop.cc
  bool callbacks();    // reduce_callback.cc
  bool timers();       // reduce_callback.cc
  bool tasks();        // reduce_callback.cc
  bool futures();      // reduce_future.cc
  bool coroutines();   // reduce_future.cc
  bool runners();      // reduce_future.cc
  bool streams();      // reduce_stream.cc
  bool exchanges();    // reduce_exchange.cc
  bool served();       // reduce_exchange.cc
  void system_call();  // reduce_stream.cc

  void wait(Id id);
  void notify(Id id);
  void resolve(Id id, Future::Status status);
  void end_coroutine(Coroutine::Status status);
  void want(Stream& stream) const;
  void take(Stream& stream) const;
  void cut_off(Id exchange);
  Exchange begun() const;
  bool end_exchange();
  template <class How>
  bool change_exchange(Exchange::Status status, How how);

  std::int64_t number(Field field) const { return event_.integer(field); }
  Id id(Field field) const { return static_cast<Id>(event_.integer(field)); }
  std::string_view text(Field field) const { return event_.text(field); }

  void touch(Sort sort, Id id);
  /// Edits the object that a field names, and notes that it changed. An event without the field,
  /// which may be one of a program that was recorded from its middle on, changes nothing.
  template <class T, class Change>
  void edit(Ledger<T>& ledger, Sort sort, Field field, Change change) {
    if (event_.has(field) && event_.integer(field) >= 0) edit(ledger, sort, id(field), change);
  }
  template <class T, class Change>
  void edit(Ledger<T>& ledger, Sort sort, Id id, Change change) {
    ledger.edit(id, change);
    touch(sort, id);
  }

  State& state_;
  const read::Event& event_;
};

}  // namespace eyewall::model
