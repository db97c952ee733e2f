#include "sys/process_calls.h"

#include <sys/wait.h>
#include <unistd.h>

#include "sys/outcome.h"

namespace eyewall::sys {

int fork(Site at) {
  const Result result = outcome(::fork());
  if (trace::on()) trace_call("fork", -1, result, at);
  return static_cast<int>(check(result, "fork"));
}

ChildEnd wait_for_child(Site at) {
  int status = 0;
  const Result result = restarted([&] { return ::waitpid(-1, &status, 0); });
  if (trace::on()) trace_call("waitpid", -1, result, at);
  ChildEnd end;
  end.pid = static_cast<int>(check(result, "waitpid"));
  if (WIFSIGNALED(status)) end.signal = WTERMSIG(status);
  if (WIFEXITED(status)) end.status = WEXITSTATUS(status);
  return end;
}

}  // namespace eyewall::sys
