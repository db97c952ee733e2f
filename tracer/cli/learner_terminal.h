// The terminal in watch mode: keys one by one, a page that fills the screen, signals as events.
//
// What: takes the terminal (no echo, keys at once, the alternate screen) and gives it back on
//   every way out: its end, an exception, a signal, a stop by Ctrl-Z, a child that wants it.
// How to use it: poll keys() and signals(); show() a page; give_back() and take() around a child.
// For: exercise_watch.cc. Threads: the main one, made before any other is started: other threads
//   inherit that signals are blocked. One object at a time. Ownership: owns the terminal's state.
// Errors: Problem where standard input or output is no terminal.
// Source: ours; the sequences are ECMA-48's, and xterm's 1049.
#pragma once

#include <signal.h>
#include <termios.h>

#include <string>
#include <vector>

namespace eyewall::cli {

enum class PageStyle : unsigned char { plain, strong, good, bad, faint };

/// No style is all that says something: without colours the text is enough.
struct PageLine {
  std::string text;
  PageStyle style = PageStyle::plain;
};

/// Keys that are no character.
inline constexpr char kKeyUp = '\x01';
inline constexpr char kKeyDown = '\x02';
inline constexpr char kKeyEscape = '\x1b';
inline constexpr char kKeyEnd = '\x04';  // no more will come

class LearnerTerminal {
 public:
  LearnerTerminal();
  LearnerTerminal(const LearnerTerminal&) = delete;
  LearnerTerminal& operator=(const LearnerTerminal&) = delete;
  ~LearnerTerminal();

  int keys() const;
  int signals() const { return signals_; }
  /// The keys that have come; kKeyEnd when the terminal is gone.
  std::string read_keys();
  /// The signals that have come: to end, SIGTSTP, SIGWINCH, SIGCONT.
  std::vector<int> read_signals();

  std::size_t columns() const;
  std::size_t rows() const;
  /// Shows these lines and nothing else; what is wider or longer than the screen is cut.
  void show(const std::vector<PageLine>& lines);

  /// As the terminal and the signals were.
  void give_back();
  void take();
  /// Stops this process as Ctrl-Z does, and comes back when it goes on.
  void suspend();

 private:
  void write(std::string_view text);
  void block_signals();

  termios before_{};
  sigset_t mask_before_{};
  int signals_ = -1;
  bool taken_ = false;
  bool colours_ = false;
};

/// Lines of at most that many columns, broken where they are wider; none can steer the terminal.
std::vector<PageLine> folded(const std::vector<PageLine>& lines, std::size_t columns);

}  // namespace eyewall::cli
