#include "export/html_rows.h"

#include <algorithm>
#include <cstdlib>
#include <unordered_set>

#include "explain/narrate.h"

namespace eyewall::exports {
namespace {

// The page counts in doubles, which are exact up to here.
constexpr std::int64_t kExact = std::int64_t{1} << 53;

bool exact(std::int64_t ns) {
  return -kExact < ns && ns < kExact;
}

using Sorts = std::uint32_t;  // a set

constexpr Sorts bit(model::Sort sort) {
  return Sorts{1} << static_cast<unsigned>(sort);
}
constexpr Sorts kPrinted = Sorts{1} << 31;

// What the rows of a pane are made of, and of nothing else but the time: while none of that
// changes, they need not be made again. 0: of more, or of little. A test holds it against the
// panes.
Sorts made_of(view::PaneName pane) {
  using model::Sort;
  switch (pane) {
    case view::PaneName::timers:
      return bit(Sort::timer);
    case view::PaneName::futures:
    case view::PaneName::coroutines:
      return bit(Sort::future) | bit(Sort::coroutine) | bit(Sort::runner) | bit(Sort::task);
    case view::PaneName::streams:
      return bit(Sort::stream);
    case view::PaneName::exchanges:
      return bit(Sort::exchange);
    case view::PaneName::output:
      return kPrinted;
    default:
      return 0;
  }
}

std::string list_or_nothing(JsonList list) {
  return list.empty() ? "0" : std::move(list).take();
}

// What a pane's rows became, as edits: `Row` has a number (what it shows) and an id (whose it is).
template <class Row>
class Edits {
 public:
  Edits(std::size_t pane, const std::vector<Row>& before, const std::vector<Row>& now,
        JsonList& out)
      : pane_(pane), before_(before), now_(now), out_(out) {}

  void tell() {
    trim();
    for (std::size_t i = old_; i < old_end_; ++i) had_.insert(before_[i].id);
    for (std::size_t i = new_; i < new_end_; ++i) has_.insert(now_[i].id);
    while (old_ < old_end_ || new_ < new_end_) {
      if (same()) {
        ++old_, ++new_;
      } else {
        one();
      }
    }
  }

 private:
  bool same() const {
    return old_ < old_end_ && new_ < new_end_ && before_[old_].row == now_[new_].row;
  }

  // Most steps change a row or two: what is the same at both ends is left alone.
  void trim() {
    old_end_ = before_.size();
    new_end_ = now_.size();
    while (same()) ++old_, ++new_;
    while (old_end_ > old_ && new_end_ > new_ &&
           before_[old_end_ - 1].row == now_[new_end_ - 1].row) {
      --old_end_, --new_end_;
    }
  }

  void one() {
    const std::size_t place = new_;
    const std::size_t first = old_;
    while ((old_ < old_end_ || new_ < new_end_) && !same()) {
      const bool goes = old_ < old_end_ && (new_ == new_end_ || !has_.contains(before_[old_].id));
      const bool comes = new_ < new_end_ && (old_ == old_end_ || !had_.contains(now_[new_].id));
      if (goes || !comes) ++old_;
      if (comes || !goes) ++new_;
    }
    out_.add(pane_);
    out_.add(place);
    out_.add(old_ - first);
    out_.add(new_ - place);
    for (std::size_t i = place; i < new_; ++i) out_.add(now_[i].row);
  }

  std::size_t pane_;
  const std::vector<Row>& before_;
  const std::vector<Row>& now_;
  JsonList& out_;
  std::unordered_set<std::uint64_t> had_, has_;
  std::size_t old_ = 0, old_end_ = 0, new_ = 0, new_end_ = 0;
};

}  // namespace

RowsTold::RowsTold(TextTable& texts) : texts_(texts), panes_(view::pane_names().size()) {}

void RowsTold::step(const model::State& state) {
  Sorts now = state.prints().size() == prints_ ? 0 : kPrinted;
  for (const model::Ref& ref : state.changed()) now |= bit(ref.sort);
  recent_ = before_ | now;
  JsonList edits;
  JsonList marks;
  for (std::size_t i = 0; i < panes_.size(); ++i) tell(state, i, edits, marks);
  steps_.raw(list_or_nothing(std::move(edits)));
  marks_.raw(list_or_nothing(std::move(marks)));
  before_ = now;
  prints_ = state.prints().size();
}

void RowsTold::tell(const model::State& state, std::size_t index, JsonList& edits,
                    JsonList& marks) {
  const view::PaneName name = view::pane_names()[index].pane;
  Pane& before = panes_[index];
  if (const Sorts sorts = made_of(name); sorts != 0 && (sorts & recent_) == 0 && !before.by_time) {
    return;
  }
  view::Pane pane = view::pane(state, name);
  std::vector<Shown> now;
  now.reserve(pane.rows.size());
  for (view::Row& row : pane.rows) {
    if (row.changed) {
      marks.add(index);
      marks.add(now.size());
    }
    const Shown* old = now.size() < before.shown.size() ? &before.shown[now.size()] : nullptr;
    const bool stays = old != nullptr && old->id == row.id && old->text == row.text;
    const std::uint64_t as = stays ? old->row : number(state, before, name, row);
    now.push_back({as, row.id, std::move(row.text)});
  }
  Edits<Shown>(index, before.shown, now, edits).tell();
  if (pane.more != before.more) {
    edits.add(index);
    edits.add(std::int64_t{-1});
    edits.add(pane.more);
  }
  before.most = std::max(before.most, now.size());
  before.more = pane.more;
  before.shown = std::move(now);
}

std::int64_t RowsTold::take_due(const model::State& state, std::uint64_t id,
                                std::string_view& text) {
  const model::Timer* timer = state.timers().find(id);
  if (timer == nullptr || state.event() == nullptr || timer->deadline_ns == 0) return 0;
  if (!exact(timer->deadline_ns) || !exact(state.event()->t)) return 0;
  const std::int64_t left = state.until_due(*timer);
  const std::string end =
      std::string(left < 0 ? kDueSince : kDueIn) + explain::milliseconds(std::abs(left));
  if (!text.ends_with(end)) return 0;
  text.remove_suffix(end.size());
  return timer->deadline_ns;
}

std::uint64_t RowsTold::number(const model::State& state, Pane& pane, view::PaneName name,
                               const view::Row& row) {
  std::string_view text = row.text;
  const bool timer = name == view::PaneName::timers;
  const std::int64_t due = timer ? take_due(state, row.id, text) : 0;
  pane.by_time |= timer && due == 0;
  const Row made{texts_.number(std::string(text)), row.id, due};
  const auto [at, is_new] = numbers_.try_emplace(made, numbers_.size());
  if (is_new) {
    row_text_.add(made.text);
    row_id_.add(made.id);
    row_due_.add(made.due);
  }
  return at->second;
}

std::string RowsTold::members() && {
  JsonList most;
  for (const Pane& pane : panes_) most.add(pane.most);
  Members members;
  members.add("steps", steps_);
  members.add("marks", marks_);
  members.add("rowText", row_text_);
  members.add("rowId", row_id_);
  members.add("rowDue", row_due_);
  members.add("most", most);
  return std::move(members).take();
}

}  // namespace eyewall::exports
