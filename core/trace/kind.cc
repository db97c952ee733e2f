#include "trace/kind.h"

#include <array>
#include <string>
#include <unordered_map>

namespace eyewall::trace {
namespace {

using enum Field;

// `list (a, b, c)`, as the table writes a kind's fields, is a call.
template <class... F>
constexpr std::array<Field, sizeof...(F)> list(F... f) {
  return {f...};
}
#define EYEWALL_KIND(id, name, level, shape, fields, sentence) constexpr auto k_##id = list fields;
#include "trace/kinds.def"
#undef EYEWALL_KIND

constexpr KindInfo kKinds[] = {
#define EYEWALL_KIND(id, name, level, shape, fields, sentence) \
  {name, Level::level, Shape::shape, k_##id, sentence},
#include "trace/kinds.def"
#undef EYEWALL_KIND
};

constexpr FieldInfo kFields[] = {
#define EYEWALL_FIELD(name, type, what) {#name, FieldType::type, what},
#include "trace/fields.def"
#undef EYEWALL_FIELD
};

template <class Enum, class Table>
std::optional<Enum> named(const Table& table, std::string_view name) {
  static const auto index = [&] {
    std::unordered_map<std::string_view, Enum> map;
    std::size_t position = 0;
    for (const auto& entry : table) map.emplace(entry.name, static_cast<Enum>(position++));
    return map;
  }();
  const auto found = index.find(name);
  if (found == index.end()) return std::nullopt;
  return found->second;
}

}  // namespace

std::span<const KindInfo> kinds() {
  return kKinds;
}
std::span<const FieldInfo> fields() {
  return kFields;
}
const KindInfo& info(Kind kind) {
  return kKinds[static_cast<std::size_t>(kind)];
}
const FieldInfo& info(Field field) {
  return kFields[static_cast<std::size_t>(field)];
}
std::optional<Kind> kind_named(std::string_view name) {
  return named<Kind>(kKinds, name);
}
std::optional<Field> field_named(std::string_view name) {
  return named<Field>(kFields, name);
}

std::string_view to_string(Level level) {
  constexpr std::string_view names[] = {"coroutine", "loop", "syscall"};
  return names[static_cast<std::size_t>(level)];
}

std::string_view to_string(Shape shape) {
  constexpr std::string_view names[] = {"point", "begin", "end"};
  return names[static_cast<std::size_t>(shape)];
}

std::string_view to_string(FieldType type) {
  constexpr std::string_view names[] = {"integer", "id",     "string", "bytes",
                                        "boolean", "events", "name"};
  return names[static_cast<std::size_t>(type)];
}

std::optional<Level> level_named(std::string_view name) {
  for (Level level : {Level::coroutine, Level::loop, Level::syscall}) {
    if (name == to_string(level)) return level;
  }
  return std::nullopt;
}

}  // namespace eyewall::trace
