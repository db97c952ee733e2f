// The names that a pattern may use, and what was meant by one that it may not.
//
// What: kinds, the fields that they carry, source files, values that are no texts.
// For: PatternParser. Threads: pure functions.
// Errors: PatternError.
// Source: ours; the names are those of kinds.def and fields.def.
#pragma once

#include <bitset>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "trace/kind.h"

namespace eyewall::explain {

/// Every kind's name, or those that begin so.
std::vector<std::string_view> names_of_kinds(std::string_view beginning = {});
/// A hint for a kind that is none: the nearest, those of its family, or the families.
std::string kinds_like(std::string_view word);
/// The fields that events of these kinds may carry, each once.
std::vector<std::string_view> fields_of(const std::bitset<256>& kinds);
/// Whether a name that is no kind is meant as a source file.
bool looks_like_a_file(std::string_view name);
/// A value of a field of that type, which is no text.
std::int64_t pattern_number(std::string_view word, trace::FieldType type);

}  // namespace eyewall::explain
