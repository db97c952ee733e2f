#include "cli/orphans.h"

#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <vector>

namespace eyewall::cli {
namespace {

constexpr int kRounds = 1000;  // one that forks faster than it is killed is left to the system

std::vector<pid_t> children() {
  std::vector<pid_t> found;
  std::error_code none;
  for (const auto& thread : std::filesystem::directory_iterator("/proc/self/task", none)) {
    std::ifstream list(thread.path() / "children");
    for (pid_t child = 0; list >> child;) found.push_back(child);
  }
  return found;
}

void end_process(pid_t process) {
  ::kill(process, SIGKILL);
  ::waitpid(process, nullptr, 0);
}

}  // namespace

Orphans::Orphans() {
  ::prctl(PR_SET_CHILD_SUBREAPER, 1);
}

Orphans::~Orphans() {
  for (int round = 0; round < kRounds; ++round) {
    const std::vector<pid_t> left = children();
    if (left.empty()) break;
    for (const pid_t each : left) end_process(each);
  }
  ::prctl(PR_SET_CHILD_SUBREAPER, 0);
}

void Orphans::end_detached() const {
  for (const pid_t each : children()) {
    if (::getsid(each) != ::getsid(0))
      end_process(each);
    else if (::getpgid(each) != each)  // it was in a program's group, and ended with it
      ::waitpid(each, nullptr, WNOHANG);
  }
}

}  // namespace eyewall::cli
