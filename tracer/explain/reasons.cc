#include "explain/reasons.h"

#include <algorithm>

#include "explain/doer.h"
#include "explain/narrate.h"
#include "explain/text.h"

namespace eyewall::explain {
namespace {

using trace::Field;
using trace::Kind;

struct Reason {
  Kind kind;
  std::string_view text;  // see fill()
};

// What a cause is in the past; the sentence of its kind where nothing stands here.
constexpr Reason kReasons[] = {
    {Kind::callback_add, "{name} had been scheduled, as callback {cb}"},
    {Kind::timer_add, "timer {timer} had been set, to run {name}"},
    {Kind::timer_fire, "timer {timer} was due"},
    {Kind::poll_event, "descriptor {fd} ({who}) was ready: {events}"},
    {Kind::fd_add, "the loop had registered descriptor {fd} ({who}) for {events}"},
    {Kind::fd_modify, "the loop had changed descriptor {fd} ({who}) to {events}"},
    {Kind::future_resolve, "future {future} had got its result"},
    {Kind::future_reject, "future {future} had got an exception: {error}"},
    {Kind::stream_want, "stream {stream} was to read ({how}) and then run {name}"},
    {Kind::executor_submit, "{name} had been submitted to the executor, as task {task}"},
    {Kind::waker_wake, "the loop had been woken through descriptor {fd}"},
    {Kind::loop_start, "the loop had been started"},
};

std::string because(const read::Event& cause) {
  for (const Reason& reason : kReasons) {
    if (cause.is(reason.kind)) return "because " + fill(reason.text, cause) + ".";
  }
  return "because of this: " + sentence(cause);
}

}  // namespace

void Reasons::look() {
  if (looked_) return;
  looked_ = true;
  for (const read::Event& event : trace_.events()) {
    if (event.is(Kind::loop_start) || event.is(Kind::loop_end)) {
      loop_.push_back({event.seq, event.is(Kind::loop_start)});
    } else if (event.is(Kind::waker_wake) || event.is(Kind::waker_drain)) {
      wakers_[event.integer(Field::fd)].push_back({event.seq, event.is(Kind::waker_wake)});
    } else if (event.is(Kind::gen_new)) {
      names_[event.integer(Field::gen)] = event.text(Field::name);
    }
  }
}

// The last of them before the event, if that is one that begins.
const read::Event* Reasons::begun_before(const Turns& turns, trace::Seq seq) const {
  const auto next = std::lower_bound(turns.begin(), turns.end(), seq,
                                     [](const Turn& turn, trace::Seq at) { return turn.seq < at; });
  return next == turns.begin() || !(next - 1)->begins ? nullptr : trace_.by_seq((next - 1)->seq);
}

// A cause that no event names, because it needs none: what a turn of the loop lies in, and who
// wrote into the loop's own descriptor.
const read::Event* Reasons::implied(const read::Event& event) {
  if (event.is(Kind::loop_iteration) || event.is(Kind::poll_begin) || event.is(Kind::poll_end) ||
      event.is(Kind::loop_blocked)) {
    look();
    return begun_before(loop_, event.seq);
  }
  if (event.is(Kind::poll_event) && event.text(Field::who).starts_with("waker")) {
    look();
    const auto turns = wakers_.find(event.integer(Field::fd));
    return turns == wakers_.end() ? nullptr : begun_before(turns->second, event.seq);
  }
  return nullptr;
}

std::optional<Reasons::Behind> Reasons::behind(const read::Event& event) {
  const read::Event* const implicit = implied(event);
  const trace::Seq cause = implicit != nullptr ? implicit->seq : event.cause;
  const trace::Seq next = cause != 0 ? cause : event.in;
  // Back only: a trace that says otherwise must not lead in a circle.
  const read::Event* const before = next < event.seq ? trace_.by_seq(next) : nullptr;
  if (before == nullptr) return std::nullopt;
  return Behind{before, cause != 0};
}

std::string Reasons::text(const Behind& behind) {
  const read::Event& event = *behind.event;
  if (behind.caused) return because(event);
  std::string text = "inside " + scope_name(event);
  if (event.has(Field::gen)) {
    look();
    const auto name = names_.find(event.integer(Field::gen));
    if (name != names_.end() && !name->second.empty())
      text += " (" + read::printable(name->second) + ")";
  }
  return text + ".";
}

}  // namespace eyewall::explain
