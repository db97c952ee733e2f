// Records a program that knows nothing of it: EYEWALL_TRACE=FILE PROGRAM.
//
// What: a static object whose life is the recording. eyewall_program() in cmake/eyewall.cmake
//   links it.
// For: lessons, tests, every program linked to core. EYEWALL_PAYLOAD is full, none or a number of
//   bytes.
// Threads: the one that runs static initializers and exit.
// Source: ours; Tornado has no trace.
#include <cstdlib>
#include <string>

#include "record/message.h"
#include "record/record.h"

namespace eyewall::record {
namespace {

std::size_t payload_wanted() {
  const char* const word = std::getenv("EYEWALL_PAYLOAD");
  if (word == nullptr || *word == '\0') return kDefaultPayload;
  if (const auto payload = payload_named(word)) return *payload;
  tell(std::string("EYEWALL_PAYLOAD must be full, none or a number of bytes, not '") + word +
       "'; the first 256 bytes are recorded");
  return kDefaultPayload;
}

struct Recording {
  Recording() {
    const char* const path = std::getenv("EYEWALL_TRACE");
    if (path == nullptr || *path == '\0') return;
    Options options;
    options.payload = payload_wanted();
    start(path, options);
  }
  ~Recording() { stop(); }
};

// The first of the program's static objects to be made, so the last to be destroyed: what the
// others do at exit is recorded too. 101 is the first priority that is not the implementation's
// own.
[[gnu::init_priority(101)]] const Recording recording;

}  // namespace
}  // namespace eyewall::record
