#include <algorithm>

#include "explain/catalogue.h"
#include "explain/indent.h"
#include "explain/narrate.h"
#include "export/markdown.h"
#include "export/markdown_text.h"

namespace eyewall::exports {
namespace {

using explain::Phrase;
using explain::said;
using trace::Kind;

constexpr unsigned kDeepest = 20;  // lists in lists

// The lists of one section after the other. An item stands at most one deeper than that before it:
// Markdown would take a deeper one for code.
class Lists {
 public:
  explicit Lists(Text& out) : out_(out) {}

  /// What follows stands under that heading, as soon as something does.
  void section(std::string heading) { heading_ = std::move(heading); }

  void item(const read::Event& event, unsigned depth) {
    if (!begun_ || !heading_.empty()) begin(depth);
    top_ = std::min(top_, depth);
    at_ = std::min({depth - top_, at_ + 1, kDeepest});
    begun_ = true;
    const std::string margin(std::size_t{2} * at_, ' ');
    out_ << margin << "- **" << event.seq << "** " << markdown_sentence(event);
    if (event.thread != 0) {
      out_ << " · " << said(Phrase::thread, {{"thread", std::to_string(event.thread)}});
    }
    if (!event.file.empty()) out_ << " · " << markdown_code(explain::site(event));
    if (const std::string payload = markdown_payload(event); !payload.empty()) {
      out_ << "\\\n" << margin << "  " << payload;
    }
    out_ << '\n';
  }

  bool begun() const { return begun_; }

 private:
  void begin(unsigned depth) {
    out_ << '\n';
    if (!heading_.empty()) out_ << "## " << std::exchange(heading_, "") << "\n\n";
    top_ = depth;
    at_ = 0;
  }

  Text& out_;
  std::string heading_;
  bool begun_ = false;
  unsigned top_ = 0;  // the depth at which the section's outermost list stands
  unsigned at_ = 0;   // lists around the last item
};

std::string turn(const read::Event& event) {
  const std::string iteration = std::to_string(event.integer(trace::Field::iteration));
  if (event.thread == 0) return said(Phrase::turn, {{"iteration", iteration}});
  return said(Phrase::turn_of_thread,
              {{"iteration", iteration}, {"thread", std::to_string(event.thread)}});
}

bool has_turns(const read::Trace& trace) {
  return std::any_of(trace.events().begin(), trace.events().end(),
                     [](const read::Event& event) { return event.is(Kind::loop_iteration); });
}

}  // namespace

void tell_story(const read::Trace& trace, trace::Level level, Progress& progress, Text& out) {
  Lists lists(out);
  explain::Indent indent(level);
  if (has_turns(trace)) lists.section(said(Phrase::before_loop));
  for (const read::Event& event : trace.events()) {
    progress.step();
    const unsigned depth = indent.next(event);
    if (event.is(Kind::loop_iteration)) lists.section(turn(event));
    if (event.level() <= level) lists.item(event, depth);
    if (event.is(Kind::loop_end)) lists.section(said(Phrase::after_loop));
  }
  if (!lists.begun()) out << '\n' << said(Phrase::no_event) << '\n';
}

}  // namespace eyewall::exports
