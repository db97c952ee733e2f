#include "explain/diff.h"

#include <algorithm>
#include <map>
#include <string>
#include <unordered_map>

#include "explain/diff_align.h"
#include "explain/diff_roles.h"
#include "explain/diff_text.h"

namespace eyewall::explain {
namespace {

constexpr std::size_t kTried = 64;  // events that mean the same and are tried for a move

// One number for each meaning, for both traces.
using Numbers = std::unordered_map<std::string, std::uint32_t>;

// The events of a trace that are compared, thread by thread.
struct Side {
  std::vector<const read::Event*> events;
  Sequence meanings;
};

Side side_of(const read::Trace& trace, trace::Level level, Numbers& numbers) {
  const Meaning meaning(trace, level);
  std::map<std::uint32_t, Side> threads;
  for (const read::Event& event : trace.events()) {
    if (event.level() > level) continue;
    Side& own = threads[event.thread];
    const auto number = static_cast<std::uint32_t>(numbers.size());
    own.meanings.push_back(numbers.emplace(meaning.of(event), number).first->second);
    own.events.push_back(&event);
  }
  std::vector<Side> sorted;
  for (auto& [thread, own] : threads) sorted.push_back(std::move(own));
  // Which of several workers is the second is chance: they are ordered by what they did.
  const bool has_first = threads.contains(0);
  std::sort(sorted.begin() + (has_first ? 1 : 0), sorted.end(),
            [](const Side& a, const Side& b) { return a.meanings < b.meanings; });
  Side all;
  for (const Side& own : sorted) {
    all.events.insert(all.events.end(), own.events.begin(), own.events.end());
    all.meanings.insert(all.meanings.end(), own.meanings.begin(), own.meanings.end());
  }
  return all;
}

// An entry while it is found: places in the two sides.
struct Item {
  Change change;
  std::size_t a;
  std::size_t b;
};

class Comparison {
 public:
  Comparison(const read::Trace& a, const read::Trace& b, trace::Level level)
      : a_(side_of(a, level, numbers_)), b_(side_of(b, level, numbers_)) {}

  Diff run() {
    Pairs pairs = aligned(a_.meanings, b_.meanings);
    for (const auto& [a, b] : pairs) roles_.vote(*a_.events[a], *b_.events[b]);
    roles_.decide();
    std::erase_if(pairs, [&](const auto& pair) { return !agree(pair.first, pair.second); });
    collect(pairs);
    find_moves();
    return told();
  }

 private:
  using Pairs = std::vector<std::pair<std::size_t, std::size_t>>;

  bool agree(std::size_t a, std::size_t b) const {
    return roles_.agree(*a_.events[a], *b_.events[b]);
  }
  void collect(const Pairs& pairs);
  void find_moves();
  void move(Item& extra, std::vector<Item*>& missing);
  Diff told() const;

  Numbers numbers_;
  Side a_;
  Side b_;
  Roles roles_;
  std::vector<Item> items_;
};

void Comparison::collect(const Pairs& pairs) {
  std::size_t a = 0;
  std::size_t b = 0;
  const auto until = [&](std::size_t end_a, std::size_t end_b) {
    while (a < end_a) items_.push_back({Change::missing, a++, 0});
    while (b < end_b) items_.push_back({Change::extra, 0, b++});
  };
  for (const auto& [same_a, same_b] : pairs) {
    until(same_a, same_b);
    items_.push_back({Change::same, a++, b++});
  }
  until(a_.events.size(), b_.events.size());
}

// What is missing here and extra there has moved.
void Comparison::find_moves() {
  std::unordered_map<std::uint32_t, std::vector<Item*>> missing;  // by meaning, the last in front
  for (auto item = items_.rbegin(); item != items_.rend(); ++item) {
    if (item->change == Change::missing) missing[a_.meanings[item->a]].push_back(&*item);
  }
  for (Item& item : items_) {
    if (item.change != Change::extra) continue;
    const auto found = missing.find(b_.meanings[item.b]);
    if (found != missing.end()) move(item, found->second);
  }
}

void Comparison::move(Item& extra, std::vector<Item*>& missing) {
  const std::size_t tried = std::min(missing.size(), kTried);
  for (std::size_t back = 1; back <= tried; ++back) {
    Item& from = *missing[missing.size() - back];
    if (!agree(from.a, extra.b)) continue;
    roles_.join(*a_.events[from.a], *b_.events[extra.b]);
    from = {Change::moved_from, from.a, extra.b};
    extra = {Change::moved_to, from.a, extra.b};
    missing.erase(missing.end() - static_cast<std::ptrdiff_t>(back));
    return;
  }
}

Diff Comparison::told() const {
  Diff diff;
  for (const Item& item : items_) {
    const trace::Seq a = item.change == Change::extra ? 0 : a_.events[item.a]->seq;
    const trace::Seq b = item.change == Change::missing ? 0 : b_.events[item.b]->seq;
    diff.entries.push_back({item.change, a, b});
    diff.same += item.change == Change::same;
    diff.moved += item.change == Change::moved_to;
    diff.missing += item.change == Change::missing;
    diff.extra += item.change == Change::extra;
  }
  return diff;
}

}  // namespace

Diff diff(const read::Trace& a, const read::Trace& b, trace::Level level) {
  return Comparison(a, b, level).run();
}

}  // namespace eyewall::explain
