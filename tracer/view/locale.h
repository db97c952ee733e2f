// The locale of a process that reads and shows text on a terminal.
//
// What: the environment's, for the C library's character set. Where the environment names one that
//   this machine does not have, but says that it is UTF-8, any UTF-8 is better than ASCII.
// For: the two players. Threads: the main one, before others. Source: ours.
#pragma once

namespace eyewall::view {

void take_locale();

}  // namespace eyewall::view
