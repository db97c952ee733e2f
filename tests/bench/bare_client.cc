#include "bare_client.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

namespace eyewall::bench {
namespace {

[[noreturn]] void fail(const char* what) {
  std::perror(what);
  std::exit(1);
}

class Client {
 public:
  Client(std::uint16_t port, std::size_t total, std::size_t at_once)
      : request_("GET /page HTTP/1.1\r\nConnection: close\r\nHost: 127.0.0.1:" +
                 std::to_string(port) + "\r\nAccept-Encoding: gzip\r\n\r\n"),
        to_start_(total),
        left_(total),
        fetches_(at_once),
        epoll_(::epoll_create1(EPOLL_CLOEXEC)) {
    server_.sin_family = AF_INET;
    server_.sin_port = htons(port);
    server_.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  }
  ~Client() { ::close(epoll_); }
  Client(const Client&) = delete;
  Client& operator=(const Client&) = delete;

  std::size_t run() {
    for (Fetch& fetch : fetches_) start(fetch);
    std::vector<epoll_event> ready(fetches_.size());
    while (left_ > 0) {
      const int count = ::epoll_wait(epoll_, ready.data(), static_cast<int>(ready.size()), -1);
      for (int i = 0; i < count; ++i) {
        const epoll_event& event = ready[static_cast<std::size_t>(i)];
        Fetch& fetch = *static_cast<Fetch*>(event.data.ptr);
        if ((event.events & EPOLLOUT) != 0)
          send_request(fetch);
        else
          receive(fetch);
      }
    }
    return bytes_;
  }

 private:
  struct Fetch {
    int fd = -1;
    std::string response = {};
  };

  void ask(int operation, Fetch& fetch, std::uint32_t events) {
    epoll_event event{events, {&fetch}};
    if (::epoll_ctl(epoll_, operation, fetch.fd, &event) != 0) fail("epoll_ctl");
  }

  void start(Fetch& fetch) {
    if (to_start_ == 0) return;
    --to_start_;
    fetch.fd = ::socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (::connect(fetch.fd, reinterpret_cast<const sockaddr*>(&server_), sizeof server_) != 0 &&
        errno != EINPROGRESS)
      fail("connect");
    ask(EPOLL_CTL_ADD, fetch, EPOLLOUT);
  }

  void send_request(Fetch& fetch) {
    if (::send(fetch.fd, request_.data(), request_.size(), MSG_NOSIGNAL) !=
        static_cast<ssize_t>(request_.size()))
      fail("send");
    ask(EPOLL_CTL_MOD, fetch, EPOLLIN);
  }

  void receive(Fetch& fetch) {
    char buffer[16384];
    const ssize_t size = ::recv(fetch.fd, buffer, sizeof buffer, 0);
    if (size <= 0) fail("recv");
    fetch.response.append(buffer, static_cast<std::size_t>(size));
    const std::size_t head = fetch.response.find("\r\n\r\n");
    if (head == std::string::npos || fetch.response.size() < head + 4 + length(fetch)) return;
    bytes_ += length(fetch);
    fetch.response.clear();
    ::close(fetch.fd);
    --left_;
    start(fetch);
  }

  static std::size_t length(const Fetch& fetch) {
    static constexpr std::string_view kName = "Content-Length: ";
    const std::size_t at = fetch.response.find(kName);
    if (at == std::string::npos) fail("no Content-Length");
    std::size_t value = 0;
    const char* const digits = fetch.response.data() + at + kName.size();
    std::from_chars(digits, fetch.response.data() + fetch.response.size(), value);
    return value;
  }

  std::string request_;
  std::size_t to_start_;
  std::size_t left_;
  std::vector<Fetch> fetches_;
  int epoll_;
  sockaddr_in server_{};
  std::size_t bytes_ = 0;
};

}  // namespace

std::size_t bare_fetches(std::uint16_t port, std::size_t total, std::size_t at_once) {
  return Client(port, total, at_once).run();
}

}  // namespace eyewall::bench
