#include "cli/learner_terminal.h"

#include <sys/ioctl.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdlib>

#include "cli/cli.h"
#include "explain/text.h"
#include "view/locale.h"
#include "view/printable.h"

namespace eyewall::cli {
namespace {

constexpr std::array kTaken = {SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGTSTP, SIGWINCH, SIGCONT};
constexpr std::string_view kEnter = "\x1b[?1049h\x1b[?25l";
constexpr std::string_view kLeave = "\x1b[0m\x1b[?25h\x1b[?1049l";

std::string variable(const char* name) {
  const char* const value = std::getenv(name);
  return value == nullptr ? "" : value;
}

winsize window_size() {
  winsize size{};
  if (::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_col == 0 || size.ws_row == 0)
    return {24, 80, 0, 0};
  return size;
}

std::string_view sequence_of(PageStyle style, bool colours) {
  switch (style) {
    case PageStyle::strong:
      return "\x1b[1m";
    case PageStyle::faint:
      return "\x1b[2m";
    case PageStyle::good:
      return colours ? "\x1b[32m" : "";
    case PageStyle::bad:
      return colours ? "\x1b[31m" : "";
    case PageStyle::plain:
      break;
  }
  return "";
}

// The key that an escape sequence is, and how long that is.
std::pair<char, std::size_t> escape_key(std::string_view bytes) {
  if (bytes.size() < 3 || (bytes[1] != '[' && bytes[1] != 'O')) return {kKeyEscape, 1};
  std::size_t end = 2;
  while (end < bytes.size() && (bytes[end] < '@' || bytes[end] > '~')) ++end;
  const char last = end < bytes.size() ? bytes[end] : '\0';
  return {last == 'A' ? kKeyUp : last == 'B' ? kKeyDown : '\0', end + 1};
}

}  // namespace

LearnerTerminal::LearnerTerminal() {
  if (::isatty(STDIN_FILENO) == 0 || ::isatty(STDOUT_FILENO) == 0)
    throw Problem(
        "watching needs a terminal; without one: eyewall exercise run, which judges once");
  view::take_locale();
  colours_ = variable("NO_COLOR").empty() && variable("TERM") != "dumb";
  if (::tcgetattr(STDIN_FILENO, &before_) != 0) throw Problem("the terminal cannot be read");
  ::sigprocmask(SIG_BLOCK, nullptr, &mask_before_);
  sigset_t taken;
  ::sigemptyset(&taken);
  for (const int each : kTaken) ::sigaddset(&taken, each);
  signals_ = ::signalfd(-1, &taken, SFD_NONBLOCK | SFD_CLOEXEC);
  if (signals_ < 0) throw Problem("signals cannot be waited for");
  take();
}

LearnerTerminal::~LearnerTerminal() {
  give_back();
  ::close(signals_);
}

int LearnerTerminal::keys() const {
  return STDIN_FILENO;
}

void LearnerTerminal::block_signals() {
  sigset_t taken;
  ::sigemptyset(&taken);
  for (const int each : kTaken) ::sigaddset(&taken, each);
  ::sigprocmask(SIG_BLOCK, &taken, nullptr);
}

void LearnerTerminal::take() {
  block_signals();
  termios raw = before_;
  raw.c_lflag &= ~static_cast<tcflag_t>(ICANON | ECHO);  // ISIG stays: Ctrl-C is a signal
  raw.c_cc[VMIN] = 1;
  raw.c_cc[VTIME] = 0;
  ::tcsetattr(STDIN_FILENO, TCSADRAIN, &raw);
  taken_ = true;
  write(kEnter);
}

void LearnerTerminal::give_back() {
  if (!taken_) return;
  taken_ = false;
  write(kLeave);
  ::tcsetattr(STDIN_FILENO, TCSADRAIN, &before_);
  ::sigprocmask(SIG_SETMASK, &mask_before_, nullptr);
}

void LearnerTerminal::suspend() {
  give_back();
  ::raise(SIGTSTP);
  take();
}

std::string LearnerTerminal::read_keys() {
  std::array<char, 256> bytes;
  const ssize_t size = ::read(STDIN_FILENO, bytes.data(), bytes.size());
  if (size < 0 && (errno == EINTR || errno == EAGAIN)) return {};
  if (size <= 0) return {kKeyEnd};
  std::string_view left(bytes.data(), static_cast<std::size_t>(size));
  std::string keys;
  while (!left.empty()) {
    const auto [key, length] =
        left[0] == '\x1b' ? escape_key(left) : std::pair<char, std::size_t>{left[0], 1};
    const bool control = static_cast<unsigned char>(left[0]) < 0x20 && left[0] != '\x1b';
    if (key != '\0' && (!control || key == '\n' || key == '\r')) keys += key;
    left.remove_prefix(std::min(length, left.size()));
  }
  return keys;
}

std::vector<int> LearnerTerminal::read_signals() {
  std::vector<int> found;
  signalfd_siginfo info{};
  while (::read(signals_, &info, sizeof info) == static_cast<ssize_t>(sizeof info))
    found.push_back(static_cast<int>(info.ssi_signo));
  return found;
}

std::size_t LearnerTerminal::columns() const {
  return window_size().ws_col;
}

std::size_t LearnerTerminal::rows() const {
  return window_size().ws_row;
}

void LearnerTerminal::show(const std::vector<PageLine>& lines) {
  std::string text = "\x1b[H";
  const std::size_t count = std::min(lines.size(), rows());
  for (std::size_t i = 0; i < count; ++i) {
    const std::string_view style = sequence_of(lines[i].style, colours_);
    text.append(style).append(lines[i].text).append(style.empty() ? "" : "\x1b[0m");
    text += i + 1 < count ? "\x1b[K\r\n" : "\x1b[K";
  }
  write(text + "\x1b[J");
}

void LearnerTerminal::write(std::string_view text) {
  while (!text.empty()) {
    const ssize_t written = ::write(STDOUT_FILENO, text.data(), text.size());
    if (written < 0 && errno != EINTR && errno != EAGAIN) return;  // it is gone: keys say so
    if (written > 0) text.remove_prefix(static_cast<std::size_t>(written));
  }
}

std::vector<PageLine> folded(const std::vector<PageLine>& lines, std::size_t columns) {
  std::vector<PageLine> out;
  for (const PageLine& line : lines) {
    const std::string text = view::printable(line.text);
    if (explain::columns_of(text) <= columns) {
      out.push_back({text, line.style});
      continue;
    }
    for (const std::string& part : explain::wrap(text, columns)) out.push_back({part, line.style});
  }
  return out;
}

}  // namespace eyewall::cli
