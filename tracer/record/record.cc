#include "record/record.h"

#include <pthread.h>
#include <unistd.h>

#include <charconv>

#include "record/file_sink.h"
#include "record/header.h"
#include "trace/emit.h"

namespace eyewall::record {
namespace {

// Not destroyed at exit: whoever records last ends it, after every other static object.
constinit FileSink* current = nullptr;

void abandon_in_child() {
  if (current != nullptr) current->abandon();
}

std::string with_pid(std::string path) {
  const std::string pid = std::to_string(::getpid());
  for (std::size_t at = 0; (at = path.find("%p", at)) != std::string::npos; at += pid.size()) {
    path.replace(at, 2, pid);
  }
  return path;
}

}  // namespace

bool start(const std::string& path, const Options& options) {
  stop();
  const std::string program = options.program.empty() ? executable_name() : options.program;
  auto* const sink = new FileSink(with_pid(path), header_line(program, options.payload));
  if (!sink->ok()) {
    delete sink;
    return false;
  }
  static const int registered = ::pthread_atfork(nullptr, nullptr, abandon_in_child);
  static_cast<void>(registered);
  sink->payload_limit = options.payload;
  sink->start_ns = trace::now_ns();
  current = sink;
  trace::install(*sink);
  trace::emit<trace::Kind::trace_begin>({}, 0, trace::f::program(program));
  return true;
}

void stop() {
  if (current == nullptr) return;
  const auto events = static_cast<std::int64_t>(current->next_seq);
  trace::emit<trace::Kind::trace_end>({}, 0, trace::f::count(events));
  trace::remove();
  current->end();
  delete current;
  current = nullptr;
}

std::optional<std::size_t> payload_named(std::string_view word) {
  if (word == "full") return kFullPayload;
  if (word == "none") return 0;
  std::size_t bytes = 0;
  const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), bytes);
  if (error != std::errc() || end != word.data() + word.size()) return std::nullopt;
  return bytes;
}

}  // namespace eyewall::record
