// Processes: fork and wait.
//
// What: each call once, checked and traced (sys.call). A forked child does not record: the trace is
//   its parent's.
// For: net, whose servers may run as several processes.
// Threads: fork only while there is one thread: the child has only the one that forked.
// Source: Python's os module, as Tornado 3.1.1's process.py uses it.
#pragma once

#include "sys/result.h"
#include "trace/site.h"

namespace eyewall::sys {

using trace::Site;

/// 0 in the child; the child's number in the parent. Throws Error.
int fork(Site at = Site::current());

/// How a child ended: by a signal, or with a status.
struct ChildEnd {
  int pid = 0;
  int signal = 0;  // 0: it exited
  int status = 0;  // of its exit
};
/// Waits for any child to end; blocks. EINTR is restarted. Throws Error, ECHILD when there is none.
ChildEnd wait_for_child(Site at = Site::current());

}  // namespace eyewall::sys
