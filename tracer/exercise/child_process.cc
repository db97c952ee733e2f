#include "exercise/child_process.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <string_view>
#include <system_error>

namespace eyewall::exercise {
namespace {

[[noreturn]] void fail(const char* what) {
  throw std::system_error(errno, std::generic_category(), what);
}

// All that a child needs, made before the fork: between fork and exec nothing may be allocated.
struct Prepared {
  explicit Prepared(const Command& command, const Limits& limit)
      : words(command.words), folder(command.folder), limits(limit), parent(::getpid()) {
    for (char** each = environ; *each != nullptr; ++each) {
      const std::string_view text = *each;
      const bool replaced =
          std::any_of(command.environment.begin(), command.environment.end(), [&](const auto& own) {
            return text.starts_with(own.first) && text.substr(own.first.size()).starts_with('=');
          });
      if (!replaced) variables.emplace_back(text);
    }
    for (const auto& [name, value] : command.environment) variables.push_back(name + "=" + value);
    for (std::string& word : words) argv.push_back(word.data());
    for (std::string& variable : variables) envp.push_back(variable.data());
    argv.push_back(nullptr);
    envp.push_back(nullptr);
  }

  std::vector<std::string> words;
  std::vector<std::string> variables;
  std::string folder;
  Limits limits;
  pid_t parent;
  std::vector<char*> argv;
  std::vector<char*> envp;
};

void limit(__rlimit_resource what, std::uint64_t bytes) {
  const rlimit both{bytes, bytes};
  ::setrlimit(what, &both);
}

// Signals as a program finds them that was started from a shell, whatever this process did to them.
void reset_signals() {
  for (const int each : {SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGPIPE, SIGCHLD, SIGXFSZ, SIGWINCH})
    ::signal(each, SIG_DFL);
  sigset_t none;
  ::sigemptyset(&none);
  ::sigprocmask(SIG_SETMASK, &none, nullptr);
}

[[noreturn]] void become(const Prepared& prepared, const Pipe& output, const Pipe& messages,
                         const Pipe& trouble) {
  ::setpgid(0, 0);
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (::getppid() != prepared.parent) ::_exit(127);  // it died before that was set
  reset_signals();
  const int nothing = ::open("/dev/null", O_RDONLY | O_CLOEXEC);
  ::dup2(nothing, STDIN_FILENO);
  ::dup2(output.write.get(), STDOUT_FILENO);
  ::dup2(messages.write.get(), STDERR_FILENO);
  limit(RLIMIT_CORE, 0);
  if (prepared.limits.memory != 0) limit(RLIMIT_AS, prepared.limits.memory);
  if (prepared.limits.file != 0) limit(RLIMIT_FSIZE, prepared.limits.file);
  if (prepared.folder.empty() || ::chdir(prepared.folder.c_str()) == 0)
    ::execvpe(prepared.argv[0], prepared.argv.data(), prepared.envp.data());
  const char* const why = ::strerrordesc_np(errno);
  [[maybe_unused]] const ssize_t told = ::write(trouble.write.get(), why, std::strlen(why));
  ::_exit(127);
}

}  // namespace

void Descriptor::close() {
  if (fd_ >= 0) ::close(fd_);
  fd_ = -1;
}

Pipe::Pipe() {
  int ends[2];
  if (::pipe2(ends, O_CLOEXEC) != 0) fail("pipe");
  read = Descriptor(ends[0]);
  write = Descriptor(ends[1]);
}

pid_t fork_child(const Command& command, const Limits& limits, const Pipe& output,
                 const Pipe& messages, const Pipe& trouble) {
  const Prepared prepared(command, limits);
  const pid_t child = ::fork();
  if (child < 0) fail("fork");
  if (child == 0) become(prepared, output, messages, trouble);
  return child;
}

}  // namespace eyewall::exercise
