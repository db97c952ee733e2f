#include "export/tracks.h"

#include <algorithm>
#include <array>
#include <vector>

namespace eyewall::exports {
namespace {

using trace::Level;

// Sorts that have tracks. Events whose kind begins with `prefix` are shown on it.
struct Row {
  model::Sort sort;
  std::string_view category;
  std::string_view prefix;
  Level level;
};
constexpr std::array kRows = {
    Row{model::Sort::future, "future", "future.", Level::coroutine},
    Row{model::Sort::coroutine, "coroutine", "gen.", Level::coroutine},
    Row{model::Sort::task, "task", "executor.", Level::coroutine},
    Row{model::Sort::exchange, "exchange", "http.", Level::coroutine},
    Row{model::Sort::timer, "timer", "timer.", Level::loop},
    Row{model::Sort::stream, "stream", "stream.", Level::loop},
};

struct Look {
  bool live = false;
  std::string_view status;
  std::string name;  // its own, beside its number
};

template <class T>
Look look(const T* object, std::string_view name) {
  return {object->live(), to_string(object->status), std::string(name)};
}

Look look(const model::State& state, model::Ref object) {
  const auto named = [&](const auto& ledger) {
    const auto* const found = ledger.find(object.id);
    return found == nullptr ? Look() : look(found, found->name);
  };
  switch (object.sort) {
    case model::Sort::future:
      return named(state.futures());
    case model::Sort::coroutine:
      return named(state.coroutines());
    case model::Sort::task:
      return named(state.tasks());
    case model::Sort::timer:
      return named(state.timers());
    case model::Sort::stream: {
      const auto* const stream = state.streams().find(object.id);
      return stream == nullptr ? Look() : look(stream, {});
    }
    case model::Sort::exchange: {
      const auto* const exchange = state.exchanges().find(object.id);
      return exchange == nullptr ? Look() : look(exchange, exchange->url);
    }
    default:
      return {};
  }
}

}  // namespace

void Tracks::step(const read::Event& event, const model::State& state) {
  for (const model::Ref& object : state.changed()) step(event, state, object);
}

void Tracks::step(const read::Event& event, const model::State& state, model::Ref object) {
  const auto* const row = std::find_if(kRows.begin(), kRows.end(),
                                       [&](const Row& each) { return each.sort == object.sort; });
  if (row == kRows.end() || row->level > level_) return;
  const Look now = look(state, object);
  const std::pair key(object.sort, object.id);
  const auto life = lives_.find(key);
  if (life == lives_.end()) {
    if (!now.live) return;
    std::string name = std::string(row->category) + ' ' + std::to_string(object.id);
    if (!now.name.empty()) name += ' ' + now.name;
    const Life& born =
        lives_.emplace(key, Life{++born_, row->category, name, now.status, event.thread})
            .first->second;
    file_.track(Chrome::Step::born, born.track(), event, now.status);
  } else if (!now.live) {
    file_.track(Chrome::Step::ended, life->second.track(), event, now.status);
    lives_.erase(life);
  } else if (life->second.status != now.status || event.kind_name.starts_with(row->prefix)) {
    life->second.status = now.status;
    file_.track(Chrome::Step::changed, life->second.track(), event, now.status);
  }
}

void Tracks::finish(std::int64_t t) {
  for (const auto& [key, life] : lives_) {
    file_.left_open(life.track(), life.thread, t, life.status);
  }
}

}  // namespace eyewall::exports
