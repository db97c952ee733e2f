#include "export/markdown_text.h"

#include <algorithm>
#include <array>

#include "explain/catalogue.h"
#include "explain/cells.h"
#include "explain/narrate.h"
#include "explain/text.h"

namespace eyewall::exports {
namespace {

using trace::FieldType;

constexpr std::size_t kFences = 8;          // there are readers that know no fence of a hundred
constexpr std::size_t kPayloadBytes = 160;  // of a payload that are shown

bool plain(char c) {
  return c >= ' ' && c <= '~';
}

// Every character on one line, none that hides.
std::string visible(std::string_view text) {
  if (std::all_of(text.begin(), text.end(), plain)) return std::string(text);
  std::string seen;
  for (const explain::Glyph& glyph : explain::glyphs(text)) seen += glyph.text;
  return seen;
}

// Backticks of the shortest row that the text does not have; 0: it has all that may be used.
std::size_t fence_around(std::string_view text) {
  std::array<bool, kFences + 1> has{};
  for (std::size_t at = text.find('`'); at != std::string_view::npos;) {
    const std::size_t end = std::min(text.find_first_not_of('`', at), text.size());
    if (end - at <= kFences) has[end - at] = true;
    at = text.find('`', end);
  }
  for (std::size_t size = 1; size <= kFences; ++size) {
    if (!has[size]) return size;
  }
  return 0;
}

// Whether a reader would take a space off both ends, or a backtick for a part of the fence.
bool needs_room(std::string_view text) {
  const auto begins = [&](char c) { return text.starts_with(c); };
  const auto ends = [&](char c) { return text.ends_with(c); };
  if (text.find_first_not_of(' ') == std::string_view::npos) return false;
  return begins('`') || ends('`') || (begins(' ') && ends(' '));
}

}  // namespace

std::string markdown_code(std::string_view text) {
  std::string code = visible(text);
  if (code.empty()) return "` `";
  const std::size_t size = fence_around(code);
  if (size == 0) std::replace(code.begin(), code.end(), '`', '\'');
  const std::string fence(std::max<std::size_t>(size, 1), '`');
  return needs_room(code) ? fence + ' ' + code + ' ' + fence : fence + code + fence;
}

std::string markdown_value(const read::Value& value) {
  if (value.known()) {
    const FieldType type = trace::info(value.field()).type;
    if (type == FieldType::Int || type == FieldType::ObjectId) return read::display(value);
  }
  return markdown_code(read::display(value));
}

std::string markdown_words(std::string_view words) {
  constexpr std::string_view kMarks = "\\`*_[]<>&#|~$@";
  std::string escaped;
  bool braces = false;
  for (const char c : words) {
    braces = c == '{' || (braces && c != '}');
    if (!braces && kMarks.find(c) != std::string_view::npos) escaped += '\\';
    escaped += c;
  }
  return escaped;
}

std::string markdown_sentence(const read::Event& event) {
  if (!event.kind) return markdown_code(explain::sentence(event));
  return explain::fill(markdown_words(explain::sentence_of(*event.kind)), event, markdown_value);
}

std::string markdown_payload(const read::Event& event) {
  const std::string_view payload = event.text(trace::Field::data);
  if (payload.empty()) return {};
  const std::string_view shown = payload.substr(0, kPayloadBytes);
  const std::string text = read::display(read::Value::string(trace::Field::data, shown));
  return markdown_code(shown.size() < payload.size() ? text + "..." : text);
}

}  // namespace eyewall::exports
