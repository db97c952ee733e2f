#include "view/breakpoints.h"

#include <algorithm>

#include "view/command.h"

namespace eyewall::view {

explain::Pattern lone_pattern(std::string_view text) {
  explain::Pattern pattern(text);
  if (pattern.hit() != explain::Pattern::Hit::every) {
    throw explain::PatternError("'first' and 'again' mean nothing here; goto start, then continue");
  }
  return pattern;
}

const Breakpoint& Breakpoints::add(std::string_view pattern, bool temporary) {
  Breakpoint made;
  made.pattern = lone_pattern(trimmed(pattern));
  made.text = trimmed(pattern);
  made.temporary = temporary;
  made.number = ++last_;
  all_.push_back(std::move(made));
  return all_.back();
}

const Breakpoint& Breakpoints::watch(std::string_view expression) {
  Breakpoint made;
  made.watched = Expression(expression);
  made.text = made.watched->text();
  made.number = ++last_;
  all_.push_back(std::move(made));
  return all_.back();
}

const Breakpoint* Breakpoints::find(unsigned number) const {
  const auto found = std::find_if(all_.begin(), all_.end(),
                                  [&](const Breakpoint& each) { return each.number == number; });
  return found == all_.end() ? nullptr : &*found;
}

Breakpoint& Breakpoints::at(unsigned number) {
  for (Breakpoint& each : all_) {
    if (each.number == number) return each;
  }
  throw std::invalid_argument("there is no breakpoint or watch " + std::to_string(number) +
                              "; 'info breakpoints' lists them");
}

void Breakpoints::remove(unsigned number) {
  at(number);
  std::erase_if(all_, [&](const Breakpoint& each) { return each.number == number; });
}

void Breakpoints::enable(unsigned number, bool enabled) {
  at(number).enabled = enabled;
}

void Breakpoints::condition(unsigned number, std::string_view expression) {
  Breakpoint& it = at(number);
  if (trimmed(expression).empty()) {
    it.condition.reset();
  } else {
    it.condition = Expression(expression);
  }
}

void Breakpoints::count(const std::vector<Hit>& hits) {
  for (const Hit& hit : hits) {
    for (Breakpoint& each : all_) each.hits += each.number == hit.number;
    std::erase_if(
        all_, [&](const Breakpoint& each) { return each.number == hit.number && each.temporary; });
  }
}

}  // namespace eyewall::view
