// The words that move.
#include <stdexcept>

#include "view/command.h"
#include "view/obey.h"

namespace eyewall::view::obey {

Answer step(Session& s, Way way, Text count) {
  return stopped(s, s.at.step(way, count_in(count)));
}

Answer next(Session& s, Way way, Text count) {
  return stopped(s, s.at.next(way, count_in(count)));
}

Answer finish(Session& s, Way way, Text count) {
  return stopped(s, s.at.finish(way, count_in(count)));
}

Answer iter(Session& s, Way way, Text count) {
  return stopped(s, s.at.iter(way, count_in(count)));
}

Answer run(Session& s, Way way, Text count) {
  return stopped(s, s.at.run(way, count_in(count)));
}

Answer until(Session& s, Way way, Text where) {
  return stopped(s, s.at.until(way, where));
}

Answer go_to(Session& s, Text place) {
  return stopped(s, s.at.go(place));
}

Answer back(Session& s, Text count) {
  return stopped(s, s.at.back(count_in(count)));
}

Answer forward(Session& s, Text count) {
  return stopped(s, s.at.forward(count_in(count)));
}

Answer cause(Session& s) {
  return stopped(s, s.at.cause());
}

Answer effect(Session& s, Text n) {
  const auto effects = s.at.effects(s.at.at());
  Stop stop = s.at.effect(count_in(n));
  if (trimmed(n).empty() && effects.size() > 1) {
    stop.text = "The first of " + std::to_string(effects.size()) + "; 'effect N' goes to the N-th:";
    for (std::size_t i = 0; i < effects.size() && i < 8; ++i) {
      stop.text += " " + std::to_string(effects[i]);
    }
    stop.text += effects.size() > 8 ? " ..." : "";
  }
  return stopped(s, stop);
}

Answer find(Session& s, Way way, Text what) {
  if (!trimmed(what).empty()) {
    s.sought = Query(what);
  } else if (!s.sought) {
    throw std::invalid_argument("nothing was searched yet; say 'find TEXT'");
  }
  return stopped(s, s.at.find(way, *s.sought));
}

// A level, or a beginning of its name.
Answer level(Session& s, Text name) {
  if (!name.empty()) {
    std::optional<trace::Level> found;
    for (const auto each : {trace::Level::coroutine, trace::Level::loop, trace::Level::syscall}) {
      if (to_string(each).starts_with(name)) found = each;
    }
    if (!found) {
      throw std::invalid_argument("'" + std::string(name) +
                                  "' is no level; there are coroutine, loop and syscall");
    }
    s.at.set_level(*found);
  }
  std::size_t shown = 0;
  for (const read::Event& event : s.at.trace().events()) shown += s.at.shows(event);
  const std::string level(to_string(s.at.level()));
  Answer answer = saying("The level is " + level + ": " + std::to_string(shown) + " of " +
                         std::to_string(s.at.last()) + " events are shown.");
  answer.data = {{"level", level}, {"shown", shown}};
  return answer;
}

}  // namespace eyewall::view::obey
