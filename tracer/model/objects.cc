#include "model/objects.h"

#include <array>

#include "model/state.h"

namespace eyewall::model {
namespace {

template <std::size_t N, class E>
std::string_view word(const std::array<std::string_view, N>& words, E value) {
  return words.at(static_cast<std::size_t>(value));
}

}  // namespace

std::string_view to_string(Sort sort) {
  static constexpr std::array<std::string_view, 10> words = {
      "callback", "timer",  "handler",  "future", "coroutine",
      "runner",   "stream", "exchange", "task",   "thread"};
  return word(words, sort);
}

std::string_view to_string(Phase phase) {
  static constexpr std::array<std::string_view, 5> words = {"outside", "callbacks", "timeouts",
                                                            "poll", "handlers"};
  return word(words, phase);
}

std::string_view to_string(Callback::Status status) {
  static constexpr std::array<std::string_view, 5> words = {"queued", "running", "done", "raised",
                                                            "dropped"};
  return word(words, status);
}

std::string_view to_string(Timer::Status status) {
  static constexpr std::array<std::string_view, 4> words = {"pending", "fired", "cancelled",
                                                            "dropped"};
  return word(words, status);
}

std::string_view to_string(Future::Status status) {
  static constexpr std::array<std::string_view, 3> words = {"pending", "done", "failed"};
  return word(words, status);
}

std::string_view to_string(Coroutine::Status status) {
  static constexpr std::array<std::string_view, 6> words = {"made",     "running", "suspended",
                                                            "returned", "raised",  "closed"};
  return word(words, status);
}

std::string_view to_string(Stream::Status status) {
  static constexpr std::array<std::string_view, 3> words = {"connecting", "open", "closed"};
  return word(words, status);
}

std::string_view to_string(Exchange::Status status) {
  static constexpr std::array<std::string_view, 9> words = {"resolving", "connecting", "sent",
                                                            "headers",   "body",       "received",
                                                            "answered",  "done",       "failed"};
  return word(words, status);
}

std::string_view to_string(Task::Status status) {
  static constexpr std::array<std::string_view, 3> words = {"queued", "running", "done"};
  return word(words, status);
}

}  // namespace eyewall::model
