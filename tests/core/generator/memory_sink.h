// The trace of a test, kept in memory and read back as short lines.
//
// What: installs itself while it lives. A test that is itself recorded must not make one: skip it.
// For: trace tests of generator and fakeloop. Threads: read it when no other thread emits.
#pragma once

#include <regex>
#include <string>
#include <vector>

#include "trace/emit.h"

namespace eyewall::test {

class MemorySink : public trace::Sink {
 public:
  MemorySink() : text_(1 << 16, '\0') {
    cursor = text_.data();
    limit = cursor + text_.size();
    trace::install(*this);
  }
  ~MemorySink() override { trace::remove(); }
  bool grow(std::size_t) override { return false; }

  // Each event as "SEQ kind gen=N name type error cause=N in=N", absent parts left out.
  std::vector<std::string> events() const {
    std::vector<std::string> lines;
    const std::string all = text();
    for (std::size_t at = 0, end; (end = all.find('\n', at)) != std::string::npos; at = end + 1) {
      lines.push_back(shorten(all.substr(at, end - at)));
    }
    return lines;
  }
  std::string text() const {
    return text_.substr(0, static_cast<std::size_t>(cursor - text_.data()));
  }

 private:
  static std::string shorten(const std::string& line) {
    std::string out = field(line, "seq", "");
    for (const char* key : {"kind", "name", "type", "error"}) out += field(line, key, " ");
    for (const char* key : {"gen", "cause", "in"}) {
      out += field(line, key, std::string(" ") + key + "=");
    }
    return out;
  }
  static std::string field(const std::string& line, const std::string& key,
                           const std::string& before) {
    std::smatch found;
    const std::regex pattern("\"" + key + "\":(\"([^\"]*)\"|([0-9]+))");
    if (!std::regex_search(line, found, pattern)) return "";
    return before + found[2].str() + found[3].str();
  }
  std::string text_;
};

}  // namespace eyewall::test
