// require(): a property that must hold for every input. Its exception stops libFuzzer, and fails a
// test.
#pragma once

#include <cstdint>
#include <stdexcept>
#include <string_view>

namespace eyewall::fuzz {

inline void require(bool holds, const char* property) {
  if (!holds) throw std::logic_error(property);
}

inline std::string_view view(const std::uint8_t* data, std::size_t size) {
  return {reinterpret_cast<const char*>(data), size};
}

}  // namespace eyewall::fuzz
