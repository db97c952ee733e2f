#include "cli/exercise_page.h"

#include <algorithm>

#include "cli/exercise.h"
#include "exercise/files.h"
#include "exercise/story.h"
#include "explain/text.h"

namespace eyewall::cli {
namespace {

constexpr std::size_t kWidest = 100;

void put_wrapped(Page& page, const std::string& before, const std::string& text,
                 std::size_t columns, PageStyle style = PageStyle::plain) {
  const std::size_t width = std::max<std::size_t>(columns, before.size() + 20) - before.size();
  std::string lead = before;
  for (const std::string& line : explain::wrap(text, width)) {
    page.push_back({lead + line, style});
    lead = std::string(before.size(), ' ');
  }
}

PageStyle style_of(std::string_view line) {
  if (line.starts_with("  ok ")) return PageStyle::good;
  if (line.starts_with("  FAIL ") || line.find(": error: ") != line.npos) return PageStyle::bad;
  if (line.starts_with("  Solved:") || line.starts_with("  A common mistake:"))
    return PageStyle::strong;
  return PageStyle::plain;
}

// The story without its title, which stands above the task.
void put_story(Page& page, const Working& working, std::size_t columns) {
  exercise::Telling telling;
  telling.width = columns;
  telling.trace = working.trace;
  std::string text = exercise::story(*working.exercise, *working.made, telling);
  const std::size_t title = text.find("\n\n");
  text.erase(0, title == text.npos ? 0 : title + 2);
  for (std::size_t from = 0; from < text.size();) {
    const std::size_t end = std::min(text.find('\n', from), text.size());
    const std::string line = text.substr(from, end - from);
    page.push_back({line, style_of(line)});
    from = end + 1;
  }
}

void put_hints(Page& page, const Working& working, std::size_t columns) {
  const auto& hints = working.exercise->hints;
  if (working.hints == 0) return;
  page.emplace_back();
  for (std::size_t i = 0; i < std::min(working.hints, hints.size()); ++i)
    put_wrapped(page,
                "  Hint " + std::to_string(i + 1) + " of " + std::to_string(hints.size()) + ": ",
                hints[i], columns);
}

const char* state_of(const exercise::Standings& standings, const std::string& id) {
  const auto found = standings.find(id);
  if (found == standings.end() || found->second.runs == 0) return "-";
  return found->second.solved ? "solved" : "begun";
}

}  // namespace

std::string progress_bar(std::size_t solved, std::size_t all, std::size_t columns) {
  const std::string text = "] " + std::to_string(solved) + " of " + std::to_string(all) + " solved";
  const std::size_t width =
      std::min<std::size_t>(columns > text.size() + 5 ? columns - text.size() - 1 : 4, 50);
  const std::size_t full = all == 0 ? 0 : width * solved / all;
  return "[" + std::string(full, '#') + std::string(width - full, '-') + text;
}

Page working_page(const Working& working, std::size_t columns) {
  const std::size_t width = std::min(columns, kWidest);
  const exercise::Exercise& exercise = *working.exercise;
  Page page;
  put_wrapped(page, "", exercise.id() + ": " + exercise.title, width, PageStyle::strong);
  put_wrapped(page, "  ", exercise.task, width);
  put_wrapped(page, "  Your file: ", working.file, width);
  page.emplace_back();
  if (!working.error.empty()) {
    put_wrapped(page, "  ", working.error, width, PageStyle::bad);
  } else if (!working.made) {
    page.push_back({"  Building and running it ...", PageStyle::plain});
  } else {
    put_story(page, working, width);
    if (working.made->solved())
      put_wrapped(page, "  ", "n goes on to the next; s shows the house's solution.", width);
  }
  put_hints(page, working, width);
  return page;
}

std::string outcome(const Working& working) {
  if (!working.error.empty() || !working.made) return {};
  const exercise::Attempt& made = *working.made;
  if (made.stage == exercise::Attempt::Stage::missing) return "There is no such file.";
  if (made.stage == exercise::Attempt::Stage::compiler) return "It does not compile.";
  return (made.solved() ? "Solved: " : "Not yet: ") + points_of(made.earned(), made.points) + ".";
}

Page list_page(const std::vector<exercise::Exercise>& all, const exercise::Standings& standings,
               std::size_t marked) {
  std::size_t longest = 0;
  for (const auto& each : all) longest = std::max(longest, each.id().size());
  Page page;
  for (std::size_t i = 0; i < all.size(); ++i) {
    std::string line = i == marked ? "> " : "  ";
    const std::string state = state_of(standings, all[i].id());
    line += state + std::string(8 - state.size(), ' ') + all[i].id();
    line.append(longest - all[i].id().size() + 2, ' ').append(all[i].title);
    page.push_back({line, i == marked ? PageStyle::strong : PageStyle::plain});
  }
  return page;
}

Page screen_page(const Page& head, const Page& body, const Page& foot, std::size_t rows,
                 std::size_t& top) {
  Page page = head;
  const std::size_t fixed = head.size() + foot.size() + 1;
  const std::size_t height = rows > fixed + 1 ? rows - fixed : 1;
  top = std::min(top, body.size() > height ? body.size() - height : 0);
  for (std::size_t i = 0; i < height; ++i)
    page.push_back(top + i < body.size() ? body[top + i] : PageLine());
  const std::size_t below = body.size() - std::min(body.size(), top + height);
  std::string more;
  if (below != 0)
    more =
        "-- " + std::to_string(below) + (below == 1 ? " more line" : " more lines") + ": Space --";
  if (below == 0 && top != 0) more = "-- the end; up: the arrow --";
  page.push_back({more, PageStyle::faint});
  page.insert(page.end(), foot.begin(), foot.end());
  return page;
}

}  // namespace eyewall::cli
