// A program that tells its own story on standard output: what it asks of epoll, what epoll answers,
// and which of its callbacks run, in order. tracing_test.py holds it against itself, with tracing
// on and off.
#include <cstdio>
#include <map>

#include "gen/gen.h"
#include "http/client.h"
#include "http/status.h"
#include "ioloop/ioloop.h"
#include "ioloop/periodic_callback.h"
#include "net/scripted_peer.h"

namespace {

using namespace eyewall;  // NOLINT: a program, as a user writes one

void say(const std::string& line) {
  std::puts(line.c_str());
}

// Prints every call, with descriptors by order of appearance: a trace's file takes a number, too.
class TellingPoller final : public Poller {
 public:
  TellingPoller(ScriptedPeer& peer, ScriptedClock& clock) : poller_(peer, clock) {}
  void add(int fd, std::uint32_t events, std::uint64_t token, Site at) override {
    names_.insert_or_assign(fd, "fd" + std::to_string(++seen_));
    say("add " + names_[fd] + " " + std::to_string(events));
    poller_.add(fd, events, token, at);
  }
  void modify(int fd, std::uint32_t events, std::uint64_t token, Site at) override {
    say("modify " + names_[fd] + " " + std::to_string(events));
    poller_.modify(fd, events, token, at);
  }
  void remove(int fd, Site at) override {
    say("remove " + names_[fd]);
    poller_.remove(fd, at);
  }
  int poll(std::span<epoll_event> out, sys::Duration timeout) override {
    const int ready = poller_.poll(out, timeout);
    std::string line = timeout == sys::Duration::zero() ? "look:" : "wait:";
    for (int i = 0; i < ready; ++i)
      line += " " + std::to_string(out[static_cast<std::size_t>(i)].events);
    say(line);
    return ready;
  }

 private:
  ScriptedPoller poller_;
  std::map<int, std::string> names_;
  int seen_ = 0;
};

const std::vector<Packet> kPackets = {
    "HTTP/1.1 302 Go\r\nLocation: /next\r\nContent-Length: 0\r\n\r\n",
    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhel",
    "lo\r\n",
    "3\r\n...\r\n0\r\n\r\n",
    "HTTP/1.1 404 Nope\r\nContent-Length: 9\r\n\r\ngo",
    std::nullopt};

auto ran(const char* name) {
  return named(name, [name] { say(std::string("run ") + name); });
}

gen::Coroutine<int> fetch_all(std::string url) {
  http::AsyncHTTPClient client;
  const http::HTTPRequest first{
      .url = url,
      .streaming_callback = [](std::string_view piece) { say("piece " + std::string(piece)); },
      .header_callback = [](std::string_view line) { say("header " + std::string(line, 0, 20)); }};
  const http::HTTPResponse response = co_yield client.fetch(first);
  say("response " + std::to_string(response.code));
  IOLoop::current().add_callback(ran("between"));
  try {
    co_yield client.fetch(url);
  } catch (const http::HTTPError& error) {
    say(std::string("error ") + error.what());
  }
  co_yield gen::sleep(std::chrono::minutes(1));
  co_return 42;
}

}  // namespace

int main() {
  ScriptedPeer peer(kPackets);
  ScriptedClock clock;
  IOLoop loop(std::make_unique<TellingPoller>(peer, clock), clock);
  loop.make_current();
  PeriodicCallback every_hour(ran("periodic_callback"), std::chrono::hours(1), loop);
  every_hour.start();
  loop.add_callback(named("throws", [] {
    say("run throws");
    throw std::runtime_error("mine");
  }));
  loop.add_timeout(std::chrono::minutes(150), named("the_end", [&loop] {
                     say("run the_end");
                     loop.stop();
                   }));
  const auto all = gen::coroutine(fetch_all, "fetch_all");
  const Future<int> answer = all("http://127.0.0.1:" + std::to_string(peer.port()) + "/");
  loop.start();
  say("answer " + (answer.done() ? std::to_string(answer.result()) : "none"));
}
