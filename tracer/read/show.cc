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

// JSON text with the controls escaped that JSON lets pass: U+007F to U+009F, in UTF-8.
std::string tame(std::string_view json) {
  std::string out;
  for (std::size_t at = 0; at < json.size(); ++at) {
    const auto byte = static_cast<unsigned char>(json[at]);
    const auto next = static_cast<unsigned char>(at + 1 < json.size() ? json[at + 1] : '\0');
    const bool pair = byte == 0xc2 && next < 0xa0;  // 0xc2 leads U+0080 to U+00BF
    if (!pair && byte != 0x7f) {
      out += json[at];
      continue;
    }
    constexpr char hex[] = "0123456789abcdef";
    const unsigned char code = pair ? next : byte;
    out.append("\\u00").append({hex[code >> 4], hex[code & 15]});
    at += pair ? 1 : 0;
  }
  return out;
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

std::string printable(std::string_view text) {
  const std::string out = quoted(trace::encode::text, text);
  return tame(std::string_view(out).substr(1, out.size() - 2));
}

std::string display(const Value& value) {
  if (!value.known()) return tame(value.json());
  const FieldType type = trace::info(value.field()).type;
  if (type == FieldType::Mask) return mask_text(static_cast<std::uint32_t>(value.integer()));
  return type == FieldType::Str || type == FieldType::Who ? printable(value.text()) : value.json();
}

}  // namespace eyewall::read
