// From an event back to what the program itself did.
#include "explain/why.h"

#include <algorithm>
#include <map>
#include <optional>
#include <ostream>
#include <stdexcept>

#include "explain/doer.h"
#include "explain/narrate.h"
#include "explain/text.h"

namespace eyewall::explain {
namespace {

using trace::Kind;
using trace::Seq;

constexpr std::size_t kLongest = 1000;  // links

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

// The last event of that kind before `seq`; nullptr where one of `until` comes first, or none does.
const read::Event* last_before(const read::Trace& trace, Seq seq, Kind wanted, Kind until,
                               std::optional<std::int64_t> fd = {}) {
  while (const read::Event* event = trace.by_seq(--seq)) {
    if (fd && event->integer(trace::Field::fd) != *fd) continue;
    if (event->is(wanted)) return event;
    if (event->is(until)) return nullptr;
  }
  return nullptr;
}

// A cause that no event names, because it needs none: what a turn of the loop lies in, and who
// wrote into the loop's own descriptor.
const read::Event* implied(const read::Trace& trace, const read::Event& event) {
  if (event.is(Kind::loop_iteration) || event.is(Kind::poll_begin) || event.is(Kind::poll_end) ||
      event.is(Kind::loop_blocked)) {
    return last_before(trace, event.seq, Kind::loop_start, Kind::loop_end);
  }
  if (event.is(Kind::poll_event) && event.text(trace::Field::who).starts_with("waker")) {
    return last_before(trace, event.seq, Kind::waker_wake, Kind::waker_drain,
                       event.integer(trace::Field::fd));
  }
  return nullptr;
}

struct Back {
  const read::Event* event;
  bool caused;  // what comes after it; false: it encloses that
};

std::vector<Back> steps_back(const read::Trace& trace, Seq seq) {
  const read::Event* at = trace.by_seq(seq);
  if (at == nullptr) {
    const std::size_t last = trace.events().size();
    throw std::invalid_argument("there is no event " + std::to_string(seq) +
                                (last == 0 ? std::string(": the trace has none")
                                           : "; there are 1 to " + std::to_string(last)));
  }
  std::vector<Back> steps = {{at, false}};
  while (steps.size() < kLongest && (steps.size() == 1 || !own_line(*at))) {
    const read::Event* const implicit = implied(trace, *at);
    const Seq cause = implicit != nullptr ? implicit->seq : at->cause;
    const Seq next = cause != 0 ? cause : at->in;
    // Back only: a trace that says otherwise must not lead in a circle.
    const read::Event* const before = next < at->seq ? trace.by_seq(next) : nullptr;
    if (before == nullptr) break;
    steps.push_back({before, cause != 0});
    at = before;
  }
  return steps;
}

// The names of the coroutines that the steps lie in, by number.
std::map<std::int64_t, std::string_view> names_of_coroutines(const read::Trace& trace,
                                                             const std::vector<Back>& steps) {
  std::map<std::int64_t, std::string_view> names;
  for (const Back& step : steps) {
    if (!step.caused && step.event->has(trace::Field::gen))
      names[step.event->integer(trace::Field::gen)];
  }
  if (names.empty()) return names;
  for (const read::Event& event : trace.events()) {
    if (!event.is(Kind::gen_new)) continue;
    const auto wanted = names.find(event.integer(trace::Field::gen));
    if (wanted != names.end()) wanted->second = event.text(trace::Field::name);
  }
  return names;
}

}  // namespace

std::vector<Link> why(const read::Trace& trace, Seq seq) {
  const std::vector<Back> steps = steps_back(trace, seq);
  const auto names = names_of_coroutines(trace, steps);
  std::vector<Link> chain = {{seq, sentence(*steps.front().event)}};
  for (std::size_t i = 1; i < steps.size(); ++i) {
    const read::Event& event = *steps[i].event;
    const auto name = names.find(event.integer(trace::Field::gen));
    chain.push_back({event.seq, steps[i].caused ? because(event)
                                                : "inside " + scope_name(event) +
                                                      (name == names.end() || name->second.empty()
                                                           ? ""
                                                           : " (" + plain(name->second) + ")") +
                                                      "."});
  }
  if (steps.size() == kLongest)
    chain.push_back({0, "and so on: there are more than " + std::to_string(kLongest) + " links."});
  return chain;
}

void print(std::ostream& out, const read::Trace& trace, const std::vector<Link>& links) {
  for (const Link& link : links) {
    const read::Event* const event = trace.by_seq(link.seq);
    const std::string number = event == nullptr ? "" : std::to_string(link.seq);
    out << std::string(5 - std::min<std::size_t>(5, number.size()), ' ') << number << "  "
        << link.text;
    if (event != nullptr && !event->file.empty()) out << "  [" << site(*event) << ']';
    out << '\n';
  }
}

}  // namespace eyewall::explain
