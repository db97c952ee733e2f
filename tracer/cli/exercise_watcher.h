// Watch mode: what is shown, what is under way, and what each key does.
//
// For: exercise_watch.cc. Threads: the main one; what is judged is judged on another.
// Ownership: owns the terminal, the watch, and the work under way. Errors: Problem.
// Source: ours.
#pragma once

#include <atomic>
#include <chrono>

#include "cli/background.h"
#include "cli/exercise.h"
#include "cli/exercise_page.h"
#include "cli/file_watch.h"

namespace eyewall::cli {

class Watcher {
 public:
  Watcher(exercise::Catalog catalog, exercise::Folder folder, exercise::Workshop workshop);

  /// Until q, or a signal that ends it: its number; 0: none.
  int run();

 private:
  enum class Mode : unsigned char { working, list, reset, text };
  using Clock = std::chrono::steady_clock;

  // What comes in.
  void wait();
  void on_signal(int signal);
  void on_key(char key);
  bool scrolled(char key);
  void on_working_key(char key);
  void on_list_key(char key);
  void on_reset_key(char key);
  void on_saved();
  void on_background();

  // What is done.
  void open(std::size_t index);
  void go_on(std::size_t index, bool there);
  void judge();
  void check_all();
  void list(std::size_t marked);
  void hint();
  void show_solution();
  void edit();
  void replay();
  void give_terminal_to(const std::vector<std::string>& words);

  void draw();
  Page body(std::size_t columns) const;
  std::string keys() const;
  const exercise::Exercise& current() const { return catalog_.exercises()[at_]; }

  exercise::Catalog catalog_;
  exercise::Folder folder_;
  exercise::Workshop workshop_;
  exercise::Standings standings_;
  LearnerTerminal terminal_;
  FileWatch file_;

  std::size_t at_ = 0;
  std::size_t marked_ = 0;  // in the list
  std::size_t top_ = 0;     // the first line that is seen
  Mode mode_ = Mode::working;
  Working working_;
  Page text_;  // of Mode::text
  std::string message_;
  std::optional<Clock::time_point> saved_;  // a save that is not judged yet
  bool all_ = false;                        // every exercise is being checked
  std::atomic<std::size_t> checked_ = 0;    // of those
  std::optional<exercise::Attempt> result_;
  int ended_by_ = 0;
  bool quit_ = false;
  Background background_;  // last: what it works on outlives it
};

}  // namespace eyewall::cli
