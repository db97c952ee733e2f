// A new exercise: files with TODOs, which `eyewall exercise lint` then asks for one by one.
//
// For: `eyewall exercise new`. Threads: pure functions. Errors: Error: a bad name, or a file that
// is there already. Source: ours.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "exercise/catalog.h"

namespace eyewall::exercise {

/// Writes check file, stub, solution and a known wrong answer below LESSONS/LESSON; their paths.
std::vector<std::filesystem::path> scaffold(const std::filesystem::path& lessons,
                                            const std::string& lesson, const std::string& name,
                                            const Catalog& catalog);

}  // namespace eyewall::exercise
