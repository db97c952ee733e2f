#include "view/navigator.h"

#include <algorithm>
#include <cctype>
#include <stdexcept>

#include "view/command.h"

namespace eyewall::view {
namespace {

[[noreturn]] void refuse(const std::string& what) {
  throw std::invalid_argument(what);
}

std::uint64_t whole(std::string_view text) {
  if (text.empty() || text.find_first_not_of("0123456789") != text.npos) {
    refuse("'" + std::string(text) +
           "' is no place; say N, +N, -N, N%, start, end, @12.5ms or #mark");
  }
  return number_in(text);
}

// The last event that had happened by then.
Seq at_time(const read::Trace& trace, std::string_view text) {
  const auto time = nanoseconds_in(text, "ms");
  if (!time) refuse("'" + std::string(text) + "' is no time; say 12.5ms, 3us, 1s or 40ns");
  Seq found = 1;
  for (const read::Event& event : trace.events()) {
    if (event.t <= *time) found = event.seq;
  }
  return found;
}

// A text as a value of a pattern: in quotes where a character of it means something there.
std::string value_of(std::string_view text) {
  const auto plain = [](char c) {
    return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_' || c == '.' || c == '-';
  };
  if (std::all_of(text.begin(), text.end(), plain)) return std::string(text);
  std::string quoted = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') quoted += '\\';
    quoted += c;
  }
  return quoted + "\"";
}

}  // namespace

std::string_view to_string(Stop::Why why) {
  constexpr std::string_view words[] = {"moved",      "start",       "end",
                                        "breakpoint", "interrupted", "nothing"};
  return words[static_cast<std::size_t>(why)];
}

Navigator::Navigator(const read::Trace& trace, std::string notes)
    : trace_(trace), timeline_(trace), notebook_(trace, std::move(notes)) {
  if (trace.events().empty()) refuse("the trace has no events");
}

Seq Navigator::place_of(std::string_view place) const {
  place = trimmed(place);
  if (place.empty()) refuse("a place is missing; say N, +N, -N, N%, start, end, @12.5ms or #mark");
  if (place == "start" || place == "first") return 1;
  if (place == "end" || place == "last") return last();
  if (place.front() == '@') return at_time(trace_, place.substr(1));
  if (place.front() == '#') {
    const auto found = notebook_.marks().find(trimmed(place.substr(1)));
    if (found == notebook_.marks().end()) {
      refuse("there is no mark '" + std::string(place.substr(1)) + "'; 'notes' lists the marks");
    }
    return found->second;
  }
  if (place.back() == '%') {
    const std::uint64_t percent = whole(place.substr(0, place.size() - 1));
    if (percent > 100) refuse("there is nothing behind 100%");
    return std::max<Seq>(1, (last() * percent + 99) / 100);
  }
  if (place.front() != '+' && place.front() != '-') return whole(place);
  // Too far is the limit, as with the steps.
  const std::uint64_t count = whole(place.substr(1));
  if (place.front() == '+') return at_ + std::min(count, last() - at_);
  return at_ - std::min(count, at_ - 1);
}

Stop Navigator::to(Seq seq, Stop::Why why, std::string text) {
  Stop stop{why, at_, seq, {}, std::move(text)};
  at_ = seq;
  return stop;
}

// Ends a move that began at `from`: notes the place among those visited.
Stop Navigator::visited(Seq from, Stop stop) {
  stop.from = from;
  if (at_ == from) return stop;
  visited_.resize(++visit_);
  visited_.push_back(at_);
  return stop;
}

Stop Navigator::visit(std::size_t place, std::string text) {
  if (place == visit_) return stay(std::move(text));
  visit_ = place;
  return to(visited_[visit_]);
}

Stop Navigator::back(std::uint64_t count) {
  return visit(visit_ - std::min<std::uint64_t>(count, visit_),
               "This is the first place that you visited.");
}

Stop Navigator::forward(std::uint64_t count) {
  return visit(visit_ + std::min<std::uint64_t>(count, visited_.size() - 1 - visit_),
               "This is the last place that you visited.");
}

std::string Navigator::pattern_here() const {
  const read::Event& here = event();
  if (!here.kind) refuse("this version does not know the kind of this event; name another");
  const std::string kind(here.kind_name);
  if (const auto name = here.text(trace::Field::name); !name.empty()) {
    return kind + ":name=" + value_of(name);
  }
  for (const trace::Field field : {trace::Field::fd, trace::Field::gen, trace::Field::stream}) {
    if (here.has(field)) {
      return kind + ":" + std::string(trace::info(field).name) + "=" +
             std::to_string(here.integer(field));
    }
  }
  return kind;
}

}  // namespace eyewall::view
