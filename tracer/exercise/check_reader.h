// Reads the checks of a check file.
//
// For: catalog.cc alone. Threads: pure functions. Errors: Error, with file and line.
// Source: ours; notes/exercises.md describes the file.
#pragma once

#include <string>
#include <vector>

#include "exercise/check.h"
#include "exercise/document.h"

namespace eyewall::exercise {

/// The checks in the list at a JSON pointer.
std::vector<Check> read_checks(const Document& document, const std::string& pointer);

}  // namespace eyewall::exercise
