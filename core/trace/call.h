// A call that the trace shows as a scope: call.begin ... call.end.
//
// Threads: any. Source: ours.
#pragma once

#include "trace/emit.h"

namespace eyewall::trace {

class Call {
 public:
  explicit Call(const char* name, Site at, Id stream = 0)
      : name_(name),
        at_(at),
        scope_(emit<Kind::call_begin>(at, 0, f::name(name), f::stream(stream))) {}
  ~Call() { emit<Kind::call_end>(at_, 0, f::name(name_)); }
  Call(const Call&) = delete;
  Call& operator=(const Call&) = delete;

 private:
  const char* name_;
  Site at_;
  Scope scope_;
};

}  // namespace eyewall::trace
