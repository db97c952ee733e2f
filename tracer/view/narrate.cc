#include "view/narrate.h"

#include <algorithm>
#include <cstdio>
#include <string_view>

namespace eyewall::view {
namespace {

constexpr unsigned kDeepest = 20;  // steps of indentation that are shown

std::string plain(const read::Event& event) {
  std::string text = read::printable(event.kind_name);
  for (const read::Value& value : event.values) {
    text.append(" ").append(read::printable(value.name())).append("=").append(read::display(value));
  }
  return text;
}

const read::Value* find(const read::Event& event, std::string_view name) {
  const auto& values = event.values;
  const auto found = std::find_if(values.begin(), values.end(),
                                  [&](const read::Value& value) { return value.name() == name; });
  return found == values.end() ? nullptr : &*found;
}

// Puts a missing value into `text`, which ends just before it; the sentence goes on with `rest`.
void put_missing(std::string& text, std::string_view& rest) {
  if (text.ends_with(" (") && rest.starts_with(')')) {
    text.resize(text.size() - 2);
    rest.remove_prefix(1);
  } else {
    text += '?';
  }
}

}  // namespace

std::string sentence(const read::Event& event) {
  if (!event.kind) return plain(event);
  std::string text;
  std::string_view rest = trace::info(*event.kind).sentence;
  while (!rest.empty()) {
    const std::size_t open = std::min(rest.find('{'), rest.size());
    const std::size_t close = rest.find('}', open);
    text += rest.substr(0, open);
    if (close == std::string_view::npos) break;
    const std::string_view name = rest.substr(open + 1, close - open - 1);
    rest.remove_prefix(close + 1);
    if (const read::Value* value = find(event, name)) {
      text += read::display(*value);
    } else {
      put_missing(text, rest);
    }
  }
  return text;
}

std::string milliseconds(std::int64_t ns) {
  char text[40];
  std::snprintf(text, sizeof text, "%.3f ms", static_cast<double>(ns) / 1e6);
  return text;
}

std::string site(const read::Event& event) {
  if (event.file.empty()) return {};
  // A file's name is from the trace: shown as text is, so that it cannot steer the terminal.
  return read::printable(event.file) + ':' + std::to_string(event.line);
}

std::string line(const read::Event& event, unsigned depth) {
  char front[48];
  std::snprintf(front, sizeof front, "%5llu %10.3f ms  ",
                static_cast<unsigned long long>(event.seq), static_cast<double>(event.t) / 1e6);
  std::string text = front + std::string(std::min(depth, kDeepest) * 2, ' ') + sentence(event);
  if (event.thread != 0) text += "  thread " + std::to_string(event.thread);
  if (const std::string at = site(event); !at.empty()) text += "  [" + at + "]";
  return text;
}

}  // namespace eyewall::view
