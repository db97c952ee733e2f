#include "export/mermaid.h"

#include "explain/narrate.h"
#include "export/cast.h"
#include "export/diagram.h"

namespace eyewall::exports {
namespace {

void draw(const read::Trace& trace, trace::Level level, Progress& progress,
          const Diagrams::Take& take) {
  model::State state(trace);
  Cast cast(state);
  Diagrams diagrams(take, [&](Who who) { return cast.name(who); });
  for (const read::Event& event : trace.events()) {
    progress.step();
    state.apply(event);
    const Cast::Line line = cast.next(event);
    if (event.level() > level) continue;
    const std::string text = std::to_string(event.seq) + ' ' + explain::sentence(event);
    if (line.arrow.empty()) {
      diagrams.note(line.from, text);
    } else {
      diagrams.message(line.from, line.arrow, line.to, text);
    }
  }
  diagrams.finish();
}

}  // namespace

// Drawn twice: a part says how many there are, and a long trace's need not fit in memory.
void write_mermaid(const read::Trace& trace, const Options& options, Output& output) {
  const trace::Level level = options.level.value_or(trace::Level::loop);
  Progress progress(options, 2);
  std::size_t count = 0;
  draw(trace, level, progress, [&](const std::string&) { ++count; });
  std::size_t number = 0;
  draw(trace, level, progress,
       [&](const std::string& diagram) { output.part(++number, count) << diagram; });
}

}  // namespace eyewall::exports
