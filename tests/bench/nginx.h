// Debian's nginx on loopback, for as long as the object lives.
//
// What: one process, a free port, a folder of its own, one static file of 1 KiB at "/page".
// For: fetch_bench. Threads: one. Ownership: owns the process and the folder.
// Errors: std::runtime_error when it does not answer.
#pragma once

#include <sys/types.h>

#include <cstdint>
#include <string>

namespace eyewall::bench {

class Nginx {
 public:
  Nginx();
  ~Nginx();
  Nginx(const Nginx&) = delete;
  Nginx& operator=(const Nginx&) = delete;

  std::uint16_t port() const { return port_; }
  std::string url() const { return "http://127.0.0.1:" + std::to_string(port_) + "/page"; }

  static constexpr std::size_t kPageSize = 1024;

 private:
  void start();
  bool answers() const;
  void stop();

  std::string folder_;
  std::uint16_t port_ = 0;
  pid_t process_ = -1;
};

}  // namespace eyewall::bench
