// A small trace for the players' tests, whose every event is known, and the golden one of lesson
// 09.
#pragma once

#include <string>

#include "explain/pattern.h"
#include "read/trace.h"

namespace eyewall::view {

/// A coroutine that waits for a future, two callbacks, two turns. Event N is at N milliseconds.
inline constexpr const char* kSmallEvents[] = {
    R"("kind":"trace.begin","program":"small")",                                      // 1
    R"("kind":"future.new","future":1)",                                              // 2
    R"("kind":"callback.add","cb":1,"name":"on_a","at":"small.cc:3")",                // 3
    R"("kind":"loop.start")",                                                         // 4
    R"("kind":"loop.iteration","iteration":1,"callbacks":1)",                         // 5
    R"("kind":"callback.begin","cb":1,"name":"on_a","cause":3)",                      // 6
    R"("kind":"gen.new","gen":1,"name":"work","in":6)",                               // 7
    R"("kind":"runner.new","runner":1,"gen":1,"in":6)",                               // 8
    R"("kind":"gen.send","gen":1,"in":6)",                                            // 9
    R"("kind":"print","text":"Hello","in":9,"at":"small.cc:7")",                      // 10
    R"("kind":"callback.add","cb":2,"name":"on_b","in":9)",                           // 11
    R"("kind":"gen.yield","gen":1,"type":"YieldFuture","in":9)",                      // 12
    R"("kind":"runner.yielded","runner":1,"point":"YieldFuture","future":1,"in":6)",  // 13
    R"("kind":"callback.end","cb":1,"in":6)",                                         // 14
    R"("kind":"sys.call","name":"read","fd":6,"result":8)",                           // 15
    R"("kind":"loop.iteration","iteration":2,"callbacks":1)",                         // 16
    R"("kind":"callback.begin","cb":2,"name":"on_b","cause":11)",                     // 17
    R"("kind":"future.resolve","future":1,"in":17,"cause":3)",                        // 18
    R"("kind":"callback.end","cb":2,"in":17)",                                        // 19
    R"("kind":"gen.send","gen":1)",                                                   // 20
    R"("kind":"gen.return","gen":1,"in":20)",                                         // 21
    R"("kind":"trace.end","count":22)",                                               // 22
};

inline read::Trace small_trace() {
  std::string text = R"({"eyewall":1,"program":"small","start":"2026-11-24T15:15:54.071Z"})"
                     "\n";
  int seq = 0;
  for (const char* event : kSmallEvents) {
    const std::string number = std::to_string(++seq);
    text += "{\"seq\":" + number + ",\"t\":" + number + "000000," + event + "}\n";
  }
  return read::Trace::parse(text + "{\"eyewall_end\":1,\"events\":22}\n");
}

inline read::Trace golden_trace() {
  return read::Trace::load(EYEWALL_SOURCE_DIR "/lessons/09_async_client/golden.jsonl");
}

/// The n-th event, from 1, that a pattern matches; 0 where there is none.
inline read::Seq seq_of(const read::Trace& trace, std::string_view pattern, int n = 1) {
  const explain::Pattern wanted(pattern);
  for (const read::Event& event : trace.events()) {
    if (wanted.matches(trace, event) && --n == 0) return event.seq;
  }
  return 0;
}

}  // namespace eyewall::view
