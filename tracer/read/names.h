// The names that are known beforehand: keys of an event, kinds.
//
// What: tables that the compiler lays out, so that a name is found by a few comparisons of numbers.
//   A trace of a million events asks for five million names.
// For: EventParser. Threads: constants.
// Source: ours; the names come from core/trace/kinds.def and fields.def.
#pragma once

#include <array>
#include <bit>
#include <cstdint>
#include <iterator>
#include <optional>
#include <string_view>
#include <utility>

#include "trace/kind.h"

namespace eyewall::read {

/// What every event has, or may have, beside the fields of its kind.
enum class Frame : std::uint8_t { seq, t, kind, thread, cause, in, at };

namespace names {

template <std::size_t... I>
constexpr std::uint64_t bytes(const char* at, std::index_sequence<I...>) {
  return ((std::uint64_t{static_cast<unsigned char>(at[I])} << (8 * I)) | ...);
}
/// The next N bytes as a number: one load, as compilers see it.
template <std::size_t N>
constexpr std::uint64_t bytes(const char* at) {
  return bytes(at, std::make_index_sequence<N>());
}

/// Two numbers that are, with its length, the whole of a name of up to 16 bytes.
struct Sign {
  std::uint64_t front = 0;
  std::uint64_t back = 0;
  bool operator==(const Sign&) const = default;
};

constexpr Sign sign(std::string_view name) {
  const std::size_t size = name.size();
  const char* const at = name.data();
  if (size >= 8) return {bytes<8>(at), bytes<8>(at + size - 8)};
  if (size >= 4) return {bytes<4>(at), bytes<4>(at + size - 4)};
  if (size == 0) return {};
  return {bytes<1>(at) | bytes<1>(at + size / 2) << 8, bytes<1>(at + size - 1)};
}

/// From a name to its place in a list; open addressing, at most a quarter full.
template <std::size_t Count>
class Table {
 public:
  consteval explicit Table(const std::array<std::string_view, Count>& list) {
    for (std::size_t i = 0; i < Count; ++i) {
      std::size_t at = place(sign(list[i]), list[i].size());
      while (!slots_[at].name.empty()) at = (at + 1) % kSlots;
      slots_[at] = {sign(list[i]), list[i], i};
    }
  }

  /// Count where there is no such name.
  std::size_t find(std::string_view name) const {
    const Sign wanted = sign(name);
    for (std::size_t at = place(wanted, name.size());; at = (at + 1) % kSlots) {
      const Slot& slot = slots_[at];
      if (slot.name.empty()) return Count;
      if (slot.sign != wanted || slot.name.size() != name.size()) continue;
      if (name.size() <= 16 || slot.name == name) return slot.number;
    }
  }

 private:
  static constexpr std::size_t kSlots = std::bit_ceil(Count * 4);
  struct Slot {
    Sign sign;
    std::string_view name;
    std::size_t number = 0;
  };

  static constexpr std::size_t place(const Sign& sign, std::size_t size) {
    const std::uint64_t mixed = (sign.front ^ sign.back << 7) + size;
    return static_cast<std::size_t>(mixed * 0x9e3779b97f4a7c15U >> 48) % kSlots;
  }

  std::array<Slot, kSlots> slots_{};
};

inline constexpr std::size_t kFrames = 7;  // the first of the keys
inline constexpr auto kKeys = std::to_array<std::string_view>({
    "seq",
    "t",
    "kind",
    "thread",
    "cause",
    "in",
    "at",
#define EYEWALL_FIELD(name, type, what) #name,
#include "trace/fields.def"
#undef EYEWALL_FIELD
});
inline constexpr auto kKinds = std::to_array<std::string_view>({
#define EYEWALL_KIND(id, name, level, shape, fields, sentence) name,
#include "trace/kinds.def"
#undef EYEWALL_KIND
});
inline constexpr Table kKeyTable(kKeys);
inline constexpr Table kKindTable(kKinds);

}  // namespace names
}  // namespace eyewall::read
