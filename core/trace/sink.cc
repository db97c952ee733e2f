#include "trace/sink.h"

#include <pthread.h>
#include <time.h>

#include <array>
#include <map>
#include <string>
#include <vector>

#include "trace/lock.h"
#include "trace/pause.h"

namespace eyewall::trace {
namespace detail {
constinit std::atomic<bool> recording{false};
constinit Sink* sink = nullptr;
constinit thread_local Seq scope = 0;
constinit thread_local bool paused = false;
constinit thread_local std::uint32_t thread_number = 0;
constinit std::atomic<std::uint32_t> threads{0};
constinit SpinLock emit_lock;
}  // namespace detail

namespace {

constinit std::array<std::atomic<Id>, static_cast<std::size_t>(Object::count)> next_ids{};

// Names by descriptor. Guarded by the emit lock, which the encoder holds when it looks one up.
struct Names {
  std::vector<std::string> of;
  std::map<std::string, int, std::less<>> count;
};
Names& names() {
  static auto* const instance = new Names;  // outlives every static destructor that still emits
  return *instance;
}

// A forked child shares the parent's mapped file: it must not write there. The lock is held across
// the fork, lest another thread held it: the child has only the thread that forked.
void before_fork() {
  detail::emit_lock.lock();
}
void after_fork() {
  detail::emit_lock.unlock();
}
void after_fork_in_child() {
  detail::recording.store(false, std::memory_order_relaxed);
  detail::emit_lock.unlock();
}

}  // namespace

void install(Sink& sink) {
  static const int registered = pthread_atfork(before_fork, after_fork, after_fork_in_child);
  static_cast<void>(registered);
  SpinGuard guard(detail::emit_lock);
  for (auto& id : next_ids) id.store(0, std::memory_order_relaxed);
  names() = {};
  detail::sink = &sink;
  detail::scope = 0;
  detail::recording.store(true, std::memory_order_release);
}

void remove() {
  SpinGuard guard(detail::emit_lock);
  detail::recording.store(false, std::memory_order_release);
  detail::sink = nullptr;
  detail::scope = 0;
}

Id new_id(Object object) {
  if (!on() || detail::paused) return 0;
  return next_ids[static_cast<std::size_t>(object)].fetch_add(1, std::memory_order_relaxed) + 1;
}

void name_descriptor(int fd, std::string_view base) {
  if (!on() || fd < 0) return;
  SpinGuard guard(detail::emit_lock);
  Names& table = names();
  auto number = table.count.try_emplace(std::string(base), 0).first;
  const auto index = static_cast<std::size_t>(fd);
  if (table.of.size() <= index) table.of.resize(index + 1);
  table.of[index] = std::string(base) + std::to_string(++number->second);
}

void forget_descriptor(int fd) {
  if (!on() || fd < 0) return;
  SpinGuard guard(detail::emit_lock);
  Names& table = names();
  if (static_cast<std::size_t>(fd) < table.of.size())
    table.of[static_cast<std::size_t>(fd)].clear();
}

std::string_view descriptor_name(int fd) {
  const Names& table = names();
  if (fd < 0 || static_cast<std::size_t>(fd) >= table.of.size()) return {};
  return table.of[static_cast<std::size_t>(fd)];
}

std::int64_t since_start(std::int64_t ns) {
  SpinGuard guard(detail::emit_lock);
  return detail::sink == nullptr ? ns : ns - detail::sink->start_ns;
}

std::int64_t now_ns() {
  timespec now{};
  clock_gettime(CLOCK_MONOTONIC, &now);  // read in the vDSO: no system call
  return static_cast<std::int64_t>(now.tv_sec) * 1'000'000'000 + now.tv_nsec;
}

}  // namespace eyewall::trace
