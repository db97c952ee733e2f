// The trace of a test, kept in memory and read back with a JSON parser that is not ours.
//
// What: Recording installs itself while it lives. Its events are parsed one line at a time, so that
// a line
//   that is not JSON fails the test that made it.
// For: tests of core's layers. A test that is itself being recorded must not make one: see
// SKIP_WHEN_RECORDED.
// Threads: read it when no other thread emits.
#pragma once

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "trace/emit.h"

#define SKIP_WHEN_RECORDED() \
  if (eyewall::trace::on()) GTEST_SKIP() << "this run is being recorded"

namespace eyewall::test {

using Json = nlohmann::json;

class Recording : public trace::Sink {
 public:
  /// room: bytes between two calls of grow().
  explicit Recording(std::size_t room = 1 << 14) : buffer_(room, '\0') {
    rewind();
    start_ns = trace::now_ns();
    trace::install(*this);
  }
  ~Recording() override { stop(); }
  void stop() {
    if (trace::on()) trace::remove();
  }

  bool grow(std::size_t size) override {
    ++grown;
    text_.append(buffer_, 0, used());
    if (full) return false;
    if (size > buffer_.size()) buffer_.resize(size);
    rewind();
    return true;
  }

  std::string text() const { return text_ + buffer_.substr(0, used()); }

  /// Every event; a line that is not JSON is a failure.
  std::vector<Json> events() const {
    std::vector<Json> all;
    const std::string lines = text();
    for (std::size_t at = 0, end; (end = lines.find('\n', at)) != std::string::npos; at = end + 1) {
      Json event = Json::parse(lines.substr(at, end - at), nullptr, false);
      EXPECT_FALSE(event.is_discarded()) << lines.substr(at, end - at);
      all.push_back(std::move(event));
    }
    return all;
  }
  std::vector<Json> events(const std::string& kind) const {
    std::vector<Json> some;
    for (Json& event : events()) {
      if (event["kind"] == kind) some.push_back(std::move(event));
    }
    return some;
  }
  /// The value of one field in every event of a kind.
  template <class T>
  std::vector<T> values(const std::string& kind, const char* field) const {
    std::vector<T> all;
    for (const Json& event : events(kind)) all.push_back(event.value(field, T()));
    return all;
  }

  int grown = 0;
  bool full = false;  // the next grow() refuses

 private:
  std::size_t used() const { return static_cast<std::size_t>(cursor - buffer_.data()); }
  void rewind() {
    cursor = buffer_.data();
    limit = cursor + buffer_.size();
  }

  std::string buffer_;
  std::string text_;
};

}  // namespace eyewall::test
