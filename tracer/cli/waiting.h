// A person who waits: sees how far it is, and may stop it without leaving anything half behind.
//
// What: a percentage on standard error while something long goes on, where that is a terminal. A
//   signal to end (Ctrl-C, a closed terminal) becomes an exception, so that everything is cleaned
//   up; then the process ends as the signal wants it.
// For: export.cc, and loading a trace. Threads: the main one; one object at a time, for it takes
// signals.
// Source: ours.
#pragma once

#include <cstddef>

#include "cli/interrupt.h"

namespace eyewall::cli {

class Waiting {
 public:
  /// `all`: the number that tell() will have come to at the end. Where it is less than `many`,
  /// nothing is shown: all is done before anybody has read it.
  Waiting(std::size_t all, std::size_t many);
  Waiting(const Waiting&) = delete;
  Waiting& operator=(const Waiting&) = delete;
  /// Make it before what has to be cleaned up: it ends the process if a signal came.
  ~Waiting();

  /// So much is done. Throws Problem where a signal came.
  void tell(std::size_t done);

 private:
  Interrupt interrupt_;
  std::size_t all_;
  bool shows_;
  std::size_t shown_ = 0;  // percent; 0: nothing yet
};

}  // namespace eyewall::cli
