#include "nginx.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <thread>

namespace eyewall::bench {
namespace {

sockaddr_in loopback(std::uint16_t port) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  return address;
}

// A port that was free a moment ago; whoever starts a server there tries again if it was taken.
std::uint16_t free_port() {
  const int fd = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address = loopback(0);
  socklen_t size = sizeof address;
  ::bind(fd, reinterpret_cast<sockaddr*>(&address), size);
  ::getsockname(fd, reinterpret_cast<sockaddr*>(&address), &size);
  ::close(fd);
  return ntohs(address.sin_port);
}

void write_config(const std::string& folder, std::uint16_t port) {
  std::ofstream(folder + "/page") << std::string(Nginx::kPageSize, 'x');
  std::ofstream(folder + "/nginx.conf")
      << "daemon off; master_process off; pid " << folder << "/pid; error_log stderr crit;\n"
      << "events { worker_connections 256; }\n"
      << "http { access_log off; sendfile on; keepalive_timeout 5;\n"
      << "client_body_temp_path " << folder << "/a; proxy_temp_path " << folder << "/b;\n"
      << "fastcgi_temp_path " << folder << "/c; uwsgi_temp_path " << folder << "/d;\n"
      << "scgi_temp_path " << folder << "/e;\n"
      << "server { listen 127.0.0.1:" << port << " backlog=1024; root " << folder << "; } }\n";
}

}  // namespace

Nginx::Nginx() {
  char name[] = "/tmp/eyewall_nginx.XXXXXX";
  if (::mkdtemp(name) == nullptr) throw std::runtime_error("nginx: no folder for it in /tmp");
  folder_ = name;
  for (int tries = 0; tries < 5; ++tries) {
    start();
    if (answers()) return;
    stop();
  }
  std::filesystem::remove_all(folder_);
  throw std::runtime_error("nginx does not answer");
}

Nginx::~Nginx() {
  stop();
  std::filesystem::remove_all(folder_);
}

void Nginx::start() {
  port_ = free_port();
  write_config(folder_, port_);
  const std::string config = folder_ + "/nginx.conf";
  process_ = ::fork();
  if (process_ != 0) return;
  ::execl(EYEWALL_NGINX, "nginx", "-p", folder_.c_str(), "-c", config.c_str(), nullptr);
  ::_exit(127);
}

bool Nginx::answers() const {
  for (int tries = 0; tries < 200; ++tries) {
    if (::waitpid(process_, nullptr, WNOHANG) == process_) return false;
    const int fd = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const sockaddr_in address = loopback(port_);
    const bool connected =
        ::connect(fd, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
    ::close(fd);
    if (connected) return true;
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
  return false;
}

void Nginx::stop() {
  if (process_ <= 0) return;
  ::kill(process_, SIGTERM);
  ::waitpid(process_, nullptr, 0);
  process_ = -1;
}

}  // namespace eyewall::bench
