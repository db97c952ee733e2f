// An HTTP server that waits where it reads: whoever comes next waits for the slowest.
//
// Without arguments it plays both ends: a child process is two clients, and the server tells what
// it does. With a port it serves there until it is stopped: try `curl` and a `telnet` beside it.
#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <string>
#include <system_error>

namespace {

const std::string kAnswer =
    "HTTP/1.1 200 OK\r\nContent-Length: 12\r\nConnection: close\r\n\r\nHello, world";
const std::string kHalf = "GET / HTTP/1.1\r\n", kRest = "Host: here\r\n\r\n";

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

int listen_on(int port) {
  const int fd = checked(socket(AF_INET, SOCK_STREAM, 0), "socket");
  const int yes = 1;
  checked(setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes), "setsockopt");
  const sockaddr_in address = loopback(port);
  checked(bind(fd, reinterpret_cast<const sockaddr*>(&address), sizeof address), "bind");
  checked(listen(fd, 128), "listen");
  return fd;
}

int port_of(int fd) {
  sockaddr_in address{};
  socklen_t size = sizeof address;
  checked(getsockname(fd, reinterpret_cast<sockaddr*>(&address), &size), "getsockname");
  return ntohs(address.sin_port);
}

int connect_to(int port) {
  const int fd = checked(socket(AF_INET, SOCK_STREAM, 0), "socket");
  const sockaddr_in address = loopback(port);
  checked(connect(fd, reinterpret_cast<const sockaddr*>(&address), sizeof address), "connect");
  return fd;
}

void say(int fd, const std::string& text) {
  checked(send(fd, text.data(), text.size(), MSG_NOSIGNAL), "send");
}

bool answered(int fd) {
  pollfd waiting{fd, POLLIN, 0};
  return checked(poll(&waiting, 1, 0), "poll") == 1;
}

// Serves one connection to its end. `told`: a byte is written there after each read.
void serve_one(int listener, int told) {
  const int fd = checked(accept(listener, nullptr, nullptr), "accept");
  std::printf("a connection is accepted\n");
  std::string request;
  char piece[512];
  while (request.find("\r\n\r\n") == std::string::npos) {
    const int count = checked(recv(fd, piece, sizeof piece, 0), "recv");  // it waits here
    if (count == 0) break;
    request.append(piece, static_cast<std::size_t>(count));
    std::printf("  %d bytes are read\n", count);
    if (told >= 0) checked(write(told, "r", 1), "write");
  }
  if (!request.empty()) say(fd, kAnswer);
  std::printf("  it is answered\n");
  close(fd);
}

// The child: a slow client comes first, a quick one second. Its status says whether the quick one
// was answered while the slow one had not finished its request.
int clients(int port, int told) {
  const int slow = connect_to(port);
  say(slow, kHalf);
  char byte;
  checked(read(told, &byte, 1), "read");  // the server has read the half, and wants more
  const int quick = connect_to(port);
  say(quick, kHalf + kRest);
  const bool early = answered(quick);
  say(slow, kRest);
  char piece[512];
  while (recv(slow, piece, sizeof piece, 0) > 0) continue;
  while (recv(quick, piece, sizeof piece, 0) > 0) continue;
  return early ? 1 : 0;
}

int play() {
  const int listener = listen_on(0);
  int pipe_ends[2];
  checked(pipe(pipe_ends), "pipe");
  const pid_t child = checked(fork(), "fork");
  if (child == 0) _exit(clients(port_of(listener), pipe_ends[0]));
  serve_one(listener, pipe_ends[1]);
  serve_one(listener, pipe_ends[1]);
  int status = 0;
  checked(waitpid(child, &status, 0), "waitpid");
  std::printf("the quick client was answered %s the slow one was done\n",
              WEXITSTATUS(status) == 0 ? "only when" : "before");
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  try {
    if (argc < 2) return play();
    const int listener = listen_on(std::atoi(argv[1]));
    std::printf("http://127.0.0.1:%d/  (Ctrl-C ends it)\n", port_of(listener));
    while (true) serve_one(listener, -1);
  } catch (const std::system_error& error) {
    std::fprintf(stderr, "%s: %s\n", argv[0], error.what());
    return 1;
  }
}
