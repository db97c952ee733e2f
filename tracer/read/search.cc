#include "read/search.h"

#include <algorithm>
#include <cstring>

#include "read/line.h"

namespace eyewall::read {
namespace {

constexpr std::size_t kNone = std::string_view::npos;
constexpr std::uint64_t kNear = 4096;  // bytes that are searched line by line

std::size_t find_first(std::string_view where, std::string_view text) {
  const void* const found = ::memmem(where.data(), where.size(), text.data(), text.size());
  if (found == nullptr) return kNone;
  return static_cast<std::size_t>(static_cast<const char*>(found) - where.data());
}

// Front to back all the same: that way memmem() is many times faster than rfind(). Of a line the
// first place will do.
std::size_t find_last(std::string_view where, std::string_view text) {
  std::size_t last = kNone;
  for (std::size_t from = 0; from < where.size();) {
    const std::size_t at = find_first(where.substr(from), text);
    if (at == kNone) break;
    last = from + at;
    from = std::min(where.find('\n', last), where.size());
  }
  return last;
}

}  // namespace

std::optional<Line> Search::next(std::string_view text, std::uint64_t from) {
  if (text.find('\n') != kNone) return std::nullopt;
  const std::size_t least = std::max<std::size_t>(text.size(), 1);
  while (from < size()) {
    const std::string_view here = window_.from(from, least);
    if (here.size() < least) break;
    if (const std::size_t at = find_first(here, text); at != kNone) return line_at(from + at);
    from += here.size() - least + 1;
  }
  return std::nullopt;
}

std::optional<Line> Search::previous(std::string_view text, std::uint64_t to) {
  if (text.find('\n') != kNone) return std::nullopt;
  to = std::min(to, size());
  if (to > 0 && text.empty()) return line_at(to - 1);
  while (to > 0) {
    const std::string_view here = window_.before(to, text.size());
    if (here.size() < text.size()) break;
    const std::uint64_t begin = to - here.size();
    if (const std::size_t at = find_last(here, text); at != kNone) return line_at(begin + at);
    to = begin == 0 ? 0 : begin + text.size() - 1;
  }
  return std::nullopt;
}

std::optional<Line> Search::event(trace::Seq seq) {
  std::uint64_t from = 0;     // the line begins here or behind,
  std::uint64_t to = size();  // and before this
  while (to - from > kNear) {
    const std::uint64_t middle = from + (to - from) / 2;
    auto line = next_event(begin_behind(middle), to);
    if (line && line->seq < seq) {
      from = line->end;
    } else {
      if (line && line->seq == seq) return line;
      to = middle;
    }
  }
  while (auto line = next_event(from, to)) {
    if (line->seq == seq) return line;
    from = line->end;
  }
  return std::nullopt;
}

std::optional<Line> Search::next_event(std::uint64_t from, std::uint64_t to) {
  while (from < to) {
    const std::string_view here = window_.from(from);
    if (here.empty()) break;
    if (const std::size_t blank = std::min(here.find_first_not_of('\n'), here.size())) {
      from += blank;
      continue;
    }
    Line line = line_at(from);
    if (line.seq != 0) return line;
    from = line.end;
  }
  return std::nullopt;
}

// Where the first line begins that does not begin before `place`.
std::uint64_t Search::begin_behind(std::uint64_t place) {
  return begin_of(place) == place ? place : end_of(place);
}

std::uint64_t Search::begin_of(std::uint64_t place) {
  while (place > 0) {
    const std::string_view here = window_.before(place);
    if (here.empty()) break;
    if (const void* const newline = ::memrchr(here.data(), '\n', here.size())) {
      const auto* const last = static_cast<const char*>(newline);
      return place - static_cast<std::uint64_t>(here.data() + here.size() - last) + 1;
    }
    place -= here.size();
  }
  return place;
}

std::uint64_t Search::end_of(std::uint64_t place) {
  for (;;) {
    const std::string_view here = window_.from(place);
    if (here.empty()) return place;
    if (const std::size_t at = here.find('\n'); at != kNone) return place + at + 1;
    place += here.size();
  }
}

Line Search::line_at(std::uint64_t place) {
  Line line;
  line.begin = begin_of(place);
  line.end = end_of(place);
  line.text = window_.text(line.begin, line.end);
  if (line.text.ends_with('\n')) line.text.pop_back();
  line.seq = seq_of(line.text);
  return line;
}

}  // namespace eyewall::read
