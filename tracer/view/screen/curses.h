// ncurses, begun and ended.
//
// What: the terminal in full-screen mode while one of these lives: pictures out, keys in.
// For: terminal.cc; only curses.cc includes ncurses. Threads: the main one, one at a time.
// Source: ours over ncurses.
#pragma once

#include <optional>

#include "screen/app.h"

namespace eyewall::screen {

class Curses {
 public:
  /// Takes the terminal. Throws std::runtime_error where ncurses cannot.
  Curses();
  ~Curses();
  Curses(const Curses&) = delete;
  Curses& operator=(const Curses&) = delete;

  Size size() const;
  void draw(const Picture& picture);
  /// A key that is there already; nothing: none is.
  std::optional<Key> key();

  /// Gives the terminal back for a while, and takes it again.
  void leave();
  void enter();
  /// What is on the screen is not known: the next draw() draws all of it.
  void forget();

 private:
  void style(Style style);

  bool utf8_ = false;
  bool colours_ = false;
};

}  // namespace eyewall::screen
