// What the model knows of each object of a trace: plain values, texts being views into the trace.
//
// What: one struct a sort of object. Every Seq names the event that said it; 0: none has.
// For: State, which changes them, and whoever shows or explains a state.
// Threads: plain values. Ownership: the Trace owns the texts and outlives them.
// Source: ours; the objects are those of Tornado 3.1.1's ioloop, concurrent, gen and iostream.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "read/event.h"

namespace eyewall::model {

using trace::Id;
using trace::Seq;

/// Sorts of objects that a state has.
enum class Sort : std::uint8_t {
  callback,
  timer,
  handler,  // by descriptor number
  future,
  coroutine,  // by generator id
  runner,
  stream,
  exchange,  // an HTTP exchange, by its `call`
  task,      // of an executor
  thread,
};
std::string_view to_string(Sort sort);  // "callback"

/// An object of a state.
struct Ref {
  Sort sort;
  Id id;
  bool operator==(const Ref&) const = default;
};

struct Callback {
  enum class Status : std::uint8_t { queued, running, done, raised, dropped };
  std::string_view name;
  Seq added = 0;
  Seq began = 0;
  Seq ended = 0;  // by callback.end, or by callback.drop
  Id stream = 0;
  Status status = Status::queued;
  bool live() const { return status <= Status::running; }
};

struct Timer {
  enum class Status : std::uint8_t { pending, fired, cancelled, dropped };
  std::string_view name;
  std::int64_t deadline_ns = 0;  // from the trace's start
  Seq added = 0;
  Seq ended = 0;
  Status status = Status::pending;
  bool live() const { return status == Status::pending; }
};

struct Handler {
  std::string_view who;      // stable name of the descriptor; may be empty
  std::uint32_t events = 0;  // what the loop asks epoll for
  std::uint32_t ready = 0;   // what a poll said: see State::ready
  Seq polled = 0;            // the poll.event that said so
  Seq added = 0;
  Seq changed = 0;  // the last fd.add, fd.modify or fd.remove
  Seq closed = 0;   // a close() while it was registered
  Id stream = 0;
  bool registered = false;
  bool live() const { return registered; }
};

struct Future {
  enum class Status : std::uint8_t { pending, done, failed };
  struct Waiter {
    std::string_view name;  // of what will be called
    Seq then;               // the event that left it there
    Id runner;              // which is resumed by it; 0: no coroutine
  };
  std::string_view name;
  std::string_view error;  // the exception's message
  Seq made = 0;
  Seq resolved = 0;
  Seq lost = 0;      // nobody looked at its exception
  Id coroutine = 0;  // whose result it is; 0: of none
  Id task = 0;       // whose result it is; 0: of none
  std::vector<Waiter> waiters;
  Status status = Status::pending;
  bool live() const { return status == Status::pending; }
};

struct Coroutine {
  enum class Status : std::uint8_t { made, running, suspended, returned, raised, closed };
  std::string_view name;
  std::string_view waits_for;  // the kind of yield point: YieldFuture, Task, Multi, ...
  Seq made = 0;
  Seq at = 0;      // its last send, throw, resume, yield or end: where it is
  Id runner = 0;   // 0: a plain generator
  Id result = 0;   // its Future; 0: it has none
  Id awaited = 0;  // the Future that it waits for; 0: none, or several: see its runner's keys
  Status status = Status::made;
  bool live() const { return status <= Status::suspended; }
};

struct Runner {
  struct Key {
    std::string_view key;
    Id future;  // 0: not a future's
    Seq since;
  };
  Id coroutine = 0;
  Seq made = 0;
  std::vector<Key> pending;
  bool finished = false;
  bool live() const { return !finished; }
};

struct Stream {
  enum class Status : std::uint8_t { connecting, open, closed };
  /// Bytes of the read buffer: `bytes` of the event's payload, from `from` on.
  struct Piece {
    Seq read;
    std::int64_t from;
    std::int64_t bytes;
  };
  std::string_view how;       // regex, delimiter, bytes, close; empty: it waits for no read
  std::string_view pattern;   // raw
  std::string_view callback;  // what will be called with what is read
  std::int64_t want_bytes = 0;
  Seq made = 0;
  Seq wanted = 0;  // the stream.want that is not met yet; 0: none
  Seq closed = 0;
  Seq shaking = 0;  // the tls.start of a handshake that is under way; 0: none is
  Id exchange = 0;  // whose request it brought last, to a server
  std::int64_t fd = -1;
  std::vector<Piece> buffer;  // of what was read and not handed out
  std::int64_t buffered = 0;  // its bytes
  std::int64_t unsent = 0;    // bytes of the write buffer
  std::uint32_t listens = 0;  // what it asked the loop for
  Status status = Status::open;
  bool live() const { return status != Status::closed; }
};

struct Exchange {
  enum class Status : std::uint8_t {
    resolving,  // a client's, in the order in which it goes through them
    connecting,
    sent,
    headers,
    body,
    received,  // a server's
    answered,
    done,
    failed
  };
  std::string_view method;
  std::string_view url;
  std::string_view handler;  // of a server's: the class that the request was given to
  std::int64_t code = 0;
  Id stream = 0;  // that brought it to the server; 0: it is a client's
  Seq began = 0;
  Seq at = 0;  // its last event
  Status status = Status::resolving;
  bool live() const { return status < Status::done; }
};

struct Task {
  enum class Status : std::uint8_t { queued, running, done };
  std::string_view name;
  Seq submitted = 0;
  Seq began = 0;
  Seq ended = 0;
  Id future = 0;
  std::uint32_t thread = 0;  // that runs it, or ran it
  Status status = Status::queued;
  bool live() const { return status != Status::done; }
};

/// A line that the program printed.
struct Print {
  Seq seq = 0;
  bool live() const { return true; }
};

struct Thread {
  Seq last = 0;  // its last event
  bool live() const { return true; }
};

/// Words for what an object is in: "queued", "suspended". For views and conditions.
std::string_view to_string(Callback::Status status);
std::string_view to_string(Timer::Status status);
std::string_view to_string(Future::Status status);
std::string_view to_string(Coroutine::Status status);
std::string_view to_string(Stream::Status status);
std::string_view to_string(Exchange::Status status);
std::string_view to_string(Task::Status status);

}  // namespace eyewall::model
