// The order of events against the one that the real Tornado 3.1.1 was seen to have: each line of
// tests/golden/server.jsonl, its client played on real sockets.
#include <algorithm>
#include <fstream>

#include "core/http/server_fixture.h"
#include "core/trace/recording.h"

namespace eyewall::test {
namespace {

struct Scenario {
  std::string name;
  std::vector<std::string> client;
  std::vector<std::string> events;
};

void PrintTo(const Scenario& scenario, std::ostream* out) {
  *out << scenario.name;
}

std::vector<Scenario> scenarios() {
  std::vector<Scenario> all;
  std::ifstream file(EYEWALL_SOURCE_DIR "/tests/golden/server.jsonl");
  for (std::string line; std::getline(file, line);) {
    const Json json = Json::parse(line);
    all.push_back({json["scenario"], json["client"], json["events"]});
  }
  return all;
}

// Plays the client, a step whenever the server polls with nothing to do; the last one ends the run.
class PlayedClient final : public EpollPoller {
 public:
  PlayedClient(std::vector<std::string> steps, std::function<void()> at_the_end)
      : steps_(std::move(steps)), at_the_end_(std::move(at_the_end)) {}

  /// Connects; what comes before the first "accept" is sent at once.
  void begin(std::uint16_t port) {
    const trace::Pause pause;
    const sys::Address address = sys::Address::numeric("127.0.0.1", port);
    socket_ = sys::stream_socket(AF_INET);
    sys::connect(socket_.get(), address);
    if (steps_[0] != "accept") play(steps_[next_++]);
  }
  int poll(std::span<epoll_event> out, sys::Duration timeout) override {
    int ready = EpollPoller::poll(out, sys::Duration::zero());
    if (ready != 0 || timeout == sys::Duration::zero()) return ready;
    const trace::Pause pause;
    while (next_ < steps_.size() && ready == 0) {
      const bool seen = play(steps_[next_++]);
      ready = EpollPoller::poll(out, seen ? std::chrono::seconds(10) : sys::Duration::zero());
    }
    if (ready == 0) at_the_end_();
    return ready;
  }

 private:
  // True: the server will see something of it.
  bool play(const std::string& step) {
    if (step == "accept" || step == "wait") return false;
    if (step == "read") {
      char bytes[4096];
      EXPECT_TRUE(sys::recv(socket_.get(), bytes).ok()) << "the answer is not there";
      return false;
    }
    if (step == "close") {
      socket_.reset();
    } else {
      EXPECT_TRUE(sys::send(socket_.get(), std::string_view(step)).ok());
    }
    return true;
  }

  std::vector<std::string> steps_;
  std::function<void()> at_the_end_;
  std::size_t next_ = 0;
  sys::Fd socket_;
};

std::string joined(const Json& mask) {
  std::string text;
  for (const std::string word : mask) text += (text.empty() ? "" : "|") + word;
  return text;
}

// Our names of descriptors count from 1, and the one listening socket needs no number.
std::string who(const Json& event) {
  const std::string name = event.value("who", "");
  if (name.starts_with("listen")) return "listen";
  if (!name.starts_with("conn")) return name;
  return "conn" + std::to_string(std::stoi(name.substr(4)) - 1);
}

// An event in the words of the golden lines; empty: it is not among them.
std::string in_their_words(const Json& event) {
  const std::string kind = event["kind"];
  if (kind == "poll.event") return "poll " + who(event) + " " + joined(event["events"]);
  if (kind == "callback.add") return "callback.add " + event.value("name", "");
  if (kind == "callback.begin") return "callback.run " + event.value("name", "");
  if (kind == "fd.add") return "fd.add " + who(event) + " " + joined(event["events"]);
  if (kind == "fd.modify") return "fd.mod " + who(event) + " " + joined(event["events"]);
  if (kind == "fd.remove") return "fd.del " + who(event);
  if (kind == "timer.add") return "timer.add " + event.value("name", "");
  if (kind == "poll.end" && event.value("ready", -1) == 0) return "poll -";
  return "";
}

class GoldenOrder : public ::testing::TestWithParam<Scenario> {};

TEST_P(GoldenOrder, IsTornados) {
  SKIP_WHEN_RECORDED();
  const Recording recording(1 << 20);
  IOLoop* stopped = nullptr;
  auto played = std::make_unique<PlayedClient>(GetParam().client, [&] { stopped->stop(); });
  PlayedClient& client = *played;
  IOLoop loop(std::move(played));
  stopped = &loop;
  http::HTTPServer server(
      [](const Request& request) {
        request->write(ok(request->method() == "POST" ? request->body : "Hello, world"));
        request->finish();
      },
      {.io_loop = &loop});
  server.listen(0, "127.0.0.1");
  client.begin(server.port());
  loop.start();
  std::vector<std::string> ours;
  for (const Json& event : recording.events()) {
    std::string words = in_their_words(event);
    if (ours.empty() && words != "poll listen READ") continue;  // events start at the connect
    if (!words.empty()) ours.push_back(std::move(words));
  }
  while (!ours.empty() && ours.back() == "poll -") ours.pop_back();  // of the stop
  EXPECT_EQ(ours, GetParam().events);
}

INSTANTIATE_TEST_SUITE_P(Golden, GoldenOrder, ::testing::ValuesIn(scenarios()),
                         [](const auto& given) {
                           std::string name = given.param.name;
                           std::replace(name.begin(), name.end(), '-', '_');
                           return name;
                         });

}  // namespace
}  // namespace eyewall::test
