// Panes of what hangs on the loop: futures, coroutines, streams, exchanges, threads.
#include "explain/narrate.h"
#include "explain/text.h"
#include "view/pane_rows.h"

namespace eyewall::view {
namespace {

constexpr std::size_t kChain = 8;        // links of an await chain that are shown
constexpr std::size_t kShownBytes = 24;  // bytes of a buffer that are shown
constexpr std::size_t kShownPattern = 16;

std::string called(const model::State& state, model::Id coroutine) {
  const model::Coroutine* found = state.coroutines().find(coroutine);
  return "coroutine " + std::to_string(coroutine) +
         (found == nullptr || found->name.empty() ? "" : " " + read::printable(found->name));
}

// "future 2", and the coroutine or the task whose result it is.
std::string future_of(const model::State& state, model::Id id) {
  std::string text = "future " + std::to_string(id);
  const model::Future* future = state.futures().find(id);
  if (future == nullptr) return text;
  if (future->coroutine != 0) text += " of " + called(state, future->coroutine);
  if (future->task != 0) text += " of task " + std::to_string(future->task);
  return text;
}

std::string site_of(const model::State& state, trace::Seq seq) {
  const read::Event* event = state.trace().by_seq(seq);
  return event == nullptr ? "" : explain::site(*event);
}

std::string waiter(const model::State& state, const model::Future::Waiter& each) {
  const model::Runner* runner = state.runners().find(each.runner);
  if (runner != nullptr) return called(state, runner->coroutine);
  return each.name.empty() ? "a callback" : read::printable(each.name);
}

// What a coroutine waits for: a future, then whoever makes that one, and so on.
std::string await_chain(const model::State& state, const model::Coroutine& coroutine) {
  std::string text;
  const model::Coroutine* at = &coroutine;
  for (std::size_t links = 0; links < kChain && at != nullptr && at->awaited != 0; ++links) {
    text += (links == 0 ? "" : ", which waits for ") + future_of(state, at->awaited);
    const model::Future* future = state.futures().find(at->awaited);
    const model::Id next = future == nullptr ? 0 : future->coroutine;
    at = next == 0 ? nullptr : state.coroutines().find(next);
    if (at == &coroutine) break;  // a circle: it will wait for ever
  }
  return text;
}

std::string keys_of(const model::State& state, const model::Coroutine& coroutine) {
  const model::Runner* runner = state.runners().find(coroutine.runner);
  if (runner == nullptr || runner->pending.empty()) return {};
  std::string text;
  for (const model::Runner::Key& key : runner->pending) {
    text += (text.empty() ? "" : ", ") +
            (key.future != 0 ? future_of(state, key.future) : "key " + read::printable(key.key));
  }
  return text;
}

std::string shown_bytes(std::string_view bytes, std::size_t shown, bool cut) {
  cut = cut || bytes.size() > shown;
  const auto value = read::Value::string(trace::Field::data, bytes.substr(0, shown));
  return read::display(value) + (cut ? "..." : "");
}

std::string wanted(const model::Stream& stream) {
  std::string text = "wants ";
  if (stream.how == "bytes") {
    text += std::to_string(stream.want_bytes) + " bytes";
  } else if (stream.how == "close") {
    text += "all until the close";
  } else {
    text += read::printable(stream.how) + " " + shown_bytes(stream.pattern, kShownPattern, false);
  }
  return text + " for " +
         (stream.callback.empty() ? "a callback" : read::printable(stream.callback));
}

}  // namespace

void future_rows(const model::State& state, Rows& rows) {
  object_rows(
      state, model::Sort::future, state.futures(), rows,
      [&](model::Id id, const model::Future& future) {
        std::string text = "#" + std::to_string(id) + " " + std::string(to_string(future.status));
        if (future.coroutine != 0) text += ", of " + called(state, future.coroutine);
        if (future.task != 0) text += ", of task " + std::to_string(future.task);
        if (!future.error.empty()) text += ": " + read::printable(future.error);
        if (future.lost != 0) text += "; nobody looked at its exception";
        for (const auto& each : future.waiters) {
          text += (&each == future.waiters.data() ? "; awaited by " : ", ") + waiter(state, each);
        }
        return text;
      });
}

void coroutine_rows(const model::State& state, Rows& rows) {
  object_rows(state, model::Sort::coroutine, state.coroutines(), rows,
              [&](model::Id id, const model::Coroutine& coroutine) {
                std::string text = "#" + std::to_string(id) + " " +
                                   read::printable(coroutine.name) + "  " +
                                   std::string(to_string(coroutine.status));
                if (const std::string at = site_of(state, coroutine.at); !at.empty()) {
                  text += " at " + at;
                }
                if (coroutine.status != model::Coroutine::Status::suspended) return text;
                std::string waits = await_chain(state, coroutine);
                if (waits.empty()) waits = keys_of(state, coroutine);
                if (waits.empty()) waits = read::printable(coroutine.waits_for);
                return waits.empty() ? text : text + ", waits for " + waits;
              });
}

void stream_rows(const model::State& state, Rows& rows) {
  object_rows(state, model::Sort::stream, state.streams(), rows,
              [&](model::Id id, const model::Stream& stream) {
                std::string text = "#" + std::to_string(id) + " fd " + std::to_string(stream.fd) +
                                   "  " + std::string(to_string(stream.status));
                if (stream.shaking != 0) text += ", shaking hands";
                if (stream.wanted != 0) text += ", " + wanted(stream);
                text += "; in " + std::to_string(stream.buffered);
                if (stream.buffered > 0) {
                  const auto bytes = state.buffer(stream);
                  text += " " + shown_bytes(bytes.text, kShownBytes, bytes.cut);
                }
                return text + ", out " + std::to_string(stream.unsent);
              });
}

void exchange_rows(const model::State& state, Rows& rows) {
  object_rows(state, model::Sort::exchange, state.exchanges(), rows,
              [&](model::Id id, const model::Exchange& exchange) {
                std::string text =
                    "#" + std::to_string(id) + " " + read::printable(exchange.method) + " " +
                    read::printable(exchange.url) + "  " + std::string(to_string(exchange.status));
                if (exchange.stream != 0) text += " by stream " + std::to_string(exchange.stream);
                if (!exchange.handler.empty()) text += ", for " + read::printable(exchange.handler);
                return exchange.code == 0 ? text : text + " " + std::to_string(exchange.code);
              });
}

void thread_rows(const model::State& state, Rows& rows) {
  state.threads().each_live([&](std::uint64_t number, const model::Thread& thread) {
    const auto stack = state.stack(static_cast<std::uint32_t>(number));
    const read::Event* inner = stack.empty() ? nullptr : state.trace().by_seq(stack.back());
    rows.add(number,
             "thread " + std::to_string(number) + "  " +
                 (inner == nullptr ? "outside of any call" : explain::sentence(*inner)),
             thread.last == state.seq());
    return true;
  });
  object_rows(
      state, model::Sort::task, state.tasks(), rows, [&](model::Id id, const model::Task& task) {
        std::string text = "task #" + std::to_string(id) + " " + read::printable(task.name) + "  " +
                           std::string(to_string(task.status));
        if (task.began != 0) text += " on thread " + std::to_string(task.thread);
        return text;
      });
}

}  // namespace eyewall::view
