// Processes that a program left behind on purpose: found, and ended.
//
// What: while it lives, what detaches itself (a daemon) becomes this process's own child as soon
//   as its parent is gone, and not init's. A program that stays in its group needs none of this.
// For: grade. Threads: any, one call at a time; one object at a time.
// Ownership: when it is gone, no child of this process is left.
// Source: ours; PR_SET_CHILD_SUBREAPER of prctl(2).
#pragma once

namespace eyewall::cli {

class Orphans {
 public:
  Orphans();
  Orphans(const Orphans&) = delete;
  Orphans& operator=(const Orphans&) = delete;
  /// Ends every child: make it before what starts some, so that those have ended by then.
  ~Orphans();

  /// Ends those that have made themselves a session of their own. Those that others wait for have
  /// none: they lead a group, and who does that cannot leave the session.
  void end_detached() const;
};

}  // namespace eyewall::cli
