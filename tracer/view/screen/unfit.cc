// Whether there is a terminal that can show a full screen.
#include <unistd.h>

#include <cstdlib>

#include "read/event.h"
#include "screen/terminal.h"

// Last, for term.h makes macros of common words.
#define NCURSES_NOMACROS
#include <curses.h>
#include <term.h>

namespace eyewall::screen {

std::string unfit() {
  if (::isatty(STDIN_FILENO) == 0 || ::isatty(STDOUT_FILENO) == 0) return "this is no terminal";
  const char* const term = std::getenv("TERM");
  if (term == nullptr || *term == '\0') return "TERM is not set";
  const std::string name = "the terminal " + read::printable(term);
  int error = 0;
  if (::setupterm(nullptr, STDOUT_FILENO, &error) != OK) return name + " is not known here";
  const bool moves = ::tigetstr("cup") != nullptr;
  ::del_curterm(::cur_term);
  return moves ? "" : name + " has no way to place its cursor";
}

}  // namespace eyewall::screen
