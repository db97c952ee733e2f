// Where the program is: the stack, and a coroutine's chain of awaits.
#include <stdexcept>

#include "explain/narrate.h"
#include "explain/text.h"
#include "view/command.h"
#include "view/obey.h"
#include "view/printable.h"

namespace eyewall::view::obey {
namespace {

using model::State;

constexpr std::size_t kChain = 32;  // links of an await chain that are followed

std::string called(const State& state, model::Id id) {
  const model::Coroutine* coroutine = state.coroutines().find(id);
  return "coroutine " + std::to_string(id) +
         (coroutine == nullptr || coroutine->name.empty()
              ? ""
              : ", " + read::printable(coroutine->name));
}

std::string site_of(const State& state, Seq seq) {
  const read::Event* event = state.trace().by_seq(seq);
  return event == nullptr ? "" : explain::site(*event);
}

// One link of the chain: "coroutine 1, download, is suspended at async_client.cc:27".
void tell(Session& s, const State& state, model::Id id, Answer& answer) {
  const model::Coroutine& coroutine = *state.coroutines().find(id);
  const std::string at = site_of(state, coroutine.at);
  answer.text += called(state, id) + ", is " + std::string(to_string(coroutine.status)) +
                 (at.empty() ? "" : " at " + at) + "\n";
  if (const read::Event* event = state.trace().by_seq(coroutine.at)) {
    const auto line = s.source.line(event->file, event->line);
    if (!line.empty()) answer.text += "    | " + printable(line) + "\n";
  }
  answer.data["chain"].push_back({{"coroutine", id},
                                  {"name", coroutine.name},
                                  {"status", to_string(coroutine.status)},
                                  {"at", at}});
}

// What a coroutine waits for besides one future; empty: nothing that the trace names.
std::string several(const State& state, const model::Coroutine& coroutine) {
  std::string text;
  const model::Runner* runner = state.runners().find(coroutine.runner);
  for (const model::Runner::Key& key :
       runner == nullptr ? std::vector<model::Runner::Key>() : runner->pending) {
    text += text.empty() ? "" : " and ";
    text += key.future == 0 ? "key " + read::printable(key.key)
                            : "future " + std::to_string(key.future);
  }
  return text.empty() ? read::printable(coroutine.waits_for) : text;
}

// Tells the future that a coroutine waits for; returns the coroutine whose result it is, or 0.
model::Id tell_future(const State& state, model::Id id, Answer& answer) {
  const model::Future* future = state.futures().find(id);
  answer.text += "  waits for future " + std::to_string(id);
  if (future == nullptr) {
    answer.text += ", which was made before the recording began\n";
    return 0;
  }
  answer.text += ", " + std::string(to_string(future->status));
  if (future->made != 0) answer.text += ", made at event " + std::to_string(future->made);
  if (const std::string at = site_of(state, future->made); !at.empty()) {
    answer.text += " [" + at + "]";
  }
  answer.text += "\n";
  if (future->task != 0) {
    answer.text += "  which is the result of task " + std::to_string(future->task) + "\n";
  }
  if (future->coroutine != 0) answer.text += "  which is the result of ";
  answer.data["chain"].push_back({{"future", id}, {"status", to_string(future->status)}});
  return state.coroutines().find(future->coroutine) == nullptr ? 0 : future->coroutine;
}

void chain(Session& s, const State& state, model::Id id, Answer& answer) {
  std::vector<model::Id> seen;
  while (id != 0) {
    if (std::find(seen.begin(), seen.end(), id) != seen.end()) {
      answer.text += called(state, id) + ": they wait for one another, for ever\n";
      return;
    }
    seen.push_back(id);
    tell(s, state, id, answer);
    const model::Coroutine& coroutine = *state.coroutines().find(id);
    if (coroutine.status != model::Coroutine::Status::suspended || seen.size() == kChain) return;
    if (coroutine.awaited == 0) {
      const std::string what = several(state, coroutine);
      if (!what.empty()) answer.text += "  waits for " + what + "\n";
      return;
    }
    id = tell_future(state, coroutine.awaited, answer);
  }
}

// Who waits for the coroutine's own result.
void awaited_by(const State& state, model::Id id, Answer& answer) {
  const model::Coroutine& coroutine = *state.coroutines().find(id);
  const model::Future* result = state.futures().find(coroutine.result);
  if (result == nullptr || !result->live()) return;
  for (const model::Future::Waiter& waiter : result->waiters) {
    const model::Runner* runner = state.runners().find(waiter.runner);
    answer.text += "its result, future " + std::to_string(coroutine.result) + ", is awaited by " +
                   (runner != nullptr     ? called(state, runner->coroutine)
                    : waiter.name.empty() ? "a callback"
                                          : read::printable(waiter.name)) +
                   "\n";
  }
}

}  // namespace

Answer where(Session& s, Text text) {
  const State& state = s.at.state();
  model::Id id = text.empty() ? state.coroutine() : number_in(text);
  Answer answer;
  answer.data["chain"] = Json::array();
  if (id != 0 && state.coroutines().find(id) == nullptr) {
    throw std::invalid_argument("there is no coroutine " + std::to_string(id) +
                                " by now; 'info coroutines' lists them");
  }
  if (id != 0) {
    chain(s, state, id, answer);
    awaited_by(state, id, answer);
    return answer;
  }
  state.coroutines().each_live([&](model::Id each, const model::Coroutine&) {
    chain(s, state, each, answer);
    return true;
  });
  answer.text.insert(0, "This event belongs to no coroutine" +
                            std::string(answer.text.empty() ? ", and there is none.\n"
                                                            : "; these are not finished:\n"));
  return answer;
}

Answer backtrace(Session& s) {
  const State& state = s.at.state();
  const std::vector<Seq> stack = state.stack(state.thread());
  Answer answer;
  answer.data["frames"] = Json::array();
  if (stack.empty())
    answer.text = "Nothing is being called: " +
                  std::string(state.thread() == 0 ? "the loop itself acts.\n"
                                                  : "the thread is outside of any call.\n");
  for (std::size_t frame = 0; frame < stack.size(); ++frame) {
    const read::Event& begin = *state.trace().by_seq(stack[stack.size() - 1 - frame]);
    answer.text += "#" + std::to_string(frame) + "  " + event_reference(begin) + "\n";
    answer.data["frames"].push_back(event_json(begin));
  }
  const read::Event& outermost = stack.empty() ? s.at.event() : *state.trace().by_seq(stack[0]);
  if (const read::Event* cause = state.trace().by_seq(outermost.cause)) {
    answer.text += "because of " + event_reference(*cause) + "\n";
    answer.data["cause"] = event_json(*cause);
  }
  return answer;
}

}  // namespace eyewall::view::obey
