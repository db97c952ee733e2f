#include "explain/narrate.h"

#include <algorithm>
#include <cstdio>
#include <string_view>

#include "explain/catalogue.h"
#include "explain/text.h"

namespace eyewall::explain {
namespace {

std::string unknown(const read::Event& event) {
  std::string text = read::printable(event.kind_name);
  for (const read::Value& value : event.values) {
    text.append(" ").append(read::printable(value.name())).append("=").append(read::display(value));
  }
  return text;
}

}  // namespace

std::string sentence(const read::Event& event) {
  return event.kind ? fill(sentence_of(*event.kind), event) : unknown(event);
}

std::string milliseconds(std::int64_t ns) {
  char text[40];
  std::snprintf(text, sizeof text, "%.3f ms", static_cast<double>(ns) / 1e6);
  return text;
}

std::string indentation(unsigned depth) {
  constexpr unsigned kDeepest = 20;
  return std::string(std::min(depth, kDeepest) * 2, ' ');
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
  std::string text = front + indentation(depth) + sentence(event);
  if (event.thread != 0)
    text += "  " + said(Phrase::thread, {{"thread", std::to_string(event.thread)}});
  if (const std::string at = site(event); !at.empty()) text += "  [" + at + "]";
  return text;
}

}  // namespace eyewall::explain
