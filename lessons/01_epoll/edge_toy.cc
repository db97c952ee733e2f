// An HTTP server on epoll, edge-triggered: it is told of a connection when something new has come,
// and not again while that lies there. Who does not read to the end may wait for ever.
//
// Without arguments it is its own client, and reads in two ways: once an event, which is wrong, and
// until the kernel says EAGAIN. With a port it serves there until it is stopped.
#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <map>
#include <string>
#include <system_error>

namespace {

const std::string kAnswer =
    "HTTP/1.1 200 OK\r\nContent-Length: 12\r\nConnection: close\r\n\r\nHello, world";
constexpr std::size_t kPiece = 16;  // what is read at once: small, so that one sees it

int checked(long returned, const char* attempt) {
  if (returned < 0) throw std::system_error(errno, std::generic_category(), attempt);
  return static_cast<int>(returned);
}

sockaddr_in loopback(int port) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<std::uint16_t>(port));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  return address;
}

class Server {
 public:
  Server(int port, bool to_the_end) : to_the_end_(to_the_end) {
    const sockaddr_in address = loopback(port);
    const int yes = 1;
    checked(setsockopt(listener_, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes), "setsockopt");
    checked(bind(listener_, reinterpret_cast<const sockaddr*>(&address), sizeof address), "bind");
    checked(listen(listener_, 128), "listen");
    watch(listener_);
  }

  int port() const {
    sockaddr_in address{};
    socklen_t size = sizeof address;
    checked(getsockname(listener_, reinterpret_cast<sockaddr*>(&address), &size), "getsockname");
    return ntohs(address.sin_port);
  }

  /// One turn: waits for at most timeout_ms (-1: for ever), serves what is ready, says how many.
  int turn(int timeout_ms) {
    epoll_event ready[8];
    const int count = checked(epoll_wait(epoll_, ready, 8, timeout_ms), "epoll_wait");
    for (int i = 0; i < count; ++i) {
      if (ready[i].data.fd == listener_)
        while (welcome()) continue;
      else
        while (read(ready[i].data.fd) && to_the_end_) continue;
    }
    return count;
  }

 private:
  void watch(int fd) {
    epoll_event wanted{};
    wanted.events = EPOLLIN | EPOLLET;
    wanted.data.fd = fd;
    checked(epoll_ctl(epoll_, EPOLL_CTL_ADD, fd, &wanted), "epoll_ctl");
  }

  // Both say whether there may be more: only EAGAIN is the end.
  bool welcome() {
    const int fd = accept4(listener_, nullptr, nullptr, SOCK_NONBLOCK);
    if (fd < 0 && errno == EAGAIN) return false;
    checked(fd, "accept");
    std::printf("  a connection is accepted\n");
    watch(fd);
    return true;
  }

  bool read(int fd) {
    char piece[kPiece];
    const long count = recv(fd, piece, sizeof piece, 0);
    if (count < 0 && errno == EAGAIN) return false;
    std::string& request = requests_[fd];
    if (count > 0) request.append(piece, static_cast<std::size_t>(count));
    const bool whole = request.find("\r\n\r\n") != std::string::npos;
    std::printf("  %ld bytes are read%s\n", count, whole ? ", the request is whole" : "");
    if (whole) send(fd, kAnswer.data(), kAnswer.size(), MSG_NOSIGNAL);
    if (!whole && count > 0) return true;
    requests_.erase(fd);
    close(fd);  // that takes it out of epoll, too
    return false;
  }

  int listener_ = checked(socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0), "socket");
  int epoll_ = checked(epoll_create1(0), "epoll_create1");
  std::map<int, std::string> requests_;
  bool to_the_end_;
};

void play(bool to_the_end) {
  std::printf("%s\n", to_the_end ? "It reads until EAGAIN:" : "It reads once an event:");
  Server server(0, to_the_end);
  const int client = checked(socket(AF_INET, SOCK_STREAM, 0), "socket");
  const sockaddr_in address = loopback(server.port());
  checked(connect(client, reinterpret_cast<const sockaddr*>(&address), sizeof address), "connect");
  server.turn(-1);
  const std::string request = "GET / HTTP/1.1\r\nHost: here\r\n\r\n";
  std::printf("  the client sends %zu bytes, once\n", request.size());
  checked(send(client, request.data(), request.size(), MSG_NOSIGNAL), "send");
  server.turn(-1);
  char answer[512];
  if (const long length = recv(client, answer, sizeof answer, MSG_DONTWAIT); length > 0)
    std::printf("  the client has its answer: %ld bytes\n", length);
  else
    std::printf("  no answer; epoll tells of %d events now, and so it stays\n", server.turn(0));
  close(client);
}

}  // namespace

int main(int argc, char** argv) {
  try {
    if (argc < 2) {
      play(false);
      play(true);
      return 0;
    }
    Server server(std::atoi(argv[1]), true);
    std::printf("http://127.0.0.1:%d/  (Ctrl-C ends it)\n", server.port());
    while (true) server.turn(-1);
  } catch (const std::system_error& error) {
    std::fprintf(stderr, "%s: %s\n", argv[0], error.what());
    return 1;
  }
}
