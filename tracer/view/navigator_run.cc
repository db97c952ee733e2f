// The moves that look for something: a breakpoint, a change, a text.
#include <algorithm>
#include <stdexcept>

#include "view/command.h"
#include "view/navigator.h"
#include "view/printable.h"
#include "view/scan.h"

namespace eyewall::view {
namespace {

using Why = Stop::Why;

constexpr Seq kStretch = model::Timeline::kInterval;  // from one kept state to the next

// The events of a stretch around `seq`: a kept state stands before its first.
Seq first_of_stretch(Seq seq) {
  return (seq - 1) / kStretch * kStretch + 1;
}

std::string words(const std::vector<Hit>& hits) {
  std::string text;
  for (const Hit& hit : hits) {
    if (hit.number == 0) continue;
    if (!text.empty()) text += " ";
    if (hit.watch) {
      text += "Watch " + std::to_string(hit.number) + ": " + hit.text + " went from " +
              to_string(hit.before) + " to " + to_string(hit.after) + ".";
    } else {
      text += (hit.temporary ? "Temporary breakpoint " : "Breakpoint ") +
              std::to_string(hit.number) + ": " + hit.text + ".";
    }
  }
  return printable(text);  // values are the trace's
}

bool is_place(std::string_view text) {
  constexpr std::string_view words[] = {"start", "first", "end", "last"};
  return text.find_first_of("0123456789+-@#") == 0 ||
         std::find(std::begin(words), std::end(words), text) != std::end(words);
}

}  // namespace

// To the next hit, or to `limit`. Blocks of events, so that backwards costs what forwards does.
Stop Navigator::run_once(Way way, Seq limit, const Breakpoints& points,
                         const explain::Pattern* until) {
  const bool back = way == Way::back;
  Scan scan(timeline_, points, until);
  for (Seq at = at_; at != limit;) {
    if (interrupted()) return to(at, Why::interrupted, "Interrupted.");
    const Seq near = back ? at - 1 : at + 1;
    const Seq far = back ? std::max(limit, first_of_stretch(near))
                         : std::min(limit, first_of_stretch(near) + kStretch - 1);
    Scan::Found found = back ? scan.last(far, near) : scan.first(near, far);
    if (found.at != 0) {
      Stop stop = to(found.at, Why::breakpoint, words(found.hits));
      stop.hits = std::move(found.hits);
      return stop;
    }
    at = far;
  }
  return to(limit, back ? Why::start : Why::end);
}

Stop Navigator::run(Way way, std::uint64_t count) {
  const Seq from = at_;
  const bool back = way == Way::back;
  Stop stop = to(at_);
  for (std::uint64_t i = 0; i < count; ++i) {
    stop = run_once(way, back ? 1 : last(), breakpoints_, nullptr);
    breakpoints_.count(stop.hits);
    if (stop.why != Why::breakpoint) break;
  }
  if (stop.why == Why::end) stop.text = "The trace ends here.";
  if (stop.why == Why::start) stop.text = "The trace begins here.";
  return visited(from, std::move(stop));
}

Stop Navigator::until(Way way, std::string_view where) {
  where = trimmed(where);
  const bool back = way == Way::back;
  const Seq from = at_;
  Seq limit = back ? 1 : last();
  std::optional<explain::Pattern> pattern;
  if (is_place(where)) {
    limit = place_of(where);
    if (trace_.by_seq(limit) == nullptr || (back ? limit > at_ : limit < at_)) {
      throw std::invalid_argument("event " + std::to_string(limit) + " is not " +
                                  (back ? "before" : "behind") + " this one");
    }
  } else {
    pattern = lone_pattern(where);
  }
  Stop stop = run_once(way, limit, breakpoints_, pattern ? &*pattern : nullptr);
  std::erase_if(stop.hits, [](const Hit& hit) { return hit.number == 0; });
  breakpoints_.count(stop.hits);
  if (stop.why == Why::breakpoint && stop.hits.empty()) stop.why = Why::moved;
  if (stop.why != Why::end && stop.why != Why::start) return visited(from, std::move(stop));
  if (!pattern) {
    stop.why = Why::moved;
  } else {
    stop.text = back ? "No such event stands before; the trace begins here."
                     : "No such event follows; the trace ends here.";
  }
  return visited(from, std::move(stop));
}

std::optional<Navigator::Change> Navigator::change_before(std::string_view expression, Seq seq) {
  Breakpoints one;
  one.watch(expression);
  Scan scan(timeline_, one, nullptr);
  for (; seq > 0 && !interrupted(); seq = first_of_stretch(seq) - 1) {
    Scan::Found found = scan.last(first_of_stretch(seq), seq);
    if (found.at != 0) return Change{found.at, std::move(found.hits.front())};
  }
  return std::nullopt;
}

Stop Navigator::last_change(std::string_view expression) {
  const Expression asked(expression);
  const auto change = change_before(expression, at_);
  if (!change && interrupted()) return stay("Interrupted.");
  if (!change) {
    return stay(printable(asked.text() + " has been " + to_string(asked.read(state())) +
                          " since the start."));
  }
  Stop stop = go(change->at);
  stop.text =
      printable(asked.text() + " went from " + to_string(change->hit.before) + " to " +
                to_string(change->hit.after) + (stop.from == stop.at ? " right here." : " here."));
  stop.hits.push_back(change->hit);
  return stop;
}

Stop Navigator::find(Way way, const Query& query) {
  const auto step = way == Way::forward ? Seq{1} : ~Seq{0};
  for (Seq seq = at_ + step; trace_.by_seq(seq) != nullptr; seq += step) {
    if (seq % kStretch == 0 && interrupted()) return stay("Interrupted.");
    if (query.matches(trace_, *trace_.by_seq(seq))) return go(seq);
  }
  return stay(std::string(way == Way::forward ? "No event behind" : "No event before") +
              " this one has '" + query.text() + "'.");
}

}  // namespace eyewall::view
