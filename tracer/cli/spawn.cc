#include "cli/spawn.h"

#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>

#include "cli/cli.h"

namespace eyewall::cli {
namespace {

constexpr int kForwarded[] = {SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGUSR1, SIGUSR2};

std::vector<char*> argv_of(const std::vector<std::string>& words) {
  std::vector<char*> argv;
  for (const std::string& word : words) argv.push_back(const_cast<char*>(word.c_str()));
  argv.push_back(nullptr);
  return argv;
}

[[noreturn]] void cannot_run(const std::string& program, int error) {
  throw Problem("cannot run " + program + ": " + std::strerror(error));
}

pid_t spawn(const std::vector<std::string>& words, const sigset_t& mask) {
  posix_spawnattr_t attributes;
  posix_spawnattr_init(&attributes);
  posix_spawnattr_setsigmask(&attributes, &mask);
  posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK);
  pid_t child = 0;
  const int error = ::posix_spawnp(&child, words[0].c_str(), nullptr, &attributes,
                                   argv_of(words).data(), environ);
  posix_spawnattr_destroy(&attributes);
  if (error != 0) cannot_run(words[0], error);
  return child;
}

Ending wait_for(pid_t child, const sigset_t& watched) {
  for (;;) {
    siginfo_t signal{};
    if (::sigwaitinfo(&watched, &signal) < 0) continue;
    if (signal.si_signo != SIGCHLD) {
      if (signal.si_code != SI_KERNEL) ::kill(child, signal.si_signo);
      continue;
    }
    int status = 0;
    if (::waitpid(child, &status, WNOHANG) != child) continue;
    if (WIFSIGNALED(status)) return {0, WTERMSIG(status)};
    if (WIFEXITED(status)) return {WEXITSTATUS(status), 0};
  }
}

}  // namespace

std::string to_string(const Ending& ending) {
  if (ending.signal == 0) return "ended with status " + std::to_string(ending.status);
  return "was killed by signal " + std::to_string(ending.signal) + " (" +
         ::strsignal(ending.signal) + ")";
}

void record_into(const std::string& path, const std::string& payload) {
  // Absolute: the program may change its folder before it starts one that is linked to the
  // recorder.
  ::setenv("EYEWALL_TRACE", std::filesystem::absolute(path).c_str(), 1);
  if (!payload.empty()) ::setenv("EYEWALL_PAYLOAD", payload.c_str(), 1);
}

Ending run_child(const std::vector<std::string>& words) {
  ::signal(SIGCHLD, SIG_DFL);  // inherited as ignored, it would never come
  sigset_t watched;
  sigset_t before;
  ::sigemptyset(&watched);
  ::sigaddset(&watched, SIGCHLD);
  for (const int signal : kForwarded) ::sigaddset(&watched, signal);
  ::sigprocmask(SIG_BLOCK, &watched, &before);
  const pid_t child = spawn(words, before);
  const Ending ending = wait_for(child, watched);
  ::sigprocmask(SIG_SETMASK, &before, nullptr);
  return ending;
}

void become(const std::vector<std::string>& words) {
  ::execvp(words[0].c_str(), argv_of(words).data());
  cannot_run(words[0], errno);
}

}  // namespace eyewall::cli
