// Rules about what happens while the loop runs.
#include <algorithm>
#include <cctype>

#include "explain/doer.h"
#include "explain/lint_watch.h"
#include "explain/narrate.h"
#include "explain/text.h"

namespace eyewall::explain {
namespace {

using trace::Field;
using trace::Kind;
using trace::Seq;

std::string capital(std::string text) {
  if (!text.empty()) text[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(text[0])));
  return text;
}

class BlockedLoop final : public Watch {
 public:
  using Watch::Watch;
  void end(const model::State&) override {
    for (const Span& span : scene().spans.all()) {
      const read::Event& begin = *scene().trace.by_seq(span.begin);
      if (span.ns <= scene().options.blocked_ns || span.loops || !is_turn(scene().trace, begin))
        continue;
      say(span.begin, capital(scope_name(begin)) + " held the loop for " + milliseconds(span.ns) +
                          (span.end == 0 ? ", and had not returned when the trace ends." : "."));
    }
  }
};

class StarvedTimer final : public Watch {
 public:
  using Watch::Watch;
  void see(const model::State&, const read::Event& event) override {
    if (!event.is(Kind::timer_fire)) return;
    const std::int64_t late = event.integer(Field::delay_ns);
    if (late <= scene().options.late_ns) return;
    say(event.seq, "Timer " + std::to_string(event.integer(Field::timer)) + " (" +
                       read::printable(event.text(Field::name)) + ") fired " + milliseconds(late) +
                       " late" + meanwhile(event, late) + ".");
  }

 private:
  // What took longest between the time that it was due and the time that it fired.
  std::string meanwhile(const read::Event& fired, std::int64_t late) const {
    const Span* longest = nullptr;
    const auto& spans = scene().spans.all();
    auto span = std::lower_bound(spans.begin(), spans.end(), fired.seq,
                                 [](const Span& each, Seq seq) { return each.begin < seq; });
    while (span != spans.begin()) {
      --span;
      const read::Event& begin = *scene().trace.by_seq(span->begin);
      if (begin.in == 0 && begin.thread == fired.thread && begin.t + span->ns < fired.t - late)
        break;
      if (begin.thread != fired.thread || !is_turn(scene().trace, begin)) continue;
      if (longest == nullptr || span->ns > longest->ns) longest = &*span;
    }
    if (longest == nullptr) return {};
    return ": " + scope_name(*scene().trace.by_seq(longest->begin)) + " held the loop for " +
           milliseconds(longest->ns) + " meanwhile, from step " + std::to_string(longest->begin);
  }
};

class ClosedRegistered final : public Watch {
 public:
  using Watch::Watch;
  void see(const model::State& state, const read::Event& event) override {
    // A loop that is closed forgets its descriptors itself, and may close them.
    if (event.is(Kind::fd_remove) && event.text(Field::who).starts_with("waker")) over_ = true;
    if (event.is(Kind::loop_start)) over_ = false;
    if (!event.is(Kind::sys_close) || over_ || event.integer(Field::fd) < 0) return;
    const auto fd = static_cast<model::Id>(event.integer(Field::fd));
    const model::Handler* const handler = state.handlers().find(fd);
    if (handler == nullptr || handler->closed != event.seq) return;
    say(event.seq, "Descriptor " + std::to_string(fd) +
                       (handler->who.empty() ? "" : " (" + read::printable(handler->who) + ")") +
                       " was closed, by " + doer(scene().trace, event) +
                       ", while the loop watched it since step " +
                       std::to_string(handler->changed) + ".");
  }

 private:
  bool over_ = false;
};

}  // namespace

std::unique_ptr<Watch> watch_blocked_loop(const Scene& scene) {
  return std::make_unique<BlockedLoop>(scene);
}
std::unique_ptr<Watch> watch_starved_timer(const Scene& scene) {
  return std::make_unique<StarvedTimer>(scene);
}
std::unique_ptr<Watch> watch_closed_registered(const Scene& scene) {
  return std::make_unique<ClosedRegistered>(scene);
}

}  // namespace eyewall::explain
