// A Diff in words, in the manner of diff -u.
#include <algorithm>
#include <ostream>
#include <string>

#include "explain/diff.h"
#include "explain/indent.h"
#include "explain/narrate.h"

namespace eyewall::explain {
namespace {

std::vector<unsigned> depths_of(const read::Trace& trace) {
  Indent indent;
  std::vector<unsigned> depths;
  for (const read::Event& event : trace.events()) depths.push_back(indent.next(event));
  return depths;
}

std::string column(trace::Seq seq) {
  const std::string number = seq == 0 ? "" : std::to_string(seq);
  return std::string(number.size() < 6 ? 6 - number.size() : 0, ' ') + number;
}

char sign(Change change) {
  switch (change) {
    case Change::missing:
      return '-';
    case Change::extra:
      return '+';
    case Change::moved_from:
      return '<';
    case Change::moved_to:
      return '>';
    default:
      return ' ';
  }
}

class Printer {
 public:
  Printer(std::ostream& out, const read::Trace& a, const read::Trace& b, const Diff& diff)
      : out_(out), a_(a), b_(b), depths_a_(depths_of(a)), depths_b_(depths_of(b)), diff_(diff) {}

  void run(std::size_t context) {
    const std::size_t count = diff_.entries.size();
    std::size_t shown = 0;  // one past the last entry that was printed
    for (std::size_t at = 0; at < count; ++at) {
      if (diff_.entries[at].change == Change::same) continue;
      const std::size_t from = std::max(shown, at - std::min(at, context));
      if (from > shown || shown == 0) out_ << "@@\n";
      print(from, at + 1);
      const std::size_t end = at + 1 + std::min(context, count - at - 1);
      for (shown = at + 1; shown < end && diff_.entries[shown].change == Change::same; ++shown) {
        print(shown, shown + 1);
      }
      at = shown - 1;
    }
  }

 private:
  void print(std::size_t from, std::size_t end) {
    for (; from < end; ++from) print(diff_.entries[from]);
  }
  void print(const DiffEntry& entry) {
    const bool of_b = entry.change == Change::extra || entry.change == Change::moved_to;
    const read::Event& event = of_b ? *b_.by_seq(entry.b) : *a_.by_seq(entry.a);
    const unsigned depth = (of_b ? depths_b_ : depths_a_)[event.seq - 1];
    out_ << sign(entry.change) << column(of_b ? 0 : entry.a)
         << column(of_b || entry.change == Change::same ? entry.b : 0) << "  " << indentation(depth)
         << sentence(event);
    if (event.thread != 0) out_ << "  thread " << event.thread;
    if (entry.change == Change::moved_from) out_ << "  [in B: " << entry.b << "]";
    if (entry.change == Change::moved_to) out_ << "  [in A: " << entry.a << "]";
    out_ << '\n';
  }

  std::ostream& out_;
  const read::Trace& a_;
  const read::Trace& b_;
  std::vector<unsigned> depths_a_;
  std::vector<unsigned> depths_b_;
  const Diff& diff_;
};

}  // namespace

void print(std::ostream& out, const read::Trace& a, const read::Trace& b, const Diff& diff,
           std::size_t context) {
  if (diff.equal()) {
    out << "The same: " << diff.same << " events mean the same, in the same order.\n";
    return;
  }
  Printer(out, a, b, diff).run(context);
  out << diff.same << " same, " << diff.moved << " moved (< from, > to), " << diff.missing
      << " missing (-), " << diff.extra << " extra (+)\n";
}

}  // namespace eyewall::explain
