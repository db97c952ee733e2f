// What watch mode shows: lines, made from what is known.
//
// For: exercise_watch.cc. Threads: pure functions. Source: ours.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cli/learner_terminal.h"
#include "exercise/attempt.h"
#include "exercise/progress.h"

namespace eyewall::cli {

using Page = std::vector<PageLine>;

/// What there is to say of the exercise that is being worked at.
struct Working {
  const exercise::Exercise* exercise = nullptr;
  std::string file;                       // as one types it
  std::string trace;                      // likewise
  std::optional<exercise::Attempt> made;  // nothing: it is under way
  std::string error;                      // what kept it from being judged
  std::size_t hints = 0;                  // that are shown
  bool unlocked = false;                  // its solution
};

/// "[#####-----------] 4 of 25 solved"
std::string progress_bar(std::size_t solved, std::size_t all, std::size_t columns);

/// The exercise: its task, what came of it, hints.
Page working_page(const Working& working, std::size_t columns);

/// What came of it, in a line: "Not yet: 1 of 2 points."; empty while it is under way.
std::string outcome(const Working& working);

/// Every exercise, the marked one pointed at.
Page list_page(const std::vector<exercise::Exercise>& all, const exercise::Standings& standings,
               std::size_t marked);

/// Head, a body that fits or is scrolled, and what is always at the bottom: `rows` lines.
/// `top`, the body's first line to be seen, is set back where it is too far.
Page screen_page(const Page& head, const Page& body, const Page& foot, std::size_t rows,
                 std::size_t& top);

}  // namespace eyewall::cli
