#include "cli/exercise_watcher.h"

#include <poll.h>

#include <algorithm>
#include <array>
#include <csignal>

#include "cli/cli.h"
#include "exercise/crew.h"
#include "explain/text.h"

namespace eyewall::cli {
namespace {

// Saves that follow each other within this are one.
constexpr std::chrono::milliseconds kSettled{40};

}  // namespace

Watcher::Watcher(exercise::Catalog catalog, exercise::Folder folder, exercise::Workshop workshop)
    : catalog_(std::move(catalog)),
      folder_(std::move(folder)),
      workshop_(std::move(workshop)),
      standings_(folder_.progress().read()) {
  const exercise::Exercise* const next = exercise::next_exercise(catalog_, standings_);
  const auto& all = catalog_.exercises();
  open(next == nullptr ? 0 : static_cast<std::size_t>(next - all.data()));
  if (next == nullptr) message_ = "All exercises are solved.";
}

int Watcher::run() {
  while (!quit_ && ended_by_ == 0) {
    draw();
    wait();
  }
  background_.stop();
  return ended_by_;
}

void Watcher::wait() {
  std::array<pollfd, 4> all = {pollfd{terminal_.keys(), POLLIN, 0},
                               pollfd{terminal_.signals(), POLLIN, 0},
                               pollfd{file_.fd(), POLLIN, 0}, pollfd{background_.fd(), POLLIN, 0}};
  int timeout = -1;
  if (saved_) {
    const auto left =
        std::chrono::ceil<std::chrono::milliseconds>(*saved_ + kSettled - Clock::now());
    timeout = static_cast<int>(std::max<std::int64_t>(0, left.count()));
  }
  ::poll(all.data(), all.size(), timeout);
  if (all[1].revents != 0) {
    for (const int signal : terminal_.read_signals()) on_signal(signal);
  }
  if (all[2].revents != 0 && file_.changed()) on_saved();
  if (all[3].revents != 0) on_background();
  if (all[0].revents != 0) {
    for (const char key : terminal_.read_keys()) on_key(key);
  }
  if (saved_ && Clock::now() >= *saved_ + kSettled) judge();
}

void Watcher::on_signal(int signal) {
  if (signal == SIGWINCH) return;  // it is drawn again anyway
  if (signal == SIGTSTP) return terminal_.suspend();
  if (signal == SIGCONT) return terminal_.take();
  ended_by_ = signal;
}

// What is under way is of an older file: it is ended at once, and another begun soon.
void Watcher::on_saved() {
  background_.stop();
  all_ = false;
  saved_ = Clock::now();
  working_.made.reset();
  working_.error.clear();
}

void Watcher::on_background() {
  try {
    if (!background_.finish()) return;
    working_.made = std::move(result_);
    message_ = all_ ? "All are checked." : message_;
  } catch (const std::exception& error) {
    working_.error = error.what();
  }
  standings_ = folder_.progress().read();
  working_.unlocked = standings_[current().id()].unlocked;
  if (!all_) return;
  all_ = false;
  list(at_);
}

void Watcher::open(std::size_t index) {
  background_.stop();
  at_ = index;
  top_ = 0;
  mode_ = Mode::working;
  working_ = {};
  working_.exercise = &current();
  const exercise::Place place = folder_.place(current());
  working_.file = exercise::Folder::typed(folder_.root() / place.source.file);
  working_.trace = exercise::Folder::typed(place.trace);
  working_.unlocked = standings_[current().id()].unlocked;
  file_.look_at(folder_.root() / place.source.file);
  judge();
}

void Watcher::go_on(std::size_t index, bool there) {
  if (there) return open(index);
  const bool all = exercise::next_exercise(catalog_, standings_) == nullptr;
  message_ = index == 0 ? "This is the first exercise." : "This is the last exercise.";
  if (all) message_ += " All are solved.";
}

void Watcher::judge() {
  saved_.reset();
  all_ = false;
  top_ = 0;
  working_.made.reset();
  working_.error.clear();
  const exercise::Exercise* const exercise = &current();
  background_.start([this, exercise](const exercise::Stop& stop) {
    result_ = folder_.attempt(workshop_, *exercise, exercise::limits_for(workshop_), stop);
  });
}

void Watcher::check_all() {
  background_.stop();
  all_ = true;
  checked_ = 0;
  background_.start([this](const exercise::Stop& stop) {
    exercise::in_parallel(
        catalog_.exercises().size(), 0, stop,
        [&](std::size_t i) {
          const exercise::Exercise& each = catalog_.exercises()[i];
          exercise::Attempt made =
              folder_.attempt(workshop_, each, exercise::limits_for(workshop_), stop);
          if (i == at_) result_ = std::move(made);
        },
        [this](std::size_t done) {
          checked_ = done;
          background_.nudge();
        });
  });
}

Page Watcher::body(std::size_t columns) const {
  if (mode_ == Mode::list) return list_page(catalog_.exercises(), standings_, marked_);
  if (mode_ == Mode::text) return text_;
  return working_page(working_, columns);
}

std::string Watcher::keys() const {
  if (mode_ == Mode::reset) return "y put it back  any other key: leave it";
  if (mode_ == Mode::list) return "n, p move  Enter go there  l back  q quit";
  if (mode_ == Mode::text) return "any key: back  q quit";
  return std::string("n next  p previous  h hint  l list  c check all  r run  x reset  o edit  ") +
         "t see the run  " + (working_.unlocked ? "s solution  " : "") + "q quit";
}

void Watcher::draw() {
  const std::size_t columns = std::max<std::size_t>(terminal_.columns(), 20);
  const auto& all = catalog_.exercises();
  const auto solved = static_cast<std::size_t>(std::count_if(
      all.begin(), all.end(), [&](const auto& each) { return standings_[each.id()].solved; }));
  const Page head = {{progress_bar(solved, all.size(), columns), PageStyle::plain}, {}};
  std::string said = message_.empty() && mode_ == Mode::working ? outcome(working_) : message_;
  if (all_)
    said = "Checking all: " + std::to_string(checked_) + " of " + std::to_string(all.size());
  if (mode_ == Mode::reset)
    said = "Put " + working_.file + " back as it was? What you wrote is kept in .eyewall/backup.";
  const Page foot = {{said, PageStyle::strong}, {keys(), PageStyle::plain}};
  terminal_.show(screen_page(folded(head, columns), folded(body(columns), columns),
                             folded(foot, columns), terminal_.rows(), top_));
}

}  // namespace eyewall::cli
