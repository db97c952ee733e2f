// Traces with times, and what lint finds in a trace. For: tests of lint, blame and stats.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "explain/lint.h"
#include "tracer/explain/given.h"

namespace eyewall::explain {

// A trace whose events have the times that are given; times are in milliseconds.
class Timed {
 public:
  read::Seq at(int ms, const std::string& event) {
    lines_ += "{\"seq\":" + std::to_string(++seq_) +
              ",\"t\":" + std::to_string(ms * std::int64_t{1'000'000}) + "," + event + "}\n";
    return seq_;
  }
  read::Trace trace() const {
    return read::Trace::parse("{\"eyewall\":1}\n" + lines_ +
                              "{\"eyewall_end\":1,\"events\":" + std::to_string(seq_) + "}\n");
  }

 private:
  std::string lines_;
  read::Seq seq_ = 0;
};

// "rule seq: text"
inline std::vector<std::string> found(const read::Trace& trace, LintOptions options = {}) {
  std::vector<std::string> all;
  for (const Finding& finding : lint(trace, options)) {
    all.push_back(std::string(rules()[finding.rule].id) + " " + std::to_string(finding.seq) + ": " +
                  finding.text);
  }
  return all;
}
inline std::vector<std::string> found(const Given& given, LintOptions options = {}) {
  return found(given.trace(), options);
}

}  // namespace eyewall::explain
