// The order of a run: what the loop did, one short line an event.
//
// What: the lines in which the golden files tell what Tornado 3.1.1 did, read off a trace of ours:
//   "callback.add NAME", "callback.run NAME", "timer.add NAME", "timer.del", "fd.add MASK",
//   "fd.mod MASK", "fd.del", "poll MASK" (a line a ready descriptor), "poll waker", "poll -"
//   (looked, did not wait, found nothing), "poll nothing" (waited in vain). The registrations of
//   the waker and of listening sockets are left out, for they frame a run; so is all that follows
//   the loop's end. A server's order begins with its first connection, and names its descriptors
//   ("poll conn0 READ", "fd.del conn0"): connections are numbered in the order of their accept.
// For: the command `eyewall order`, and every test that holds a run against a golden order.
// Threads: any; a pure function of the trace.
// Source: ours; the format is that of tests/golden.
#pragma once

#include <string>
#include <vector>

#include "read/trace.h"

namespace eyewall::explain {

struct OrderOptions {
  bool names = false;  // lines name their descriptors; those of a server always do
  bool steps =
      false;  // the walkthrough's labels are merged in: "step 32.2.1", a repeat at once left out
};

/// With steps the order is whole, also of a program that is a server besides.
std::vector<std::string> order(const read::Trace& trace, OrderOptions options = {});

}  // namespace eyewall::explain
