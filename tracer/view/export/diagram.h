// Sequence diagrams in Mermaid's language, as many as its limits ask for.
//
// What: takes messages and notes in order, and gives a diagram when the next line would make it too
//   large; each declares the participants that it has. Texts may hold anything: what Mermaid would
//   read as its own is written as an entity.
// For: mermaid.cc. Threads: one. Ownership: by value.
// Source: Mermaid's syntax of sequence diagrams; its defaults maxTextSize and maxEdges.
#pragma once

#include <compare>
#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>

namespace eyewall::exports {

/// A participant.
struct Who {
  enum class Sort : std::uint8_t { program, loop, kernel, pool, thread, coroutine, stream };
  Sort sort = Sort::program;
  std::uint64_t id = 0;
  auto operator<=>(const Who&) const = default;
};

/// A text such that Mermaid shows it, and reads nothing in it.
std::string mermaid_text(std::string_view text);

class Diagrams {
 public:
  static constexpr std::size_t kMostBytes = 50'000;  // of a diagram; Mermaid counts characters
  static constexpr std::size_t kMostLines = 500;     // messages and notes; Mermaid counts edges
  static constexpr std::size_t kMostWho = 24;        // participants: more than can be read

  /// `take`: called with each diagram that is done.
  using Take = std::function<void(std::string diagram)>;
  /// `name`: the words under which a participant is shown.
  using Name = std::function<std::string(Who)>;
  Diagrams(Take take, Name name) : take_(std::move(take)), name_(std::move(name)) {}

  /// `arrow`: "->>", "-->>", "-)" or "-x".
  void message(Who from, std::string_view arrow, Who to, std::string_view text);
  void note(Who over, std::string_view text);
  /// Gives the last one; an empty one if there was none.
  void finish();

 private:
  void add(std::string line, Who one, Who other);
  std::size_t cost(Who who) const;
  void declare(Who who);
  void give();

  Take take_;
  Name name_;
  std::map<Who, std::string> declared_;  // lines of this diagram
  std::string body_;
  std::size_t size_ = 0;  // of all but the first line
  std::size_t lines_ = 0;
  bool given_ = false;
};

}  // namespace eyewall::exports
