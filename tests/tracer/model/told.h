// Everything that a State says, as one text: two states are the same when their texts are.
#pragma once

#include <sstream>
#include <string>

#include "model/state.h"

namespace eyewall::model {

inline std::string told(const State& state) {
  std::ostringstream out;
  const auto all = [&](std::string_view what, const auto& ledger, auto tell) {
    out << what << ' ' << ledger.size() << '/' << ledger.live() << ':';
    ledger.each_live([&](std::uint64_t id, const auto& object) {
      out << " [" << id << ' ';
      tell(object);
      out << ']';
      return true;
    });
    out << '\n';
  };
  const Counters& n = state.counters();
  out << state.seq() << ' ' << to_string(state.phase()) << ' ' << state.loop_runs() << ' '
      << state.turn() << ' ' << state.poll_timeout_ns() << '\n'
      << n.iterations << ' ' << n.polls << ' ' << n.ready << ' ' << n.callbacks << ' '
      << n.system_calls << ' ' << n.bytes_read << ' ' << n.bytes_written << ' '
      << state.prints().size() << '\n';
  all("callbacks", state.callbacks(), [&](const Callback& c) {
    out << c.name << ' ' << to_string(c.status) << ' ' << c.added << ' ' << c.began << ' '
        << c.stream;
  });
  all("timers", state.timers(), [&](const Timer& t) { out << t.name << ' ' << t.deadline_ns; });
  all("handlers", state.handlers(), [&](const Handler& h) {
    out << h.who << ' ' << h.events << ' ' << state.ready(h) << ' ' << h.stream << ' ' << h.closed;
  });
  all("futures", state.futures(), [&](const Future& f) {
    out << to_string(f.status) << ' ' << f.coroutine << ' ' << f.task;
    for (const auto& w : f.waiters)
      out << " <" << w.name << ' ' << w.then << ' ' << w.runner << '>';
  });
  all("coroutines", state.coroutines(), [&](const Coroutine& c) {
    out << c.name << ' ' << to_string(c.status) << ' ' << c.at << ' ' << c.awaited << ' '
        << c.waits_for << ' ' << c.runner << ' ' << c.result;
  });
  all("runners", state.runners(), [&](const Runner& r) {
    out << r.coroutine;
    for (const auto& key : r.pending) out << " <" << key.key << ' ' << key.future << '>';
  });
  all("streams", state.streams(), [&](const Stream& s) {
    out << to_string(s.status) << ' ' << s.fd << ' ' << s.how << ' ' << s.wanted << ' '
        << s.buffered << ' ' << s.unsent << ' ' << s.shaking << ' ' << s.exchange << ' '
        << state.buffer(s).text;
  });
  all("exchanges", state.exchanges(), [&](const Exchange& e) {
    out << e.method << ' ' << e.url << ' ' << to_string(e.status) << ' ' << e.code << ' '
        << e.stream << ' ' << e.handler;
  });
  all("tasks", state.tasks(),
      [&](const Task& t) { out << t.name << ' ' << to_string(t.status) << ' ' << t.thread; });
  all("threads", state.threads(), [&](const Thread& t) { out << t.last; });
  for (const Seq seq : state.stack(state.thread())) out << " > " << seq;
  for (const Id id : state.ready_queue()) out << " q" << id;
  for (const Id id : state.timer_queue()) out << " t" << id;
  for (const Ref& ref : state.changed()) out << ' ' << to_string(ref.sort) << ref.id;
  out << " in coroutine " << state.coroutine() << '\n';
  return out.str();
}

}  // namespace eyewall::model
