// A word to the user on standard error, from a program that is being traced.
//
// Threads: any. Errors: none; a message that cannot be written is lost.
// Source: ours. Written straight to descriptor 2, for the reason given in file_window.h.
#pragma once

#include <string_view>

namespace eyewall::record {

/// Writes "eyewall: TEXT" and a newline.
void tell(std::string_view text);

}  // namespace eyewall::record
