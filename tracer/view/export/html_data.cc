#include <algorithm>
#include <stdexcept>

#include "export/html.h"
#include "export/html_events.h"
#include "export/html_questions.h"
#include "export/html_rows.h"
#include "export/html_why.h"
#include "model/timeline.h"
#include "view/source.h"

namespace eyewall::exports {
namespace {

constexpr std::size_t kSourceBytes = 640 * 1024;  // of all files together

JsonList panes() {
  JsonList list;
  for (const view::PaneInfo& info : view::pane_names()) {
    JsonList pane;
    pane.add_text(info.name);
    pane.add_text(info.title);
    list.raw(std::move(pane).take());
  }
  return list;
}

// Each file's text, or 0; the first ones first, as long as there is room.
JsonList sources(const std::vector<std::string_view>& files, const view::Source& source) {
  JsonList list;
  std::size_t room = kSourceBytes;
  for (const std::string_view file : files) {
    const auto text = source.whole(file, room);
    if (text) {
      room -= text->size();
      list.add_text(*text);
    } else {
      list.raw("0");
    }
  }
  return list;
}

void add_header(Members& members, const read::Trace& trace, Span span, const Options& options) {
  members.add("page", 1);
  members.add("program", trace.header().program);
  members.add("start", trace.header().start);
  members.raw("complete", trace.complete() ? "true" : "false");
  members.add("first", span.first);
  members.add("total", trace.events().size());
  members.add("level", to_string(options.level.value_or(trace::Level::syscall)));
  JsonList names = panes();
  members.add("panes", names);
  JsonList due;
  due.add_text(kDueIn);
  due.add_text(kDueSince);
  members.add("due", due);
}

}  // namespace

std::string page_data(const read::Trace& trace, Span span, const Options& options) {
  Progress progress(options);
  TextTable texts;
  EventsTold events(texts);
  RowsTold rows(texts);
  WhyTold why(trace, span.first, texts);
  for (trace::Seq seq = 1; seq < span.first; ++seq) events.skip(*trace.by_seq(seq));
  model::Timeline timeline(trace);
  for (trace::Seq seq = span.first; seq <= span.last; ++seq) {
    events.add(*trace.by_seq(seq));
    rows.step(timeline.at(seq));
    why.add(*trace.by_seq(seq));
    progress.step();
  }
  JsonList files = sources(events.files(), view::Source(options.roots));
  Members members;
  add_header(members, trace, span, options);
  members.add("sources", files);
  members.raw("questions", questions_told(trace, span, texts));
  const std::string told = std::move(events).members() + ',' + std::move(rows).members() + ',' +
                           std::move(why).members();
  JsonList all = std::move(texts).take();
  members.add("texts", all);
  return '{' + std::move(members).take() + ',' + told + '}';
}

}  // namespace eyewall::exports
