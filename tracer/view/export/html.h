// One file that shows a trace in any browser, from disk, without a network.
//
// What: what the page of page/ is given: the events, the rows of every pane at every step, the
//   source files that the events name, as one JSON text in the page.
// For: the html format. Threads: one export, one thread. Ownership: texts are returned.
// Source: ours.
#pragma once

#include <string>

#include "export/export.h"

namespace eyewall::exports {

/// The page with the trace in it. The level is the one at which it opens; it has all events.
void write_html(const read::Trace& trace, const Options& options, Output& output);

/// The events that a page tells of: numbers `first` to `last`. Empty: last is less than first.
struct Span {
  trace::Seq first;
  trace::Seq last;
};

/// The most events that a page takes: a browser must still open it.
inline constexpr std::size_t kPageEvents = 300'000;

/// The span that the options ask for, inside the trace. Throws std::invalid_argument where they ask
/// for none of its events, or for more than a page takes.
Span span_of(const read::Trace& trace, const Options& options);

/// What the page is given, as JSON that may stand in a script.
std::string page_data(const read::Trace& trace, Span span, const Options& options);

/// A longer text as a JSON string: deflated (RFC 1950), in base64. The page inflates it.
std::string packed(const std::string& json);

/// The page without its data, which comes between the two. Made of page/ when eyewall is built.
struct Page {
  std::string_view before;
  std::string_view after;
};
Page page();

}  // namespace eyewall::exports
