#include "cli/line_editor.h"

#include <sys/time.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <iostream>

#include "cli/cli.h"
#include "view/locale.h"

namespace eyewall::cli {
namespace {

constexpr int kRemembered = 1000;  // lines of history
constexpr std::size_t kListColumns = 78;

constexpr suseconds_t kAgain = 10'000;  // microseconds

volatile std::sig_atomic_t reading = 0;

// Sends SIGALRM every kAgain microseconds, which ends a wait for a key; 0: no more.
void set_alarm(suseconds_t every) {
  const itimerval timer{{0, every}, {0, every}};
  ::setitimer(ITIMER_REAL, &timer, nullptr);
}

// While a line is read: interrupt() works.
class Reading {
 public:
  Reading() {
    struct sigaction action = {};
    action.sa_handler = [](int) {};  // that it came is all
    ::sigaction(SIGALRM, &action, &before_);
    reading = 1;
  }
  ~Reading() {
    reading = 0;
    set_alarm(0);
    ::sigaction(SIGALRM, &before_, nullptr);
  }
  Reading(const Reading&) = delete;
  Reading& operator=(const Reading&) = delete;

 private:
  struct sigaction before_ = {};
};

LineEditor* owner(EditLine* editor) {
  void* data = nullptr;
  el_get(editor, EL_CLIENTDATA, &data);
  return static_cast<LineEditor*>(data);
}

}  // namespace

LineEditor::LineEditor(std::function<view::Completion(std::string_view line)> complete)
    : complete_(std::move(complete)),
      history_(history_init(), history_end),
      editor_(nullptr, el_end) {
  view::take_locale();  // or it takes no letters but those of ASCII
  editor_.reset(el_init("eyewall", stdin, stdout, stderr));
  if (history_ == nullptr || editor_ == nullptr) throw Problem("the terminal cannot be edited on");
  HistEvent event;
  history(history_.get(), &event, H_SETSIZE, kRemembered);
  history(history_.get(), &event, H_SETUNIQUE, 1);
  bind();
}

void LineEditor::bind() {
  EditLine* const editor = editor_.get();
  el_set(editor, EL_CLIENTDATA, this);
  el_set(editor, EL_PROMPT, prompt_of);
  el_set(editor, EL_SIGNAL, 1);  // a resize, Ctrl-Z and a kill leave the terminal as it was
  el_set(editor, EL_EDITOR, "emacs");
  el_set(editor, EL_HIST, history, history_.get());
  el_source(editor, nullptr);  // ~/.editrc
  el_set(editor, EL_ADDFN, "eyewall-complete", "complete the word", on_tab);
  el_set(editor, EL_BIND, "^I", "eyewall-complete", nullptr);
  el_set(editor, EL_BIND, "^R", "em-inc-search-prev", nullptr);
}

std::optional<std::string> LineEditor::read(const std::string& prompt) {
  prompt_ = prompt;
  int count = 0;
  const char* text = nullptr;
  bool interrupted = true;
  while (interrupted) {
    const Reading here;
    // el_gets would show the prompt first: to a key in between, the terminal's own line editing
    // would answer, and lose a Ctrl-D.
    el_set(editor_.get(), EL_PREP_TERM, 1);
    errno = 0;
    text = el_gets(editor_.get(), &count);
    interrupted = text == nullptr && errno == EINTR;
    if (interrupted) std::cout << "^C\n" << std::flush;
  }
  if (text == nullptr || count <= 0) return std::nullopt;
  std::string line(text, static_cast<std::size_t>(count));
  while (line.ends_with('\n') || line.ends_with('\r')) line.pop_back();
  if (line.find_first_not_of(" \t") != line.npos) {
    HistEvent event;
    history(history_.get(), &event, H_ENTER, line.c_str());
  }
  return line;
}

void LineEditor::interrupt() {
  if (reading != 0) set_alarm(kAgain);
}

char* LineEditor::prompt_of(EditLine* editor) {
  return owner(editor)->prompt_.data();
}

unsigned char LineEditor::on_tab(EditLine* editor, int) {
  const LineInfo* const line = el_line(editor);
  return owner(editor)->go_on(
      {line->buffer, static_cast<std::size_t>(line->cursor - line->buffer)});
}

// Types what has no choice; shows the choice where there is one.
unsigned char LineEditor::go_on(std::string_view line) {
  const view::Completion completion = complete_(line);
  if (completion.words.empty()) return CC_REFRESH_BEEP;
  std::string more = view::common_beginning(completion.words).substr(line.size() - completion.from);
  if (completion.words.size() == 1) more += ' ';
  if (more.empty()) {
    list(completion.words);
    return CC_REDISPLAY;
  }
  return el_insertstr(editor_.get(), more.c_str()) == 0 ? CC_REFRESH : CC_ERROR;
}

void LineEditor::list(const std::vector<std::string>& words) {
  std::size_t width = 0;
  for (const std::string& word : words) width = std::max(width, word.size() + 2);
  const std::size_t columns = std::max<std::size_t>(1, kListColumns / width);
  for (std::size_t i = 0; i < words.size(); ++i) {
    std::cout << (i % columns == 0 ? "\n" : "") << words[i];
    if ((i + 1) % columns != 0) std::cout << std::string(width - words[i].size(), ' ');
  }
  std::cout << '\n' << std::flush;
}

}  // namespace eyewall::cli
