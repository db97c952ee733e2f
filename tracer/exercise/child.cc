#include "exercise/child.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <optional>

#include "exercise/child_process.h"

namespace eyewall::exercise {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

constexpr milliseconds kSlice{50};  // how soon a stop is seen

// A child that runs: reads what it writes until it has ended, and then ends its whole group.
class Running {
 public:
  Running(const Command& command, const Limits& limits)
      : limits_(limits), trace_(command.trace), began_(steady_clock::now()) {
    child_ = fork_child(command, limits, output_, messages_, trouble_);
    ::setpgid(child_, child_);  // whichever of the two comes first
    output_.write.close();
    messages_.write.close();
    trouble_.write.close();
    for (const Pipe* pipe : {&output_, &messages_, &trouble_})
      ::fcntl(pipe->read.get(), F_SETFL, O_NONBLOCK);
    ended_ = Descriptor(static_cast<int>(::syscall(SYS_pidfd_open, child_, 0)));
  }
  Running(const Running&) = delete;
  Running& operator=(const Running&) = delete;
  ~Running() { end(); }

  Ran wait(const Stop& stop) {
    std::optional<Ran::End> broke;
    while (!broke && !over()) {
      broke = broken(stop);
      if (!broke) listen();
    }
    end();
    drain();
    if (!broke && too_much()) broke = Ran::End::too_much_output;
    ran_.took = std::chrono::duration_cast<milliseconds>(steady_clock::now() - began_);
    how(broke);
    return std::move(ran_);
  }

 private:
  bool too_much() const {
    return ran_.output.size() > limits_.output || ran_.messages.size() > limits_.output;
  }

  bool trace_too_large() const {
    struct stat status {};
    return !trace_.empty() && ::stat(trace_.c_str(), &status) == 0 &&
           static_cast<std::uint64_t>(status.st_size) > limits_.trace;
  }

  std::optional<Ran::End> broken(const Stop& stop) const {
    if (stop.load()) return Ran::End::stopped;
    if (too_much()) return Ran::End::too_much_output;
    if (trace_too_large()) return Ran::End::too_large_trace;
    if (steady_clock::now() - began_ >= limits_.time) return Ran::End::too_long;
    return std::nullopt;
  }

  // Whether the child has ended; it is not waited for yet, so its number and its group stay.
  bool over() const {
    siginfo_t info{};
    return ::waitid(P_PID, static_cast<id_t>(child_), &info, WEXITED | WNOHANG | WNOWAIT) == 0 &&
           info.si_pid == child_;
  }

  // Waits a little for output or for its end.
  void listen() {
    const auto left = std::chrono::ceil<milliseconds>(began_ + limits_.time - steady_clock::now());
    std::array<pollfd, 3> all = {pollfd{output_.read.get(), POLLIN, 0},
                                 pollfd{messages_.read.get(), POLLIN, 0},
                                 pollfd{ended_.get(), POLLIN, 0}};
    const milliseconds longest = ended_.open() ? kSlice : milliseconds(5);
    ::poll(all.data(), all.size(),
           static_cast<int>(std::clamp(left, milliseconds(0), longest).count()));
    drain();
  }

  void drain() {
    read(output_.read, ran_.output);
    read(messages_.read, ran_.messages);
    read(trouble_.read, why_not_);
  }

  // One byte more than the limit is enough to know that there is too much.
  void read(Descriptor& from, std::string& to) const {
    std::array<char, 1 << 14> some;
    while (from.open() && to.size() <= limits_.output) {
      const ssize_t size = ::read(from.get(), some.data(), some.size());
      if (size > 0) {
        to.append(some.data(), static_cast<std::size_t>(size));
      } else if (size == 0 || (errno != EINTR && errno != EAGAIN)) {
        from.close();
      } else if (errno == EAGAIN) {
        return;
      }
    }
  }

  // Kills the group, and takes the child's status.
  void end() {
    if (child_ == 0) return;
    const bool was_over = over();
    ::kill(-child_, SIGKILL);
    ::kill(child_, SIGKILL);  // should it be in no group yet
    while (::waitpid(child_, &status_, 0) < 0 && errno == EINTR) {
    }
    by_itself_ = was_over;
    child_ = 0;
  }

  void how(const std::optional<Ran::End>& broke) {
    for (std::string* text : {&ran_.output, &ran_.messages}) {
      if (text->size() > limits_.output) text->resize(limits_.output);
    }
    ran_.status = WIFEXITED(status_) ? WEXITSTATUS(status_) : 0;
    ran_.signal = by_itself_ && WIFSIGNALED(status_) ? WTERMSIG(status_) : 0;
    if (broke) {
      ran_.end = *broke;
    } else if (ran_.signal == SIGXFSZ) {
      ran_.end = Ran::End::too_large_file;
    } else if (ran_.signal != 0) {
      ran_.end = Ran::End::killed;
    } else if (!why_not_.empty()) {
      ran_.end = Ran::End::not_started;
      ran_.messages = why_not_;
    }
  }

  Limits limits_;
  std::string trace_;
  steady_clock::time_point began_;
  Pipe output_;
  Pipe messages_;
  Pipe trouble_;  // closed by exec; else it says why there was none
  std::string why_not_;
  pid_t child_ = 0;
  Descriptor ended_;
  int status_ = 0;
  bool by_itself_ = false;
  Ran ran_;
};

}  // namespace

std::string to_string(const Ran& ran, const Limits& limits) {
  switch (ran.end) {
    case Ran::End::exited:
      return "ended with status " + std::to_string(ran.status);
    case Ran::End::killed:
      return "was killed by signal " + std::to_string(ran.signal) + " (" +
             ::sigdescr_np(ran.signal) + ")";
    case Ran::End::too_long:
      return "still ran after " + std::to_string(limits.time.count() / 1000) + " seconds";
    case Ran::End::too_much_output:
      return "printed more than " + std::to_string(limits.output >> 10) + " KiB";
    case Ran::End::too_large_trace:
      return "did so much that its trace is over " + std::to_string(limits.trace >> 20) +
             " MiB: an endless loop?";
    case Ran::End::too_large_file:
      return "wrote a file of more than " + std::to_string(limits.file >> 20) + " MiB";
    case Ran::End::stopped:
      return "was stopped";
    case Ran::End::not_started:
      return "could not be run: " + ran.messages;
  }
  return {};
}

Ran run(const Command& command, const Limits& limits, const Stop& stop) {
  return Running(command, limits).wait(stop);
}

}  // namespace eyewall::exercise
