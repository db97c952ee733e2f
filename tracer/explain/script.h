// The walkthrough as data: its steps, and which events of a trace are which step.
//
// What: walkthrough.def as a table, and the Finder that holds it against a trace.
// For: order.h and walk.h. Nothing else knows a step's label.
// Threads: the table is constant, any thread; a Finder is for one thread.
// Ownership: a Finder borrows the trace.
// Source: ours; labels and places are those of the walkthrough of Tornado 3.1.1's async client.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "explain/pattern.h"

namespace eyewall::explain {

/// What a row of the table is: see walkthrough.def.
enum class Role : std::uint8_t { part, step, event, label };

struct Step {
  Role role;
  std::string_view label;    // "32.2.1"; empty for a part
  std::string_view pattern;  // see pattern.h
  std::string_view file;     // Tornado's; empty for the program's own lines
  std::string_view function;
  std::string_view sentence;  // of a part: its heading

  /// A step of a step: 32.2.1 is one of 32.
  bool sub() const { return label.find('.') != std::string_view::npos; }
  /// 2 for 32.2.1.
  std::size_t depth() const;
  /// Whether it is one of the 51: neither 0, the program's call, nor a step of a step.
  bool counted() const { return !sub() && label != "0" && in_walk(); }
  bool in_walk() const { return role == Role::step || role == Role::event; }
  bool in_order() const { return role == Role::step || role == Role::label; }
};

/// Every row, in the table's order, parts included.
std::span<const Step> walkthrough();

/// Says of each event which rows it is. Show it the events in the trace's order, each once.
class Finder {
 public:
  explicit Finder(const read::Trace& trace);

  /// Rows (places in walkthrough()) that the event is: whole steps first, then steps of steps, for
  /// a line that calls a function runs before that function's lines. Valid until the next call.
  const std::vector<std::size_t>& find(const read::Event& event);

 private:
  const read::Trace& trace_;
  std::vector<std::vector<std::size_t>> rows_of_kind_;
  std::vector<std::size_t> seen_;  // events a row's pattern has matched, first and again aside
  std::vector<std::size_t> found_;
};

}  // namespace eyewall::explain
