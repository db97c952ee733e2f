// The full-screen player on a terminal: all that knows ncurses.
//
// What: shows an App's pictures, brings it keys, keeps its time; leaves the terminal as it was,
//   whatever ends the player.
// For: the command `eyewall replay`. Threads: the main one.
// Source: ours over ncurses.
#pragma once

#include <string>

#include "screen/app.h"

namespace eyewall::screen {

/// Why standard input and output are no terminal that a full-screen player can use; empty: they
/// are.
std::string unfit();

/// Shows the App until it is over. A signal that would have ended the process ends it, after the
/// terminal is as it was. `navigator` is the App's: what takes long in it can be interrupted.
void run(App& app, view::Navigator& navigator);

}  // namespace eyewall::screen
