#include "screen/bar.h"

#include <algorithm>
#include <array>

namespace eyewall::screen {
namespace {

using trace::Kind;

constexpr DoingInfo kInfos[] = {
    {".", Style::faint, "outside"},     {"p", Style::poll, "poll"},
    {"c", Style::callback, "callback"}, {"t", Style::timer, "timer"},
    {"h", Style::handler, "handler"},   {"!", Style::error, "exception"},
};
constexpr std::size_t kDoings = std::size(kInfos);
constexpr int kScopesClimbed = 64;
constexpr read::Seq kBucketSample = 256;  // events of a bucket

bool fails(Kind kind) {
  switch (kind) {
    case Kind::callback_raise:
    case Kind::handler_raise:
    case Kind::callback_drop:
    case Kind::future_reject:
    case Kind::future_lost:
    case Kind::gen_raise:
    case Kind::http_error:
      return true;
    default:
      return false;
  }
}

bool polls(Kind kind) {
  return kind == Kind::poll_begin || kind == Kind::poll_event || kind == Kind::poll_end ||
         kind == Kind::sys_epoll_wait;
}

Doing scope(const read::Event& event) {
  if (event.is(Kind::handler_begin)) return Doing::handler;
  if (!event.is(Kind::callback_begin)) return Doing::other;
  return event.has(trace::Field::timer) ? Doing::timer : Doing::callback;
}

}  // namespace

const DoingInfo& info(Doing doing) {
  return kInfos[static_cast<std::size_t>(doing)];
}

Doing doing(const read::Trace& trace, const read::Event& event) {
  if (event.kind && fails(*event.kind)) return Doing::failing;
  if (event.kind && polls(*event.kind)) return Doing::poll;
  const read::Event* at = &event;
  for (int depth = 0; at != nullptr && depth < kScopesClimbed; ++depth) {
    if (const Doing found = scope(*at); found != Doing::other) return found;
    at = at->in < at->seq ? trace.by_seq(at->in) : nullptr;
  }
  return Doing::other;
}

std::vector<Doing> buckets(const read::Trace& trace, int width) {
  std::vector<Doing> found;
  const read::Seq count = trace.events().size();
  const auto cells = static_cast<read::Seq>(std::max(width, 0));
  for (read::Seq cell = 0; cell < cells && count > 0; ++cell) {
    const read::Seq first = cell * count / cells;
    const read::Seq end = std::max(first + 1, (cell + 1) * count / cells);
    const read::Seq stride = std::max<read::Seq>(1, (end - first) / kBucketSample);
    std::array<int, kDoings> seen{};
    for (read::Seq at = first; at < end; at += stride) {
      ++seen[static_cast<std::size_t>(doing(trace, trace.events()[at]))];
    }
    // Of what is as frequent as "other", the rest says more.
    auto most = std::max_element(seen.rbegin(), seen.rend());
    if (seen.back() > 0) most = seen.rbegin();
    found.push_back(static_cast<Doing>(seen.rend() - most - 1));
  }
  return found;
}

int bucket_of(read::Seq seq, read::Seq last, int width) {
  if (seq == 0 || last == 0 || width <= 0) return 0;
  const auto cells = static_cast<read::Seq>(width);
  if (last <= cells) return static_cast<int>((seq - 1) * cells / last);
  // The bucket that buckets() counts it in: the last whose first event is not behind it.
  read::Seq cell = (seq - 1) * cells / last;
  while (cell + 1 < cells && (cell + 1) * last / cells <= seq - 1) ++cell;
  return static_cast<int>(cell);
}

void paint_bar(Canvas& canvas, const Rect& rect, const std::vector<Doing>& buckets, int place) {
  const int width = std::min(rect.columns, static_cast<int>(buckets.size()));
  for (int column = 0; column < width; ++column) {
    const DoingInfo& shown = info(buckets[static_cast<std::size_t>(column)]);
    canvas.put(rect.row, rect.column + column, shown.character, 1, shown.style);
  }
  if (place < width) canvas.put(rect.row, rect.column + place, "┃", 1, Style::acting);
}

}  // namespace eyewall::screen
