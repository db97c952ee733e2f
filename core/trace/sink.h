// Where events go: nowhere by default.
//
// What: the installed Sink, the numbers events and objects get, and the scope (`in`) of each
// thread. For: emit.h, which encodes into a sink's buffer; tracer/record, which gives it files.
// Threads: emitting is safe from any thread. install and remove are for the thread that owns the
// sink,
//   while no other thread emits (program start and end).
// Ownership: the installer owns the sink and outlives its installation.
// Source: ours; Tornado has no trace.
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace eyewall::trace {

using Seq = std::uint64_t;  // number of an event, from 1; 0: no event
using Id =
    std::uint64_t;  // number of an object of its sort, from 1; 0: made while nothing recorded

/// Sorts of objects that are numbered by order of appearance.
enum class Object : std::uint8_t {
  callback,
  timer,
  future,
  gen,
  runner,
  stream,
  call,
  task,
  count
};

/// A buffer that events are encoded into, and what becomes of it.
class Sink {
 public:
  virtual ~Sink() = default;

  /// Makes room for `size` more bytes at cursor. False: no room is to be had, tracing stops for
  /// good; the sink has said why. Called under the emit lock.
  virtual bool grow(std::size_t size) = 0;

  char* cursor = nullptr;           // where the next event goes
  char* limit = nullptr;            // one past the last writable byte
  Seq next_seq = 1;                 // number of the next event
  std::int64_t start_ns = 0;        // CLOCK_MONOTONIC at t = 0
  std::size_t payload_limit = 256;  // bytes of a Bytes field that are kept
};

namespace detail {
extern constinit std::atomic<bool> recording;
extern constinit Sink* sink;
extern constinit thread_local Seq scope;
}  // namespace detail

/// Whether events are recorded now. One predictable branch where they are not.
inline bool on() {
  return __builtin_expect(detail::recording.load(std::memory_order_relaxed), 0);
}

/// Sends events to `sink` from now on. One sink at a time: an installed one is replaced.
void install(Sink& sink);
/// Sends events nowhere from now on. Object numbers start again at 1 with the next install.
void remove();

/// The next number of that sort while recording; 0 otherwise, and while this thread is in a Pause.
Id new_id(Object object);

/// The begin event that encloses what this thread does now; 0: none.
inline Seq scope() {
  return detail::scope;
}

/// Names descriptor fd "BASE1", "BASE2", ... by order of appearance, while recording.
void name_descriptor(int fd, std::string_view base);
/// Forgets a name, when the descriptor is closed.
void forget_descriptor(int fd);
/// The name of a descriptor; empty when it has none.
std::string_view descriptor_name(int fd);

/// A time of now_ns()'s clock on the scale of the events' `t`; unchanged while nothing records.
std::int64_t since_start(std::int64_t ns);

/// Nanoseconds on CLOCK_MONOTONIC: the clock of traces and, by default, of loops.
std::int64_t now_ns();

}  // namespace eyewall::trace
