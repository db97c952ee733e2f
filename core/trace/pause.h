// Keeps a stretch of code out of the trace.
//
// What: while a Pause lives, this thread's events are not recorded.
// For: scripted peers, which share the client's thread but are not part of its story.
// Threads: affects its own thread only.
// Source: ours.
#pragma once

namespace eyewall::trace {

namespace detail {
extern constinit thread_local bool paused;
}

class Pause {
 public:
  Pause() : outer_(detail::paused) { detail::paused = true; }
  ~Pause() { detail::paused = outer_; }
  Pause(const Pause&) = delete;
  Pause& operator=(const Pause&) = delete;

 private:
  bool outer_;
};

}  // namespace eyewall::trace
