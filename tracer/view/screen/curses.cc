#include "screen/curses.h"

#define NCURSES_NOMACROS
#include <curses.h>
#include <langinfo.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <cstdlib>
#include <stdexcept>
#include <string_view>

#include "view/locale.h"

namespace eyewall::screen {
namespace {

struct Rendition {
  attr_t attributes;
  short colour;  // -1: the terminal's own
};

Rendition rendition(Style style) {
  switch (style) {
    case Style::plain:
      return {A_NORMAL, -1};
    case Style::faint:
    case Style::rule:
      return {A_DIM, -1};
    case Style::strong:
    case Style::title:
      return {A_BOLD, -1};
    case Style::focus:
      return {A_BOLD, COLOR_CYAN};
    case Style::acting:
      return {A_REVERSE, -1};
    case Style::changed:
      return {A_BOLD, COLOR_YELLOW};
    case Style::key:
      return {A_BOLD, -1};
    case Style::error:
      return {A_BOLD, COLOR_RED};
    case Style::callback:
      return {A_NORMAL, COLOR_GREEN};
    case Style::handler:
      return {A_NORMAL, COLOR_MAGENTA};
    case Style::poll:
      return {A_NORMAL, COLOR_BLUE};
    case Style::timer:
    case Style::coroutine:
      return {A_NORMAL, COLOR_CYAN};
  }
  return {A_NORMAL, -1};
}

constexpr short kStyles = static_cast<short>(Style::coroutine) + 1;

// NO_COLOR: no-color.org; bold and reverse are no colours.
bool take_colours() {
  const char* no_colour = std::getenv("NO_COLOR");
  if ((no_colour != nullptr && *no_colour != '\0') || !::has_colors()) return false;
  ::start_color();
  ::use_default_colors();
  for (short each = 0; each < kStyles; ++each) {
    ::init_pair(static_cast<short>(each + 1), rendition(static_cast<Style>(each)).colour, -1);
  }
  return true;
}

// What a terminal without UTF-8 shows of a cell.
std::string_view ascii(std::string_view text) {
  if (text.size() <= 1) return text;
  if (text == "─") return "-";
  if (text == "│" || text == "┃") return "|";
  if (text == "├" || text == "┤" || text == "┼") return "+";
  return text == "…" ? "." : "?";
}

Key named(wint_t code) {
  switch (code) {
    case KEY_UP:
      return key::kUp;
    case KEY_DOWN:
      return key::kDown;
    case KEY_LEFT:
      return key::kLeft;
    case KEY_RIGHT:
      return key::kRight;
    case KEY_HOME:
      return key::kHome;
    case KEY_END:
      return key::kEnd;
    case KEY_PPAGE:
      return key::kPageUp;
    case KEY_NPAGE:
      return key::kPageDown;
    case KEY_BTAB:
      return key::kBackTab;
    case KEY_DC:
      return key::kDelete;
    case KEY_BACKSPACE:
      return key::kBackspace;
    case KEY_ENTER:
      return key::kEnter;
    default:
      return key::kUnknown;
  }
}

}  // namespace

Curses::Curses() {
  view::take_locale();
  utf8_ = std::string_view(::nl_langinfo(CODESET)) == "UTF-8";
  ::set_escdelay(25);  // ms; a key's sequence comes at once
  if (::newterm(nullptr, stdout, stdin) == nullptr) {
    throw std::runtime_error("the terminal cannot be used for a full-screen player");
  }
  colours_ = take_colours();
  ::cbreak();
  ::noecho();
  ::nonl();
  ::keypad(stdscr, TRUE);
  ::nodelay(stdscr, TRUE);
}

Curses::~Curses() {
  ::endwin();
}

Size Curses::size() const {
  struct winsize size {};
  if (::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_row > 0 && size.ws_col > 0) {
    if (size.ws_row != LINES || size.ws_col != COLS) ::resizeterm(size.ws_row, size.ws_col);
  }
  return {LINES, COLS};
}

void Curses::style(Style style) {
  const auto pair = static_cast<short>(colours_ ? static_cast<short>(style) + 1 : 0);
  ::attr_set(rendition(style).attributes, pair, nullptr);
}

void Curses::draw(const Picture& picture) {
  const Canvas& canvas = picture.canvas;
  for (int row = 0; row < canvas.size().rows; ++row) {
    ::move(row, 0);
    for (int column = 0; column < canvas.size().columns; ++column) {
      const Cell& cell = canvas.at(row, column);
      style(cell.style);
      const std::string_view text = utf8_ ? std::string_view(cell.text) : ascii(cell.text);
      ::addnstr(text.data(), static_cast<int>(text.size()));
      if (!utf8_ && cell.text.empty()) ::addnstr(" ", 1);
    }
  }
  ::curs_set(picture.cursor_row < 0 ? 0 : 1);
  if (picture.cursor_row >= 0) ::move(picture.cursor_row, picture.cursor_column);
  ::refresh();
}

std::optional<Key> Curses::key() {
  wint_t code = 0;
  const int got = ::get_wch(&code);
  if (got == ERR || (got == KEY_CODE_YES && code == KEY_RESIZE)) return std::nullopt;
  if (got == KEY_CODE_YES) return named(code);
  if (code == '\r') return key::kEnter;
  if (code == '\b') return key::kBackspace;
  return static_cast<Key>(code);
}

void Curses::leave() {
  ::endwin();
}

void Curses::enter() {
  forget();
  ::refresh();
}

void Curses::forget() {
  ::clearok(stdscr, TRUE);
}

}  // namespace eyewall::screen
