#include "export/markdown.h"

#include <algorithm>

#include "explain/catalogue.h"
#include "explain/narrate.h"
#include "export/markdown_text.h"

namespace eyewall::exports {
namespace {

using explain::Phrase;
using explain::said;

std::string code(std::string_view text) {
  return markdown_code(read::printable(text));
}

std::string program(const read::Trace& trace) {
  const std::string& name = trace.header().program;
  return name.empty() ? said(Phrase::a_program) : code(name);
}

std::string span(const read::Trace& trace) {
  if (trace.events().empty()) return explain::milliseconds(0);
  // Unsigned, for a stranger's trace may have times that are further apart than a number is wide.
  const auto first = static_cast<std::uint64_t>(trace.events().front().t);
  const auto last = static_cast<std::uint64_t>(trace.events().back().t);
  return explain::milliseconds(static_cast<std::int64_t>(last - first));
}

void fact(Text& out, const std::string& text) {
  out << "- " << text << '\n';
}

// What the trace is.
void tell_facts(const read::Trace& trace, Text& out) {
  const read::Header& header = trace.header();
  const std::string count = std::to_string(trace.events().size());
  if (!header.program.empty()) fact(out, said(Phrase::fact_program, {{"program", program(trace)}}));
  if (!header.start.empty()) fact(out, said(Phrase::fact_start, {{"start", code(header.start)}}));
  if (!header.clock.empty()) fact(out, said(Phrase::fact_clock, {{"clock", code(header.clock)}}));
  fact(out, said(Phrase::fact_events, {{"count", count}, {"time", span(trace)}}));
  fact(out,
       trace.complete() ? said(Phrase::fact_whole) : said(Phrase::fact_cut_off, {{"seq", count}}));
}

void title(const read::Trace& trace, Phrase phrase, Text& out) {
  out << "# " << said(phrase, {{"program", program(trace)}}) << "\n\n";
}

void story(const read::Trace& trace, const Options& options, Text& out) {
  const trace::Level level = options.level.value_or(trace::Level::loop);
  const auto shown =
      std::count_if(trace.events().begin(), trace.events().end(),
                    [level](const read::Event& event) { return event.level() <= level; });
  title(trace, Phrase::story_title, out);
  tell_facts(trace, out);
  fact(out, said(Phrase::fact_level,
                 {{"level", trace::to_string(level)}, {"count", std::to_string(shown)}}));
  Progress progress(options);
  tell_story(trace, level, progress, out);
}

}  // namespace

void write_markdown(const read::Trace& trace, const Options& options, Output& output) {
  Text out(output.part(1, 1));
  if (options.level) return story(trace, options, out);
  const explain::Walk walk = explain::walk(trace);
  if (walk.matched() < walk.steps()) return story(trace, options, out);
  title(trace, Phrase::steps_title, out);
  tell_facts(trace, out);
  tell_steps(walk, out);
}

}  // namespace eyewall::exports
