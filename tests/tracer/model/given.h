// Traces for the tests of the model: the shipped ones, small ones in a line each, generated ones.
#pragma once

#include <filesystem>
#include <random>
#include <string>
#include <vector>

#include "read/trace.h"
#include "trace/kind.h"

namespace eyewall::model {

/// A trace of events that are given as the JSON behind `"kind":`, such as
/// `"callback.add","cb":1,"name":"f"`. A millisecond lies between two.
inline read::Trace given(const std::vector<std::string>& events) {
  std::string text = "{\"eyewall\":1}\n";
  for (std::size_t i = 1; i <= events.size(); ++i) {
    text += "{\"seq\":" + std::to_string(i) + ",\"t\":" + std::to_string(i * 1'000'000) +
            ",\"kind\":" + events[i - 1] + "}\n";
  }
  return read::Trace::parse(text);
}

/// Every trace that the checkout ships.
inline std::vector<std::string> shipped() {
  std::vector<std::string> paths;
  for (const char* folder : {"/lessons", "/tests/tracer/explain/data"}) {
    for (const auto& entry :
         std::filesystem::recursive_directory_iterator(EYEWALL_SOURCE_DIR + std::string(folder))) {
      const std::filesystem::path& path = entry.path();
      if (path.extension() == ".jsonl" && path.filename() != "peer.jsonl") paths.push_back(path);
    }
  }
  return paths;
}

/// Events of every kind with ids that come and go, sensible or not: what any program might write.
class Generator {
 public:
  explicit Generator(std::uint64_t seed) : random_(seed) {}

  std::vector<std::string> events(std::size_t count) {
    std::vector<std::string> all;
    for (std::size_t i = 0; i < count; ++i) all.push_back(event(i + 1));
    return all;
  }

 private:
  std::uint64_t below(std::uint64_t limit) { return random_() % limit; }

  std::string event(std::size_t seq) {
    const trace::KindInfo& kind = trace::kinds()[below(trace::kinds().size())];
    std::string text = '"' + std::string(kind.name) + '"';
    for (const trace::Field field : kind.fields) text += value(trace::info(field));
    if (below(3) == 0 && seq > 1) text += ",\"cause\":" + std::to_string(1 + below(seq - 1));
    if (below(2) == 0 && seq > 1) text += ",\"in\":" + std::to_string(1 + below(seq - 1));
    if (below(9) == 0) text += ",\"thread\":" + std::to_string(1 + below(3));
    return text;
  }

  std::string value(const trace::FieldInfo& field) {
    if (below(12) == 0) return {};
    const std::string key = ",\"" + std::string(field.name) + "\":";
    switch (field.type) {
      case trace::FieldType::Int:
        return key + (below(20) == 0 ? "-1" : std::to_string(below(90)));
      case trace::FieldType::ObjectId:
        return key + std::to_string(below(200) == 0 ? random_() >> 1 : 1 + below(60));
      case trace::FieldType::Bool:
        return key + (below(2) == 0 ? "true" : "false");
      case trace::FieldType::Mask:
        return key + (below(2) == 0 ? "[\"READ\"]" : "[\"WRITE\",\"ERR\"]");
      default:
        return key + "\"word" + std::to_string(below(5)) + '"';
    }
  }

  std::mt19937_64 random_;
};

}  // namespace eyewall::model
