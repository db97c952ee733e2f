#include "export/cast.h"

#include <algorithm>
#include <array>

namespace eyewall::exports {
namespace {

using trace::Field;
using trace::Kind;
using Sort = Who::Sort;

constexpr std::string_view kCall = "->>";
constexpr std::string_view kAnswer = "-->>";
constexpr std::string_view kSignal = "-)";  // its receiver comes to it later
constexpr std::string_view kRaise = "-x";
constexpr std::string_view kNote = "";

model::Id id(const read::Event& event, Field field) {
  return static_cast<model::Id>(event.integer(field));
}

}  // namespace

// Kinds that are not here are what the acting code does with itself.
struct Cast::Row {
  Kind kind;
  Part from;
  std::string_view arrow;
  Part to;
};

const Cast::Row* Cast::row_of(Kind kind) {
  using enum Part;
  static constexpr auto rows = std::to_array<Row>({
      {Kind::trace_begin, program, kNote, program},
      {Kind::trace_end, program, kNote, program},
      {Kind::loop_start, acts, kCall, loop},
      {Kind::loop_iteration, loop, kNote, loop},
      {Kind::loop_stop, acts, kCall, loop},
      {Kind::loop_end, loop, kAnswer, acts},
      {Kind::loop_blocked, loop, kNote, loop},
      {Kind::loop_add_future, acts, kCall, loop},
      {Kind::poll_begin, loop, kCall, kernel},
      {Kind::poll_event, kernel, kAnswer, loop},
      {Kind::poll_end, kernel, kAnswer, loop},
      {Kind::fd_add, acts, kCall, loop},
      {Kind::fd_modify, acts, kCall, loop},
      {Kind::fd_remove, acts, kCall, loop},
      {Kind::handler_begin, loop, kCall, own},
      {Kind::handler_end, acts, kAnswer, loop},
      {Kind::handler_raise, own, kRaise, loop},
      {Kind::callback_add, acts, kSignal, loop},
      {Kind::callback_begin, loop, kCall, own},
      {Kind::callback_end, acts, kAnswer, loop},
      {Kind::callback_raise, own, kRaise, loop},
      {Kind::callback_drop, loop, kNote, loop},
      {Kind::timer_add, acts, kSignal, loop},
      {Kind::timer_cancel, acts, kCall, loop},
      {Kind::timer_fire, loop, kCall, loop},
      {Kind::timer_drop, loop, kNote, loop},
      {Kind::waker_wake, acts, kSignal, loop},
      {Kind::waker_drain, loop, kCall, loop},
      {Kind::future_resolve, acts, kSignal, waiter},
      {Kind::future_reject, acts, kSignal, waiter},
      {Kind::future_lost, acts, kNote, acts},
      {Kind::gen_new, acts, kCall, own},
      {Kind::gen_send, caller, kCall, own},
      {Kind::gen_throw, caller, kCall, own},
      {Kind::gen_resume, own, kCall, own},
      {Kind::gen_yield, own, kAnswer, caller},
      {Kind::gen_return, own, kAnswer, caller},
      {Kind::gen_raise, own, kRaise, caller},
      {Kind::gen_close, acts, kCall, own},
      {Kind::executor_submit, acts, kSignal, pool},
      {Kind::executor_begin, pool, kCall, own},
      {Kind::executor_end, acts, kAnswer, pool},
      {Kind::executor_then, acts, kCall, pool},
      {Kind::stream_new, acts, kCall, own},
      {Kind::stream_connect, own, kCall, kernel},
      {Kind::stream_listen, own, kCall, loop},
      {Kind::stream_want, acts, kCall, own},
      {Kind::stream_read, kernel, kAnswer, own},
      {Kind::stream_write, own, kCall, kernel},
      {Kind::stream_close, acts, kCall, own},
      {Kind::call_begin, caller, kCall, own},
      {Kind::call_end, acts, kAnswer, caller},
      {Kind::print, acts, kNote, acts},
      {Kind::note, acts, kNote, acts},
  });
  const auto* const found =
      std::find_if(rows.begin(), rows.end(), [&](const Row& row) { return row.kind == kind; });
  return found == rows.end() ? nullptr : found;
}

Cast::Line Cast::next(const read::Event& event) {
  Line line;
  if (!event.kind) {
    line = {find(Part::acts, event), kNote, {}};
  } else if (const Row* const row = row_of(*event.kind)) {
    line = {find(row->from, event), row->arrow, find(row->to, event)};
  } else {
    const bool asks = event.level() == trace::Level::syscall;
    const bool runs = event.has(Field::runner);  // what a Runner does is its coroutine's
    const Who self = find(runs || event.has(Field::stream) ? Part::own : Part::acts, event);
    line = {self, kCall, asks ? Who{Sort::kernel, 0} : self};
  }
  if (event.shape() == trace::Shape::begin) scopes_[event.seq] = line.to;
  if (event.shape() == trace::Shape::end) scopes_.erase(event.in);
  return line;
}

Who Cast::find(Part part, const read::Event& event) const {
  switch (part) {
    case Part::acts:
      return scope(event.in, event.thread);
    case Part::caller: {  // an end lies in its own begin
      if (event.shape() != trace::Shape::end) return scope(event.in, event.thread);
      const read::Event* const begin = state_.trace().by_seq(event.in);
      return scope(begin == nullptr ? 0 : begin->in, event.thread);
    }
    case Part::own:
      return own(event);
    case Part::waiter:
      return waiter(event);
    case Part::loop:
      return {Sort::loop, 0};
    case Part::kernel:
      return {Sort::kernel, 0};
    case Part::pool:
      return {Sort::pool, 0};
    case Part::program:
      break;
  }
  return {};
}

// Who acts inside a scope; outside of any, the program, or another thread.
Who Cast::scope(read::Seq begin, std::uint32_t thread) const {
  const auto found = scopes_.find(begin);
  if (found != scopes_.end()) return found->second;
  return thread == 0 ? Who() : Who{Sort::thread, thread};
}

// Whom the event is about: the coroutine or the stream that it names.
Who Cast::own(const read::Event& event) const {
  if (event.has(Field::gen)) return {Sort::coroutine, id(event, Field::gen)};
  if (event.has(Field::runner)) {
    const auto* const runner = state_.runners().find(id(event, Field::runner));
    if (runner != nullptr && runner->coroutine != 0) return {Sort::coroutine, runner->coroutine};
  }
  if (event.has(Field::stream)) return {Sort::stream, id(event, Field::stream)};
  return owner(event, scope(event.in, event.thread));
}

// Whose code a callback, a handler, a task or a call is.
Who Cast::owner(const read::Event& event, Who otherwise) const {
  if (event.is(Kind::executor_begin)) {
    return event.thread == 0 ? Who{Sort::pool, 0} : Who{Sort::thread, event.thread};
  }
  if (event.has(Field::cb)) {
    const auto* const callback = state_.callbacks().find(id(event, Field::cb));
    if (callback != nullptr && callback->stream != 0) return {Sort::stream, callback->stream};
  }
  if (event.is(Kind::handler_begin) || event.is(Kind::handler_raise)) {
    const auto* const handler = state_.handlers().find(id(event, Field::fd));
    if (handler != nullptr && handler->stream != 0) return {Sort::stream, handler->stream};
    if (event.text(Field::who).starts_with("waker")) return {Sort::loop, 0};
  }
  return otherwise;
}

// The coroutine that a future's result is for, where one waits for it.
Who Cast::waiter(const read::Event& event) const {
  const auto* const future = state_.futures().find(id(event, Field::future));
  if (future != nullptr) {
    for (const auto& each : future->waiters) {
      const auto* const runner = state_.runners().find(each.runner);
      if (runner != nullptr && runner->coroutine != 0) return {Sort::coroutine, runner->coroutine};
    }
  }
  return scope(event.in, event.thread);
}

std::string Cast::name(Who who) const {
  constexpr std::array<std::string_view, 7> words = {"program", "loop",      "kernel", "executor",
                                                     "thread",  "coroutine", "stream"};
  std::string name(words.at(static_cast<std::size_t>(who.sort)));
  if (who.sort < Sort::thread) return name;
  name += ' ' + std::to_string(who.id);
  const auto* const coroutine =
      who.sort == Sort::coroutine ? state_.coroutines().find(who.id) : nullptr;
  if (coroutine != nullptr && !coroutine->name.empty()) name.append(" ").append(coroutine->name);
  return name;
}

}  // namespace eyewall::exports
