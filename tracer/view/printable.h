// Text that comes from a trace, a source file or a note, made fit for a terminal as it stands.
//
// What: tabs become spaces, other control characters a question mark: no text can steer the
//   terminal, and quotes stay quotes (explain::plain escapes them, as the values of fields are).
// For: the answers of the players. Threads: pure function. Source: ours.
#pragma once

#include <string>
#include <string_view>

namespace eyewall::view {

std::string printable(std::string_view text);

}  // namespace eyewall::view
