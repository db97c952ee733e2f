// Traces for tests: from tests/tracer/explain/data, or event by event.
#pragma once

#include <algorithm>
#include <cstdint>
#include <fstream>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "nlohmann/json.hpp"

#include "read/trace.h"

namespace eyewall::explain {

/// A trace that was written by hand, in the order that the golden scenario of that name asks for.
inline read::Trace given_trace(const std::string& scenario) {
  return read::Trace::load(EYEWALL_SOURCE_DIR "/tests/tracer/explain/data/" + scenario + ".jsonl");
}

/// The trace of the lesson on the asynchronous client: the 51 steps.
inline read::Trace lesson() {
  return read::Trace::load(EYEWALL_SOURCE_DIR "/lessons/09_async_client/golden.jsonl");
}

/// The lines of tests/golden/FILE, parsed.
inline std::vector<nlohmann::json> golden(const std::string& file) {
  std::ifstream in(EYEWALL_SOURCE_DIR "/tests/golden/" + file);
  std::vector<nlohmann::json> scenarios;
  for (std::string line; std::getline(in, line);) scenarios.push_back(nlohmann::json::parse(line));
  return scenarios;
}

/// A trace that is made up event by event.
class Given {
 public:
  /// Adds an event and returns its number. `fields` is JSON: R"("fd":7)".
  read::Seq event(std::string_view kind, std::string_view fields = "", read::Seq in = 0) {
    nlohmann::json line = nlohmann::json::parse("{" + std::string(fields) + "}");
    line["seq"] = ++seq_;
    line["t"] = seq_ * 1000;
    line["kind"] = kind;
    if (in != 0) line["in"] = in;
    lines_.push_back(std::move(line));
    return seq_;
  }

  read::Trace trace() const {
    std::string text = R"({"eyewall":1,"program":"p","clock":"monotonic","start":"x"})"
                       "\n";
    for (const auto& line : lines_) text += line.dump() + "\n";
    return read::Trace::parse(text);
  }

 private:
  read::Seq seq_ = 0;
  std::vector<nlohmann::json> lines_;
};

/// The events of a scenario's file, to take some out or move them; renumbered when it is a trace
/// again.
class Edited {
 public:
  explicit Edited(const std::string& scenario) {
    std::ifstream in(EYEWALL_SOURCE_DIR "/tests/tracer/explain/data/" + scenario + ".jsonl");
    std::getline(in, header_);
    for (std::string line; std::getline(in, line);) {
      lines_.push_back(nlohmann::json::parse(line));
    }
  }

  /// Drops the events of that kind; or only the one that is `nth` of them, from 0.
  Edited& drop(const std::string& kind, int nth = -1) {
    int at = 0;
    std::erase_if(
        lines_, [&](const auto& line) { return line["kind"] == kind && (at++ == nth || nth < 0); });
    return *this;
  }

  /// Takes the first event of that kind out of its place, to the end.
  Edited& put_last(const std::string& kind) {
    for (auto line = lines_.begin(); line != lines_.end(); ++line) {
      if ((*line)["kind"] != kind) continue;
      std::rotate(line, line + 1, lines_.end() - 1);  // the footer stays last
      return *this;
    }
    return *this;
  }

  read::Trace trace() const {
    std::map<read::Seq, read::Seq> now;  // old number -> new
    for (const auto& line : lines_) now.emplace(line["seq"], now.size() + 1);
    std::string text = header_ + "\n";
    std::int64_t t = 0;
    for (nlohmann::json line : lines_) {
      line["seq"] = now[line["seq"]];
      line["t"] = t += 1000;
      for (const char* to : {"in", "cause"}) {
        if (line.contains(to)) line[to] = now[line[to]];
        if (line.contains(to) && line[to] == 0) line.erase(to);
      }
      if (line.contains("count")) line["count"] = lines_.size() - 1;
      text += line.dump() + "\n";
    }
    return read::Trace::parse(text);
  }

 private:
  std::string header_;
  std::vector<nlohmann::json> lines_;
};

}  // namespace eyewall::explain
