// Any bytes as a trace: refused with a place, or read in one way only, whole or line by line.
#include "fuzz/require.h"
#include "read/feed.h"
#include "read/trace.h"

#include <algorithm>
#include <string>
#include <variant>
#include <vector>

namespace eyewall::read {
namespace {

using fuzz::require;

std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    lines.push_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

// The event as a line that says the same; the text of a string comes out of the trace's encoder.
std::string written(const Event& event) {
  const auto text = [](std::string_view value) { return Value::string(Field::text, value).json(); };
  std::string line =
      "{\"seq\":" + std::to_string(event.seq) + ",\"t\":" + std::to_string(event.t) +
      ",\"kind\":" + text(event.kind_name) + ",\"thread\":" + std::to_string(event.thread) +
      ",\"cause\":" + std::to_string(event.cause) + ",\"in\":" + std::to_string(event.in);
  if (event.line != 0) {
    line += ",\"at\":" + text(std::string(event.file) + ":" + std::to_string(event.line));
  }
  for (const Value& value : event.values) {
    line.append(",\"").append(value.name()).append("\":").append(value.json());
  }
  return line + "}";
}

void check_event(const Event& event) {
  require(event.cause < event.seq && event.in < event.seq, "causes and scopes stand before");
  require(!event.kind || event.kind_name == trace::info(*event.kind).name,
          "a kind has its own name");
  for (const Value& value : event.values) {
    const std::string shown = display(value);
    require(std::none_of(shown.begin(), shown.end(), [](char c) { return c >= 0 && c < ' '; }),
            "what is shown holds no control character");
  }
  Arena arena;
  EventParser again(arena, Keep::yes);
  const std::string line = written(event);
  require(written(again.parse(line, event.seq)) == line, "written and read again, it is the same");
}

bool looks_bad(const Feed& feed, std::string_view start) {
  try {
    feed.look(start);
  } catch (const Error&) {
    return true;
  }
  return false;
}

// Line by line, each first seen half. The error that ends it; empty where there is none.
std::string read_lines(std::string_view text, std::vector<std::string>& events, bool& complete) {
  Arena arena;
  Feed feed("t", arena, Keep::no);
  for (const std::string_view line : lines_of(text)) {
    const bool bad = looks_bad(feed, line.substr(0, line.size() / 2));
    try {
      if (feed.take(line) == Feed::Got::event) {
        events.push_back(written(feed.event()));
        require(seq_of(line) == feed.event().seq, "its number alone is read as the same");
      }
    } catch (const Error& error) {
      return error.what();
    }
    require(!bad, "a line that can be read does not look bad when half of it is there");
  }
  complete = feed.complete();
  require(!feed.torn() || !complete, "what is cut off is not complete");
  return {};
}

void check_cut(std::string_view text, const Trace& trace) {
  for (const std::size_t part : {2U, 3U, 7U}) {
    const Trace cut = Trace::parse(std::string(text.substr(0, text.size() - text.size() / part)));
    require(cut.events().size() <= trace.events().size(), "cut off, it has no more events");
  }
}

void check_whole(std::string_view text, const Trace& trace) {
  for (const Event& event : trace.events()) check_event(event);
  check_cut(text, trace);
  std::vector<std::string> events;
  bool complete = false;
  require(read_lines(text, events, complete).empty(), "line by line it is read as well");
  require(complete == trace.complete(), "to the same end");
  require(events.size() == trace.events().size(), "with as many events");
  for (std::size_t i = 0; i < events.size(); ++i) {
    require(events[i] == written(trace.events()[i]), "that say the same");
  }
}

void check_refused(std::string_view text, const Error& error) {
  require(error.line() >= 1 && error.line() <= lines_of(text).size(), "the line is there");
  require(error.column() >= 1 && error.column() <= text.size() + 1, "so is the column");
  std::vector<std::string> events;
  bool complete = false;
  require(read_lines(text, events, complete) == error.what(),
          "line by line it is refused for the same reason");
}

std::variant<Trace, Error> parsed(std::string_view text) {
  try {
    return Trace::parse(std::string(text), "t");
  } catch (const Error& error) {
    return error;
  }
}

void check(std::string_view text) {
  const auto result = parsed(text);
  if (const auto* const trace = std::get_if<Trace>(&result)) {
    check_whole(text, *trace);
  } else {
    check_refused(text, std::get<Error>(result));
  }
}

}  // namespace
}  // namespace eyewall::read

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text = eyewall::fuzz::view(data, size);
  eyewall::read::check(text);
  return 0;
}
