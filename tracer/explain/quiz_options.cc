#include "explain/quiz_options.h"

#include <algorithm>

#include "explain/belief.h"
#include "explain/quiz_seed.h"
#include "explain/quiz_text.h"
#include "explain/text.h"

namespace eyewall::explain {
namespace {

using model::Id;
using model::Ref;
using model::Sort;
using trace::Kind;

constexpr std::size_t kFewest = 3;
constexpr std::size_t kMost = 5;
constexpr std::size_t kAlways = 3;  // the right one and the two most telling wrong ones

// What is wrong, decision by decision. Each function adds what fits the moment.
class Wrong {
 public:
  Wrong(const Moment& moment, Options& options)
      : moment_(moment), options_(options), right_(*moment.outcome()) {}

  void add() {
    if (moment_.is(Kind::callback_add)) added();
    if (moment_.is(Kind::future_resolve) || moment_.is(Kind::future_reject)) resolved();
    if (moment_.is(Kind::runner_yielded)) yielded();
    if (moment_.is(Kind::stream_want)) wanted();
    if (right_.sort == Sort::handler) instead_of_handler();
    if (right_.sort == Sort::timer) instead_of_timer();
    if (right_.sort == Sort::callback) instead_of_callback();
    if (moment_.is(Kind::callback_add)) {
      wrong(
          explain::told(moment_.state(), {Sort::callback, added_id()}) + ", on a thread of its own",
          "callback-makes-a-thread");
    }
  }

 private:
  std::string told(Sort sort, Id id) const { return told_at(moment_, Ref{sort, id}); }
  void wrong(std::string text, std::string_view misconception, const std::string& detail = {}) {
    options_.wrong(std::move(text), misconception, detail);
  }
  Id added_id() const { return static_cast<Id>(moment_.event().integer(trace::Field::cb)); }

  // Whether the right callback was in the list at the decision.
  bool listed() const { return moment_.state().callbacks().find(right_.id) != nullptr; }

  bool has_run(Id fd) const {
    return moment_.is(Kind::handler_end) &&
           static_cast<Id>(moment_.event().integer(trace::Field::fd)) == fd;
  }

  void added();
  void resolved();
  void yielded();
  void wanted();
  void instead_of_handler();
  void instead_of_timer();
  void instead_of_callback();

  const Moment& moment_;
  Options& options_;
  Ref right_;
};

void Wrong::added() {
  if (right_.sort != Sort::callback || !moment_.at_once()) {
    wrong(explain::told(moment_.state(), {Sort::callback, added_id()}) + kAtOnce, "runs-at-once");
  }
}

void Wrong::resolved() {
  const std::string who = told(Sort::coroutine, moment_.coroutine());
  if (right_.sort != Sort::coroutine) wrong(who + kInside, "resolve-resumes");
  wrong(who + ", on a thread of its own", "yield-makes-a-thread");
}

void Wrong::yielded() {
  const std::string who = told(Sort::coroutine, moment_.coroutine());
  if (right_.sort == Sort::coroutine) {
    wrong(who + ", but later, from the loop", "yield-always-waits");
  } else {
    wrong(who + kGoesOn, "yield-goes-on");
  }
  // Where the result came in between, "until it is there" would be no wrong answer.
  if (moment_.future() == 0 || !moment_.resolved_meanwhile(moment_.future())) {
    wrong("nothing: the thread waits at the yield until the result is there", "yield-blocks");
  }
  wrong(who + ", on a thread that the yield starts", "yield-makes-a-thread");
  if (right_.sort == Sort::coroutine && !moment_.queue().empty()) {
    wrong(told(Sort::callback, moment_.queue().front()), "yield-always-waits");
  }
}

void Wrong::wanted() {
  const model::Stream* stream = moment_.stream();
  if (stream == nullptr) return;
  const std::string who =
      stream->callback.empty() ? "the read's callback" : read::printable(stream->callback);
  const Id fd = static_cast<Id>(std::max<std::int64_t>(stream->fd, 0));
  wrong(who + ", at once, with the data: the read calls it", "read-returns-data");
  if (right_.sort == Sort::callback && !listed()) {
    wrong(told(Sort::handler, fd) + ", when its descriptor is ready", "read-needs-poll");
  } else if (right_ == Ref{Sort::handler, fd}) {
    wrong("nothing: the thread waits inside of the read for the bytes", "read-blocks");
  }
}

void Wrong::instead_of_handler() {
  if (!moment_.is_waker(right_.id)) {
    for (const Id fd : moment_.ready()) {
      if (moment_.is_waker(fd)) wrong(told(Sort::handler, fd), "waker-first");
    }
  }
  const model::Stream* stream = moment_.stream();
  if (stream != nullptr && stream->wanted != 0 && !stream->callback.empty()) {
    wrong(read::printable(stream->callback) + ", called by the poll with the data",
          "poll-runs-callback");
  }
  if (!moment_.queue().empty() && !moment_.at_once()) {
    wrong(told(Sort::callback, moment_.queue().front()), "callback-before-handler");
  }
  for (const Id fd : moment_.ready()) {
    if (fd < right_.id) wrong(told(Sort::handler, fd), "lowest-descriptor-first");
    if (fd > right_.id) wrong(told(Sort::handler, fd), "", "The poll returned it later.");
  }
  if (!moment_.timers().empty()) {
    wrong(told(Sort::timer, moment_.timers().front()), "timer-before-handler");
  }
  for (const Id fd : moment_.idle()) {
    if (fd != right_.id && !has_run(fd)) wrong(told(Sort::handler, fd), "handler-every-turn");
  }
  if (moment_.ready().empty() && moment_.queue().empty()) wrong(kEnds, "loop-ends-when-idle");
}

void Wrong::instead_of_timer() {
  const model::Ledger<model::Timer>& timers = moment_.state().timers();
  for (const Id id : moment_.timers()) {
    if (timers.find(id)->added < timers.find(right_.id)->added) {
      wrong(told(Sort::timer, id), "timers-in-order-of-adding");
    }
  }
  for (const Id id : moment_.queue()) {
    if (!moment_.in_turn(id)) wrong(told(Sort::callback, id), "next-turn-now");
  }
  if (moment_.queue().empty()) wrong(kEnds, "loop-ends-when-idle");
  for (const Id fd : moment_.idle()) {
    if (!has_run(fd)) wrong(told(Sort::handler, fd), "handler-every-turn");
  }
}

void Wrong::instead_of_callback() {
  if (listed() && moment_.queue().back() != right_.id) {
    const Id last = moment_.queue().back();
    wrong(told(Sort::callback, last), "last-in-first-out",
          told(Sort::callback, last) + " was added last, in step " +
              std::to_string(moment_.state().callbacks().find(last)->added) + ".");
  }
  if (!moment_.timers().empty()) {
    wrong(told(Sort::timer, moment_.timers().front()), "timer-before-callback");
  }
  const bool turn_goes_on = !moment_.polled() && moment_.is(Kind::callback_end);
  for (const Id fd : moment_.idle()) {
    if (turn_goes_on && !moment_.is_waker(fd)) {
      wrong(told(Sort::handler, fd) + ", if it is ready by now", "poll-between-callbacks");
    }
  }
  const bool polls = !moment_.idle().empty() || !moment_.ready().empty();
  if (polls && !moment_.at_once() && !moment_.waited()) {
    wrong("nothing: the loop sleeps until a descriptor is ready", "poll-blocks");
  }
}

}  // namespace

Options options_at(const Moment& moment) {
  Options options(told_outcome(moment));
  Wrong(moment, options).add();
  return options;
}

void Options::wrong(std::string text, std::string_view misconception, const std::string& detail) {
  const bool known = std::any_of(list_.begin(), list_.end(),
                                 [&](const Option& each) { return each.text == text; });
  if (known) return;
  std::string feedback(misconception.empty() ? "" : belief(misconception).truth);
  if (!detail.empty()) feedback.append(feedback.empty() ? "" : " ").append(detail);
  list_.push_back({std::move(text), false, std::string(misconception), std::move(feedback)});
}

std::vector<Option> Options::mixed(std::uint64_t seed) && {
  if (list_.size() < kFewest) return {};
  Dice dice(seed);
  dice.shuffle(list_, kAlways);
  list_.resize(std::min(list_.size(), kMost));
  dice.shuffle(list_);
  return std::move(list_);
}

}  // namespace eyewall::explain
