// What a compiler said, made short.
#include <algorithm>

#include "exercise/workshop.h"
#include "explain/text.h"

namespace eyewall::exercise {
namespace {

constexpr std::size_t kErrorLines = 6;

bool says(std::string_view line, std::string_view what) {
  return line.find(what) != std::string_view::npos;
}

bool is_error(std::string_view line) {
  return says(line, ": error: ") || says(line, "fatal error: ") ||
         says(line, "undefined reference") || says(line, "multiple definition");
}

// A linker's message without the object's path, which is that of a file that is gone.
std::string_view without_object(std::string_view line) {
  const std::size_t object = line.find(".o:");
  return object == std::string_view::npos ? line : line.substr(object + 3);
}

// Whether it is the source that a message is about, and what points into it: "   12 |   foo();"
bool is_source(std::string_view line) {
  return line.starts_with(' ') && says(line, "|");
}

}  // namespace

std::string first_error(const std::string& messages, const std::string& file) {
  const std::vector<std::string_view> lines = explain::split_lines(messages);
  const auto error = std::find_if(lines.begin(), lines.end(), is_error);
  std::string text;
  const auto put = [&text](std::string_view line) { text.append(line) += '\n'; };
  if (error == lines.end()) {
    for (std::size_t i = 0; i < lines.size() && i < kErrorLines; ++i) put(lines[i]);
    return text;
  }
  // An error in a header is told together with the line of the learner's own that leads to it.
  const auto own = [&](std::string_view line) { return line.starts_with(file + ":"); };
  if (!own(*error)) {
    const auto led = std::find_if(lines.begin(), lines.end(), [&](std::string_view line) {
      return own(line) && !says(line, "warning:") && !says(line, "In function");
    });
    if (led != lines.end() && led != error) put(*led);
  }
  put(without_object(*error));
  for (auto line = error + 1; line != lines.end() && line < error + kErrorLines && is_source(*line);
       ++line)
    put(*line);
  return text;
}

}  // namespace eyewall::exercise
