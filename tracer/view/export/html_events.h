// The events of a trace in columns, for a page.
//
// What: one list a property, an entry an event, numbers small where they can be.
// For: the html format. Threads: one at a time. Ownership: keeps what it has told.
// Source: ours.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "explain/indent.h"
#include "export/html_json.h"

namespace eyewall::exports {

class EventsTold {
 public:
  explicit EventsTold(TextTable& texts) : texts_(texts) {}

  /// An event that is not told, before the first that is; it may enclose later ones.
  void skip(const read::Event& event) { indent_.next(event); }
  /// Takes the next event.
  void add(const read::Event& event);

  /// The source files that events named, the first one first.
  const std::vector<std::string_view>& files() const { return files_; }

  /// Members of a JSON object. By event: "t" (nanoseconds since the one before), "kind", "text",
  /// "file" (numbers, from 0; -1: none), "line", "back" and "up" (how many events before it its
  /// cause and its begin event are; 0: none), "thread", "depth". By kind: "kinds", which are
  /// lists of name, level, shape. By file: "files".
  std::string members() &&;

 private:
  std::uint64_t kind(const read::Event& event);
  std::int64_t file(std::string_view name);

  TextTable& texts_;
  explain::Indent indent_;
  std::unordered_map<std::string_view, std::uint64_t> kind_numbers_;
  std::unordered_map<std::string_view, std::int64_t> file_numbers_;
  std::vector<std::string_view> files_;
  std::int64_t t_ = 0;
  JsonList times_, kind_, text_, file_, line_, back_, up_, thread_, depth_, kinds_;
};

}  // namespace eyewall::exports
