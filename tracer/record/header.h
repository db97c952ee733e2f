// The first line of a trace: what ran, when, and how it is recorded.
//
// Threads: the one that starts recording. Source: ours; notes/trace-format.md describes the line.
#pragma once

#include <cstddef>
#include <string>

namespace eyewall::record {

/// File name of the running executable, as it was called.
std::string executable_name();

/// The header, with its newline. `payload`: the limit in bytes.
std::string header_line(const std::string& program, std::size_t payload);

}  // namespace eyewall::record
