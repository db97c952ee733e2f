#include "explain/stats.h"

#include <algorithm>
#include <map>

#include "explain/spans.h"

namespace eyewall::explain {
namespace {

using trace::Field;
using trace::Kind;
using trace::Seq;

using Rows = std::map<std::string_view, StatsRow>;

void run(StatsRow& row, const Span& span) {
  ++row.runs;
  row.running_ns += span.ns;
  row.self_ns += span.self_ns;
  if (row.longest == 0 || span.ns > row.longest_ns) {
    row.longest = span.begin;
    row.longest_ns = span.ns;
  }
}

void wait(StatsRow& row, std::int64_t ns) {
  if (ns <= 0) return;
  row.waiting_ns += ns;
  row.longest_wait_ns = std::max(row.longest_wait_ns, ns);
}

class Tables {
 public:
  explicit Tables(const read::Trace& trace) : trace_(trace), spans_(trace) {
    for (const read::Event& event : trace.events()) {
      ++kinds_[event.kind_name].count;
      if (event.shape() == trace::Shape::begin) begins(event, *spans_.of(event.seq));
      coroutine(event);
    }
    // Who waits still has waited until the end.
    for (const auto& [gen, since] : suspended_) {
      wait(coroutines_[names_[gen]], trace.events().back().t - since);
    }
  }

  std::vector<StatsTable> take(StatsOrder order) {
    std::vector<StatsTable> tables;
    const auto add = [&](std::string_view title, Rows& rows) {
      if (rows.empty()) return;
      tables.push_back({title, {}});
      for (auto& [name, row] : rows) {
        row.name = name;
        tables.back().rows.push_back(std::move(row));
      }
      sort(tables.back().rows, order);
    };
    add("callbacks", callbacks_);
    add("timers", timers_);
    add("handlers", handlers_);
    add("coroutines", coroutines_);
    add("tasks", tasks_);
    add("calls", calls_);
    add("kinds", kinds_);
    return tables;
  }

 private:
  void begins(const read::Event& event, const Span& span) {
    run(kinds_[event.kind_name], span);
    const std::string_view name = event.text(Field::name);
    const read::Event* const cause = trace_.by_seq(event.cause);
    const std::int64_t waited = cause == nullptr ? 0 : event.t - cause->t;
    const auto scope = [&](Rows& rows, std::int64_t waiting) {
      StatsRow& row = rows[name];
      ++row.count;
      run(row, span);
      wait(row, waiting);
    };
    if (event.is(Kind::callback_begin) && event.has(Field::timer))
      scope(timers_, waited + (cause == nullptr ? 0 : cause->integer(Field::delay_ns)));
    else if (event.is(Kind::callback_begin))
      scope(callbacks_, waited);
    else if (event.is(Kind::handler_begin))
      scope(handlers_, waited);
    else if (event.is(Kind::executor_begin))
      scope(tasks_, waited);
    else if (event.is(Kind::call_begin))
      scope(calls_, 0);
    else if (event.has(Field::gen))
      run(coroutines_[names_[event.integer(Field::gen)]], span);
  }

  // A coroutine waits from its yield until it is resumed, or ended.
  void coroutine(const read::Event& event) {
    if (!event.kind || !event.has(Field::gen)) return;
    const std::int64_t gen = event.integer(Field::gen);
    switch (*event.kind) {
      case Kind::gen_new:
        names_[gen] = event.text(Field::name);
        ++coroutines_[names_[gen]].count;
        break;
      case Kind::gen_yield:
        suspended_[gen] = event.t;
        break;
      case Kind::gen_send:
      case Kind::gen_throw:
      case Kind::gen_close: {
        const auto since = suspended_.find(gen);
        if (since == suspended_.end()) break;
        wait(coroutines_[names_[gen]], event.t - since->second);
        suspended_.erase(since);
        break;
      }
      default:
        break;
    }
  }

  static void sort(std::vector<StatsRow>& rows, StatsOrder order) {
    const auto key = [order](const StatsRow& row) -> std::int64_t {
      switch (order) {
        case StatsOrder::self:
          return row.self_ns;
        case StatsOrder::longest:
          return row.longest_ns;
        case StatsOrder::waiting:
          return row.waiting_ns;
        case StatsOrder::count:
          return static_cast<std::int64_t>(row.count);
        case StatsOrder::name:
          return 0;
        case StatsOrder::running:
          break;
      }
      return row.running_ns;
    };
    // By name they are already.
    std::stable_sort(rows.begin(), rows.end(), [&](const StatsRow& a, const StatsRow& b) {
      if (key(a) != key(b)) return key(a) > key(b);
      return order == StatsOrder::running && a.count > b.count;
    });
  }

  const read::Trace& trace_;
  Spans spans_;
  Rows callbacks_, timers_, handlers_, coroutines_, tasks_, calls_, kinds_;
  std::map<std::int64_t, std::string_view> names_;  // of coroutines
  std::map<std::int64_t, std::int64_t> suspended_;  // coroutines, since when
};

}  // namespace

std::vector<StatsTable> stats(const read::Trace& trace, StatsOrder order) {
  return Tables(trace).take(order);
}

}  // namespace eyewall::explain
