// eyewall exercise, without a word more; and what each of its keys does.
#include "cli/exercise_watch.h"

#include <csignal>
#include <cstdlib>

#include "cli/exercise_watcher.h"
#include "cli/spawn.h"
#include "exercise/files.h"
#include "exercise/story.h"

namespace eyewall::cli {

void Watcher::on_key(char key) {
  message_.clear();
  if (key == kKeyEnd || (key == 'q' && mode_ != Mode::reset)) {
    quit_ = true;
    return;
  }
  if (mode_ == Mode::list) return on_list_key(key);
  if (mode_ == Mode::reset) return on_reset_key(key);
  if (scrolled(key)) return;
  if (mode_ == Mode::text) {
    mode_ = Mode::working;
    top_ = 0;
    return;
  }
  on_working_key(key);
}

bool Watcher::scrolled(char key) {
  const std::size_t page = std::max<std::size_t>(terminal_.rows(), 12) - 8;
  if (key == ' ') top_ += page;  // too far is set back when it is drawn
  if (key == kKeyDown) ++top_;
  if (key == kKeyUp && top_ != 0) --top_;
  return key == ' ' || key == kKeyDown || key == kKeyUp;
}

void Watcher::on_working_key(char key) {
  switch (key) {
    case 'n':
      return go_on(at_ + 1, at_ + 1 < catalog_.exercises().size());
    case 'p':
      return go_on(at_ == 0 ? 0 : at_ - 1, at_ != 0);
    case 'h':
      return hint();
    case 'l':
      return list(at_);
    case 'c':
      return check_all();
    case 'r':
      return judge();
    case 'x':
      mode_ = Mode::reset;
      return;
    case 'o':
      return edit();
    case 't':
      return replay();
    case 's':
      return show_solution();
    default:
      return;
  }
}

// The list, with this one marked, and seen.
void Watcher::list(std::size_t marked) {
  const std::size_t page = std::max<std::size_t>(terminal_.rows(), 12) - 8;
  mode_ = Mode::list;
  marked_ = marked;
  top_ = marked < page / 2 ? 0 : marked - page / 2;
}

void Watcher::on_list_key(char key) {
  const std::size_t count = catalog_.exercises().size();
  std::size_t marked = marked_;
  if ((key == 'n' || key == 'j' || key == kKeyDown) && marked + 1 < count) ++marked;
  if ((key == 'p' || key == 'k' || key == kKeyUp) && marked != 0) --marked;
  list(marked);
  if (key == '\n' || key == '\r') return open(marked_);
  if (key != 'l' && key != kKeyEscape) return;
  mode_ = Mode::working;
  top_ = 0;
}

void Watcher::on_reset_key(char key) {
  mode_ = Mode::working;
  if (key != 'y' && key != 'Y') {
    message_ = "It is as you left it.";
    return;
  }
  background_.stop();
  const std::filesystem::path kept = folder_.reset(current());
  standings_ = folder_.progress().read();
  working_.hints = 0;
  message_ = "It is as it was.";
  if (!kept.empty()) message_ += " Yours is kept: " + exercise::Folder::typed(kept);
  judge();
  file_.changed();  // that was this
}

void Watcher::hint() {
  working_.hints = folder_.next_hint(current());
  top_ = static_cast<std::size_t>(-1) / 2;  // the end, where hints are
  if (working_.hints == current().hints.size()) message_ = "That is the last hint.";
}

void Watcher::show_solution() {
  if (!working_.unlocked) {
    message_ = "The solution opens when yours is right. h says where to look.";
    return;
  }
  text_ = {{"The house's solution:", PageStyle::strong}, {}};
  const std::string text = exercise::contents(current().solution);
  for (std::size_t from = 0; from < text.size();) {
    const std::size_t end = std::min(text.find('\n', from), text.size());
    text_.push_back({text.substr(from, end - from), PageStyle::plain});
    from = end + 1;
  }
  mode_ = Mode::text;
  top_ = 0;
}

// While the terminal is another's, nothing runs here: run_child waits for its own child alone.
void Watcher::give_terminal_to(const std::vector<std::string>& words) {
  const bool under_way = background_.running();
  background_.stop();
  terminal_.give_back();
  try {
    const Ending ending = run_child(words);
    if (ending.failed()) message_ = "It " + to_string(ending) + ".";
  } catch (const Problem& problem) {
    message_ = problem.what();
  }
  terminal_.take();
  if (under_way) judge();
}

void Watcher::edit() {
  const char* editor = std::getenv("VISUAL");
  if (editor == nullptr || *editor == '\0') editor = std::getenv("EDITOR");
  if (editor == nullptr || *editor == '\0') {
    message_ = "EDITOR is not set. Set it (export EDITOR=nano), or open the file by yourself.";
    return;
  }
  const std::string file = folder_.root() / current().file();
  // The shell takes apart an editor with options, as git does.
  give_terminal_to({"/bin/sh", "-c", std::string(editor) + " \"$@\"", editor, file});
}

void Watcher::replay() {
  const std::string trace = folder_.place(current()).trace;
  std::error_code none;
  if (!working_.made || !std::filesystem::exists(trace, none)) {
    message_ = "There is no run to be seen yet.";
    return;
  }
  std::vector<std::string> words = {std::filesystem::read_symlink("/proc/self/exe"), "replay",
                                    trace};
  const trace::Seq at = exercise::differs_at(*working_.made, false);
  if (at != 0) words.insert(words.end(), {"--at", std::to_string(at)});
  give_terminal_to(words);
}

int watch(const ExercisePlaces& places) {
  exercise::Catalog catalog = exercise_catalog(places);
  if (catalog.exercises().empty()) throw Problem("there are no exercises");
  exercise::Folder folder = exercise_folder(places);
  exercise::Workshop workshop = exercise_workshop();
  int ended_by = 0;
  {
    Watcher watcher(std::move(catalog), std::move(folder), std::move(workshop));
    ended_by = watcher.run();
  }
  if (ended_by != 0) ::raise(ended_by);
  return kYes;
}

}  // namespace eyewall::cli
