#include <algorithm>

#include "read/event.h"
#include "trace/encode.h"

namespace eyewall::read {
namespace {

using trace::FieldType;

using Writer = char* (*)(char*, std::string_view);

std::string quoted(Writer write, std::string_view text) {
  std::string out(trace::encode::max_text(text.size()), '\0');
  out.resize(static_cast<std::size_t>(write(out.data(), text) - out.data()));
  return out;
}

// Where the key of `"key":value` ends: the first quote that no backslash hides.
std::size_t key_end(std::string_view pair) {
  std::size_t at = 1;
  while (pair[at] != '"') at += pair[at] == '\\' ? 2 : 1;
  return at;
}

}  // namespace

std::string_view Value::name() const {
  if (known_) return trace::info(field_).name;
  return view().substr(1, key_end(view()) - 1);
}

std::string Value::json() const {
  if (!known_) {
    const std::size_t colon = view().find(':', key_end(view()));
    return std::string(view().substr(view().find_first_not_of(" \t\r", colon + 1)));
  }
  switch (trace::info(field_).type) {
    case FieldType::Int:
    case FieldType::ObjectId:
      return std::to_string(number_);
    case FieldType::Bool:
      return number_ != 0 ? "true" : "false";
    case FieldType::Bytes:
      return quoted(trace::encode::bytes, view());
    case FieldType::Str:
    case FieldType::Who:
      return quoted(trace::encode::text, view());
    case FieldType::Mask:
      break;
  }
  char out[trace::encode::kMaxMask];
  return {out, trace::encode::mask(out, static_cast<std::uint32_t>(number_))};
}

std::string mask_text(std::uint32_t events) {
  char list[trace::encode::kMaxMask];
  std::string text(list, trace::encode::mask(list, events));  // ["READ","HUP"]
  std::erase_if(text, [](char c) { return c == '[' || c == ']' || c == '"'; });
  std::replace(text.begin(), text.end(), ',', '|');
  return text.empty() ? "0" : text;
}

std::string display(const Value& value) {
  if (!value.known()) return value.json();
  const FieldType type = trace::info(value.field()).type;
  if (type == FieldType::Mask) return mask_text(static_cast<std::uint32_t>(value.integer()));
  if (type != FieldType::Str && type != FieldType::Who) return value.json();
  // Escaped as in JSON, so that a name from the network cannot steer the terminal, but without
  // quotes.
  const std::string json = value.json();
  return json.substr(1, json.size() - 2);
}

}  // namespace eyewall::read
