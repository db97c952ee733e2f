// Checks on what is left when the program has ended, and on what it printed.
#include <algorithm>

#include "exercise/finding.h"
#include "explain/narrate.h"
#include "explain/text.h"
#include "model/state.h"

namespace eyewall::exercise {
namespace {

using model::Id;
using model::Sort;
using trace::Kind;
using trace::Seq;

// Things that are left, the first one of each sort with the event that made it.
class Left {
 public:
  explicit Left(const read::Trace& trace) : state_(trace) {
    for (const read::Event& event : trace.events()) {
      // When its waker goes, a loop is closed; what it then drops was left as well.
      if (event.is(Kind::fd_remove) && event.text(trace::Field::who).starts_with("waker"))
        handlers();
      state_.apply(event);
      if (event.is(Kind::callback_drop)) add(Sort::callback, "callback", event, trace::Field::cb);
      if (event.is(Kind::timer_drop)) add(Sort::timer, "timer", event, trace::Field::timer);
    }
    end();
  }

  std::optional<Finding> of(Sort sort) const {
    std::vector<Thing> found;
    for (const Thing& thing : things_) {
      if (thing.sort == sort) found.push_back(thing);
    }
    if (found.empty()) return std::nullopt;
    const std::string more =
        found.size() == 1 ? "" : ", and " + std::to_string(found.size() - 1) + " more of its kind";
    return Finding{"Left over: " + found.front().name + more + "; it came with " +
                       told(state_.trace(), found.front().made) + ".",
                   found.front().made};
  }

 private:
  struct Thing {
    Sort sort;
    std::string name;
    Seq made;
  };

  static std::string called(std::string_view what, Id id, std::string_view name) {
    return std::string(what) + " " + std::to_string(id) +
           (name.empty() ? "" : " (" + read::printable(name) + ")");
  }

  void add(Sort sort, std::string_view what, const read::Event& event, trace::Field id) {
    add(sort, called(what, static_cast<Id>(event.integer(id)), event.text(trace::Field::name)),
        event.cause != 0 ? event.cause : event.seq);
  }

  void add(Sort sort, std::string name, Seq made) {
    const bool known = std::any_of(things_.begin(), things_.end(), [&](const Thing& thing) {
      return thing.sort == sort && thing.made == made;
    });
    if (!known) things_.push_back({sort, std::move(name), made});
  }

  void handlers() {
    state_.handlers().each_live([&](Id fd, const model::Handler& handler) {
      if (!handler.who.starts_with("waker"))
        add(Sort::handler, called("the handler of descriptor", fd, handler.who), handler.added);
      return true;
    });
  }

  void end() {
    handlers();
    state_.callbacks().each_live([&](Id id, const model::Callback& callback) {
      add(Sort::callback, called("callback", id, callback.name), callback.added);
      return true;
    });
    state_.timers().each_live([&](Id id, const model::Timer& timer) {
      add(Sort::timer, called("timer", id, timer.name), timer.added);
      return true;
    });
    state_.futures().each_live([&](Id id, const model::Future& future) {
      if (future.made != 0) add(Sort::future, called("future", id, future.name), future.made);
      return true;
    });
  }

  model::State state_;
  std::vector<Thing> things_;
};

// The event that printed a line, counted from 0 over all that is printed; 0: it is not known.
Seq printed(const read::Trace& trace, std::size_t line, std::string_view text) {
  std::size_t at = 0;
  for (const read::Event& event : trace.events()) {
    if (!event.is(Kind::print)) continue;
    for (const std::string_view each : explain::split_lines(event.text(trace::Field::text))) {
      if (at++ == line) return each == text ? event.seq : 0;
    }
  }
  return 0;
}

std::string quoted_line(std::string_view text) {
  return "\"" + read::printable(text) + "\"";
}

std::string number_of_lines(std::size_t count) {
  return count == 0 ? "nothing at all" : count == 1 ? "one line" : std::to_string(count) + " lines";
}

}  // namespace

std::string told(const read::Trace& trace, Seq seq) {
  const read::Event* const event = trace.by_seq(seq);
  std::string sentence = event == nullptr ? std::string() : explain::sentence(*event);
  for (const std::string_view stop : {".", "。"}) {
    if (sentence.ends_with(stop)) sentence.resize(sentence.size() - stop.size());
  }
  return "step " + std::to_string(seq) + " (" + sentence + ")";
}

std::optional<Finding> judge_end(const Check& check, const read::Trace& trace) {
  const Left left(trace);
  for (const Sort sort : check.left) {
    if (auto found = left.of(sort)) return found;
  }
  return std::nullopt;
}

std::optional<Finding> judge_output(const Check& check, const read::Trace& trace,
                                    std::string_view output) {
  const std::vector<std::string_view> lines = explain::split_lines(output);
  const auto [wanted, got] =
      std::mismatch(check.output.begin(), check.output.end(), lines.begin(), lines.end());
  if (wanted == check.output.end() && got == lines.end()) return std::nullopt;
  const auto line = static_cast<std::size_t>(got - lines.begin());
  const std::string number = "Line " + std::to_string(line + 1) + " ";
  Finding finding;
  finding.at = got == lines.end() ? 0 : printed(trace, line, *got);
  if (got == lines.end()) {
    finding.instead = "It printed " + number_of_lines(lines.size()) + "; line " +
                      std::to_string(line + 1) + ", " + quoted_line(*wanted) + ", is missing.";
  } else if (wanted == check.output.end()) {
    finding.instead = number + "is one too many: it says " + quoted_line(*got) + ".";
  } else {
    finding.instead = number + "says " + quoted_line(*got) + ", not " + quoted_line(*wanted) + ".";
  }
  return finding;
}

}  // namespace eyewall::exercise
