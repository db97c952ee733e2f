// The rows of every pane, told as what each step changes.
//
// What: takes the states of a trace in order. A step is a list of edits of the panes before it; a
//   row's text is told once, however often it shows.
// For: the html format, whose page plays the edits back; it knows nothing of what they mean.
// Threads: one at a time. Ownership: keeps the rows of the last state, and what it has told.
// Source: ours.
//
// A step's edits are numbers, one edit behind the other:
//   PANE PLACE REMOVED ADDED ROW...   at that place rows go, then rows come
//   PANE -1 COUNT                     so many rows of the pane are left out from now on
// Edits of a pane go from its top to its end; a place counts what the edits before left. A step's
// marks are pairs PANE PLACE: the rows that its event changed. A step with neither is a 0.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "export/html_json.h"
#include "view/panes.h"

namespace eyewall::exports {

class RowsTold {
 public:
  explicit RowsTold(TextTable& texts);

  /// Takes the next state. The first one is told as edits of empty panes.
  void step(const model::State& state);

  /// Members of a JSON object: "steps", "marks", by step; "rowText", "rowId", "rowDue", by row;
  /// "most", by pane: the most rows that it ever had. A row with a due time that is not 0 is its
  /// text, and how long it is from the step's time until then.
  std::string members() &&;

 private:
  struct Row {
    std::uint64_t text;  // in the table
    std::uint64_t id;
    std::int64_t due;
    bool operator==(const Row&) const = default;
  };
  struct Hash {
    std::size_t operator()(const Row& row) const {
      return std::hash<std::uint64_t>()(row.text * 0x9E3779B97F4A7C15U ^ row.id);
    }
  };
  struct Shown {
    std::uint64_t row;
    std::uint64_t id;
    std::string text;
  };
  struct Pane {
    std::vector<Shown> shown;
    std::size_t more = 0;
    std::size_t most = 0;
    bool by_time = false;  // it had a row that has other words at each step
  };

  void tell(const model::State& state, std::size_t index, JsonList& edits, JsonList& marks);
  std::uint64_t number(const model::State& state, Pane& pane, view::PaneName name,
                       const view::Row& row);
  // A timer's row has other words at each step, but only because time goes on. Takes those off its
  // end, so that the page counts them out, and gives the time; 0 where there are none.
  static std::int64_t take_due(const model::State& state, std::uint64_t id, std::string_view& text);

  TextTable& texts_;
  std::unordered_map<Row, std::uint64_t, Hash> numbers_;
  std::vector<Pane> panes_;
  std::uint64_t prints_ = 0;
  // Sorts of objects that the last event changed, and that it or the one before did: what an event
  // changed is marked, and the mark goes at the next.
  std::uint32_t before_ = ~0U;
  std::uint32_t recent_ = 0;
  JsonList row_text_, row_id_, row_due_, steps_, marks_;
};

/// How long it is until a timer, as its row ends with it; what the words are is panes.h's.
inline constexpr std::string_view kDueIn = "due in ";
inline constexpr std::string_view kDueSince = "due since ";

}  // namespace eyewall::exports
