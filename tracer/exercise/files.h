// Small files, whole.
//
// For: tracer/exercise. Threads: pure functions. Errors: Error, with the system's reason.
// Source: ours.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace eyewall::exercise {

/// Empty where it cannot be read.
std::string contents(const std::filesystem::path& path);

/// Writes a file beside its place and moves it there: it is there whole, or as it was.
void write_whole(const std::filesystem::path& path, std::string_view text);

}  // namespace eyewall::exercise
