#include "record/header.h"

#include <errno.h>
#include <time.h>
#include <unistd.h>

#include <cstdio>
#include <vector>

#include "record/record.h"
#include "trace/encode.h"

namespace eyewall::record {
namespace {

std::string quoted(std::string_view text) {
  std::string out(trace::encode::max_text(text.size()), '\0');
  out.resize(static_cast<std::size_t>(trace::encode::text(out.data(), text) - out.data()));
  return out;
}

// The words of the command line. A static initializer has no argv, so they come from the kernel.
std::vector<std::string> command_line() {
  std::vector<std::string> words;
  std::FILE* const file = std::fopen("/proc/self/cmdline", "rbe");
  if (file == nullptr) return words;
  std::string word;
  for (int c = std::fgetc(file); c != EOF; c = std::fgetc(file)) {
    if (c != '\0') {
      word.push_back(static_cast<char>(c));
    } else {
      words.push_back(std::move(word));
      word.clear();
    }
  }
  std::fclose(file);
  return words;
}

// The wall clock, RFC 3339, UTC, in milliseconds.
std::string now() {
  timespec time{};
  clock_gettime(CLOCK_REALTIME, &time);
  tm utc{};
  gmtime_r(&time.tv_sec, &utc);
  char text[64];
  const std::size_t seconds = strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%S", &utc);
  std::snprintf(text + seconds, sizeof text - seconds, ".%03ldZ", time.tv_nsec / 1'000'000);
  return text;
}

std::string payload_json(std::size_t payload) {
  return payload == kFullPayload ? "\"full\"" : std::to_string(payload);
}

}  // namespace

std::string executable_name() {
  return program_invocation_short_name;
}

std::string header_line(const std::string& program, std::size_t payload) {
  std::string argv;
  for (const std::string& word : command_line()) argv += (argv.empty() ? "" : ",") + quoted(word);
  return "{\"eyewall\":1,\"program\":" + quoted(program) +
         ",\"pid\":" + std::to_string(::getpid()) + ",\"argv\":[" + argv +
         "],\"clock\":\"monotonic\",\"start\":\"" + now() +
         "\",\"payload\":" + payload_json(payload) + "}\n";
}

}  // namespace eyewall::record
