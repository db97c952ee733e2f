// What a page is given, for tests: its data, and its panes as the page plays them back.
#pragma once

#include <sstream>
#include <string>
#include <vector>

#include "nlohmann/json.hpp"

#include "explain/narrate.h"
#include "export/html.h"

namespace eyewall::exports {

inline read::Trace golden_lesson() {
  return read::Trace::load(EYEWALL_SOURCE_DIR "/lessons/09_async_client/golden.jsonl");
}

inline nlohmann::json data_of(const read::Trace& trace, const Options& options = {}) {
  return nlohmann::json::parse(page_data(trace, span_of(trace, options), options));
}

/// The page as it is written.
inline std::string page_of(const read::Trace& trace, const Options& options = {}) {
  std::ostringstream out;
  export_to(*format_named("html"), trace, options, out);
  return out.str();
}

/// What the page's states.js does, in C++.
class PlayedBack {
 public:
  explicit PlayedBack(const nlohmann::json& data) : data_(data), panes_(data["panes"].size()) {}

  struct Pane {
    std::vector<std::size_t> rows;
    std::size_t more = 0;
  };

  void step() {
    const nlohmann::json& edits = data_["steps"][index_];
    time_ += data_["t"][index_++].get<std::int64_t>();
    if (!edits.is_array()) return;
    for (std::size_t i = 0; i < edits.size();) {
      Pane& pane = panes_[edits[i].get<std::size_t>()];
      if (edits[i + 1] == -1) {
        pane.more = edits[i + 2];
        i += 3;
        continue;
      }
      const auto place = pane.rows.begin() + edits[i + 1].get<std::ptrdiff_t>();
      const auto behind = pane.rows.erase(place, place + edits[i + 2].get<std::ptrdiff_t>());
      const std::size_t added = edits[i + 3];
      const auto first = edits.begin() + static_cast<std::ptrdiff_t>(i + 4);
      pane.rows.insert(behind, first, first + static_cast<std::ptrdiff_t>(added));
      i += 4 + added;
    }
  }

  const Pane& pane(std::size_t index) const { return panes_[index]; }

  std::string text(std::size_t row) const {
    std::string text = data_["texts"][data_["rowText"][row].get<std::size_t>()];
    const std::int64_t due = data_["rowDue"][row];
    if (due == 0) return text;
    const std::int64_t left = due - time_;
    return text + data_["due"][left < 0 ? 1 : 0].get<std::string>() +
           explain::milliseconds(left < 0 ? -left : left);
  }

  /// Whether the step's event changed the row at that place.
  bool marked(std::size_t pane, std::size_t place) const {
    const nlohmann::json& marks = data_["marks"][index_ - 1];
    for (std::size_t i = 0; marks.is_array() && i < marks.size(); i += 2) {
      if (marks[i] == pane && marks[i + 1] == place) return true;
    }
    return false;
  }

 private:
  const nlohmann::json& data_;
  std::vector<Pane> panes_;
  std::size_t index_ = 0;
  std::int64_t time_ = 0;
};

}  // namespace eyewall::exports
