#include "visitors/visitors.h"

#include <CLI/CLI.hpp>
#include <array>
#include <cstdlib>
#include <optional>
#include <vector>

#include "sys/socket_calls.h"
#include "trace/pause.h"
#include "trace/print.h"

namespace eyewall::lesson {

// A real epoll. What the visitors do is no part of the server's story: it is not traced.
class Visitors::Script final : public EpollPoller {
 public:
  void begin(std::uint16_t port, std::vector<Visit> visits) {
    address_ = sys::Address::numeric("127.0.0.1", port);
    visits_ = std::move(visits);
  }
  void meanwhile() {
    const trace::Pause pause;
    if (here_) send(visit().at_breakpoint);
  }

  int poll(std::span<epoll_event> out, sys::Duration timeout) override {
    if (visits_.empty()) return EpollPoller::poll(out, timeout);
    int ready = EpollPoller::poll(out, sys::Duration::zero());
    while (ready == 0 && timeout != sys::Duration::zero()) {
      step();
      const trace::Pause pause;
      ready = EpollPoller::poll(out, std::chrono::seconds(10));
    }
    return ready;
  }

 private:
  const Visit& visit() const { return visits_[next_]; }

  void send(const std::string& request) {
    if (!request.empty()) sys::send(here_.get(), request);
  }

  // What a visitor does next, and the last one's going. The server sees something of each step.
  void step() {
    if (next_ == visits_.size()) return IOLoop::current().stop();
    const trace::Pause pause;
    if (!here_) {
      here_ = sys::stream_socket(AF_INET);
      sys::connect(here_.get(), address_);
      asked_ = visit().later.empty();
      return send(visit().at_once);
    }
    if (!std::exchange(asked_, true)) return send(visit().later);
    take_answer();
    here_.reset();
    ++next_;
  }

  void take_answer() {
    std::array<char, 4096> bytes;
    const sys::Result got = sys::recv(here_.get(), bytes);
    if (!got.ok()) {
      trace::print(visit().name + ": no answer");
      std::exit(1);
    }
    const std::string answer(bytes.data(), static_cast<std::size_t>(got.value));
    trace::print(visit().name + ": " + answer.substr(answer.find("\r\n\r\n") + 4));
  }

  sys::Address address_;
  std::vector<Visit> visits_;
  std::size_t next_ = 0;  // whose turn it is
  sys::Fd here_;          // the visitor that is here
  bool asked_ = false;
};

Visitors::Visitors(int argc, char** argv) {
  CLI::App app("A lesson of Eyewall. Run it through `eyewall lesson`.");
  app.add_option("--port", port_, "serve at this port, until Ctrl-C, whoever comes");
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    std::exit(app.exit(error) == 0 ? 0 : 2);
  }
  auto script = std::make_unique<Script>();
  if (port_ == 0) script_ = script.get();
  loop_ = std::make_unique<IOLoop>(std::move(script));
  loop_->install();
}

Visitors::~Visitors() = default;

void Visitors::come(std::uint16_t port, std::vector<Visit> visits) {
  if (script_ != nullptr) script_->begin(port, std::move(visits));
}

void Visitors::meanwhile() {
  if (script_ != nullptr) script_->meanwhile();
}

}  // namespace eyewall::lesson
