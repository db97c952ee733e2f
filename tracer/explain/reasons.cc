#include "explain/reasons.h"

#include <algorithm>
#include <span>

#include "explain/catalogue.h"
#include "explain/narrate.h"
#include "explain/text.h"

namespace eyewall::explain {
namespace {

using trace::Field;
using trace::Kind;

struct Words {
  Kind kind;
  Phrase phrase;
};

// What a cause is in the past; the sentence of its kind where nothing stands here.
constexpr Words kCauses[] = {
    {Kind::callback_add, Phrase::because_callback_add},
    {Kind::timer_add, Phrase::because_timer_add},
    {Kind::timer_fire, Phrase::because_timer_fire},
    {Kind::poll_event, Phrase::because_poll_event},
    {Kind::fd_add, Phrase::because_fd_add},
    {Kind::fd_modify, Phrase::because_fd_modify},
    {Kind::future_resolve, Phrase::because_future_resolve},
    {Kind::future_reject, Phrase::because_future_reject},
    {Kind::stream_want, Phrase::because_stream_want},
    {Kind::executor_submit, Phrase::because_executor_submit},
    {Kind::waker_wake, Phrase::because_waker_wake},
    {Kind::loop_start, Phrase::because_loop_start},
};

// What encloses an event; its kind's name where nothing stands here.
constexpr Words kScopes[] = {
    {Kind::callback_begin, Phrase::inside_callback}, {Kind::handler_begin, Phrase::inside_handler},
    {Kind::executor_begin, Phrase::inside_task},     {Kind::call_begin, Phrase::inside_call},
    {Kind::gen_send, Phrase::inside_coroutine},      {Kind::gen_throw, Phrase::inside_coroutine},
};

std::optional<std::string> words(std::span<const Words> table, const read::Event& event) {
  for (const Words& each : table) {
    if (event.is(each.kind)) return fill(sentence_of(each.phrase), event);
  }
  return std::nullopt;
}

std::string because(const read::Event& cause) {
  if (const auto text = words(kCauses, cause)) return *text;
  return said(Phrase::because_of_this, {{"sentence", sentence(cause)}});
}

std::string inside(const read::Event& scope) {
  if (const auto text = words(kScopes, scope)) return *text;
  return said(Phrase::inside_other, {{"kind", read::printable(scope.kind_name)}});
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
  if (!event.has(Field::gen)) return inside(event);
  look();
  const auto name = names_.find(event.integer(Field::gen));
  if (name == names_.end() || name->second.empty()) return inside(event);
  return said(Phrase::inside_coroutine_named, {{"gen", std::to_string(event.integer(Field::gen))},
                                               {"name", read::printable(name->second)}});
}

}  // namespace eyewall::explain
