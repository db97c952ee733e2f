#include "export/perfetto.h"

#include <algorithm>
#include <map>

#include "export/chrome.h"
#include "export/effects.h"
#include "export/queues.h"
#include "export/slices.h"
#include "export/tracks.h"

namespace eyewall::exports {
namespace {

using trace::Field;
using trace::Kind;

constexpr std::size_t kLongestMark = 100;  // bytes of a printed text that name its mark

// As much of a text as a mark's name may have, cut between code points.
std::string_view brief(std::string_view text) {
  if (text.size() <= kLongestMark) return text;
  std::size_t size = kLongestMark;
  while (size > 0 && (static_cast<unsigned char>(text[size]) & 0xc0) == 0x80) --size;
  return text.substr(0, size);
}

// One pass over the trace. What it does with the file depends on the trace alone: planning and
// writing make the same calls.
class Pass {
 public:
  Pass(const read::Trace& trace, const Effects& effects, trace::Level level, Chrome& file)
      : trace_(trace),
        effects_(effects),
        level_(level),
        file_(file),
        state_(trace),
        slices_(file),
        tracks_(file, level),
        queues_(file) {}

  void run(Progress& progress) {
    put_names();
    for (const read::Event& event : trace_.events()) {
      progress.step();
      state_.apply(event);
      if (event.level() <= level_) put(event);
      tracks_.step(event, state_);
      queues_.step(event, state_);
    }
    const std::int64_t end = trace_.events().empty() ? 0 : trace_.events().back().t;
    tracks_.finish(end);
    slices_.finish(end);
    file_.finish();
  }

 private:
  void put_names() {
    file_.process(trace_.header().program.empty() ? "program" : trace_.header().program);
    std::map<std::uint32_t, bool> works;  // by thread: whether it runs an executor's tasks
    works[0] = false;
    for (const read::Event& event : trace_.events()) {
      works[event.thread] |= event.is(Kind::executor_begin);
    }
    for (const auto& [thread, executor] : works) {
      const std::string number = std::to_string(thread);
      file_.thread(thread, thread == 0 ? "loop" : (executor ? "executor " : "thread ") + number);
    }
  }

  // What closes a slice holds its arrows still inside.
  void put(const read::Event& event) {
    const bool ends =
        event.shape() == trace::Shape::end || event.is(Kind::poll_end) || event.is(Kind::loop_end);
    if (ends) {
      put_arrows(event);
      if (slices_.closes(event)) return;
    } else if (slices_.opens(event, state_)) {
      return put_arrows(event);
    }
    if (event.is(Kind::print) || event.is(Kind::note)) {
      const std::string_view text = brief(event.text(Field::text));
      file_.instant(event, text.empty() ? event.kind_name : text);
    } else {
      file_.point(event);
    }
    if (!ends) put_arrows(event);
  }

  void put_arrows(const read::Event& event) {
    if (effects_.has_cause(event)) file_.arrive(event);
    for (const std::uint32_t effect : effects_.of(event)) file_.leave(event, effect);
  }

  const read::Trace& trace_;
  const Effects& effects_;
  trace::Level level_;
  Chrome& file_;
  model::State state_;
  Slices slices_;
  Tracks tracks_;
  Queues queues_;
};

}  // namespace

void write_perfetto(const read::Trace& trace, const Options& options, Output& output) {
  const trace::Level level = options.level.value_or(trace::Level::syscall);
  const Effects effects(trace, level);
  Progress progress(options, 2);
  Chrome::Plan plan;
  Chrome planner(trace, plan);
  Pass(trace, effects, level, planner).run(progress);
  Chrome writer(trace, plan, output.part(1, 1));
  Pass(trace, effects, level, writer).run(progress);
}

}  // namespace eyewall::exports
