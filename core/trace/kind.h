// The vocabulary of events: kinds, their fields, levels and sentences.
//
// What: typed views of kinds.def and fields.def, the one table of what a trace can say.
// For: the encoder (emit.h), the reader, the reference page, the JSON Schema, the narration.
// Threads: constant data; any thread.
// Source: ours; Tornado has no trace.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace eyewall::trace {

/// Levels of detail, each showing a subset of the next: coroutine < loop < syscall.
enum class Level : std::uint8_t { coroutine, loop, syscall };

/// Whether an event opens a scope (`in` refers to it), closes one, or neither.
enum class Shape : std::uint8_t { point, begin, end };

/// How a field's value is written; fields.def says what each means.
enum class FieldType : std::uint8_t { Int, ObjectId, Str, Bytes, Bool, Mask, Who };

enum class Kind : std::uint8_t {
#define EYEWALL_KIND(id, name, level, shape, fields, sentence) id,
#include "trace/kinds.def"
#undef EYEWALL_KIND
};

enum class Field : std::uint8_t {
#define EYEWALL_FIELD(name, type, what) name,
#include "trace/fields.def"
#undef EYEWALL_FIELD
};

struct FieldInfo {
  std::string_view name;  // the JSON key
  FieldType type;
  std::string_view what;  // one line for the reference
};

struct KindInfo {
  std::string_view name;  // "poll.event"
  Level level;
  Shape shape;
  std::span<const Field> fields;  // the fields it may carry, in order
  std::string_view sentence;      // "{field}" stands for a value
};

/// Every kind, in the table's order.
std::span<const KindInfo> kinds();
/// Every field, in the table's order.
std::span<const FieldInfo> fields();

const KindInfo& info(Kind kind);
const FieldInfo& info(Field field);

/// The kind of that name; nothing when there is none.
std::optional<Kind> kind_named(std::string_view name);
/// The field of that name; nothing when there is none.
std::optional<Field> field_named(std::string_view name);

std::string_view to_string(Level level);
std::string_view to_string(Shape shape);
std::string_view to_string(FieldType type);
/// "coroutine", "loop" or "syscall"; nothing for any other word.
std::optional<Level> level_named(std::string_view name);

/// The JSON text in front of a kind's or a field's value, for the encoder.
namespace text {
inline constexpr std::string_view kKind[] = {
#define EYEWALL_KIND(id, name, level, shape, fields, sentence) ",\"kind\":\"" name "\"",
#include "trace/kinds.def"
#undef EYEWALL_KIND
};
inline constexpr std::string_view kField[] = {
#define EYEWALL_FIELD(name, type, what) ",\"" #name "\":",
#include "trace/fields.def"
#undef EYEWALL_FIELD
};
}  // namespace text

}  // namespace eyewall::trace
