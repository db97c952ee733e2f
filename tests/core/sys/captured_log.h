// What is logged while a test runs.
//
// What: takes the place of standard error in sys::log while it lives.
// For: tests of every layer that logs. Threads: messages may come from any thread.
#pragma once

#include <mutex>
#include <string>
#include <vector>

#include "sys/log.h"

namespace eyewall::test {

class CapturedLog {
 public:
  CapturedLog()
      : before_(sys::set_log_function([this](sys::LogLevel, const std::string& message) {
          const std::lock_guard lock(mutex_);
          messages_.push_back(message);
        })) {}
  ~CapturedLog() { sys::set_log_function(std::move(before_)); }
  CapturedLog(const CapturedLog&) = delete;
  CapturedLog& operator=(const CapturedLog&) = delete;

  std::vector<std::string> messages() const {
    const std::lock_guard lock(mutex_);
    return messages_;
  }

 private:
  mutable std::mutex mutex_;
  std::vector<std::string> messages_;
  sys::LogFunction before_;
};

}  // namespace eyewall::test
