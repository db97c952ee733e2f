#include "view/player.h"

#include <algorithm>
#include <iomanip>
#include <stdexcept>

#include "explain/indent.h"
#include "explain/narrate.h"

namespace eyewall::view {

using explain::line;
using explain::milliseconds;
using explain::sentence;
using explain::site;

namespace {

constexpr std::uint64_t kListed = 11;
constexpr int kLabelWidth = 12;

}  // namespace

Player::Player(const read::Trace& trace, Source source, std::ostream& out)
    : trace_(trace), source_(std::move(source)), out_(out) {
  if (trace.events().empty()) throw std::invalid_argument("the trace has no events");
  explain::Indent indent;
  depths_.reserve(trace.events().size());
  for (const read::Event& each : trace.events()) depths_.push_back(indent.next(each));
}

std::string Player::prompt() const {
  const std::size_t place = at_ + 1;
  const std::size_t count = last() + 1;
  return "(" + std::to_string(place * 100 / count) + "% " + std::to_string(place) + "/" +
         std::to_string(count) + ") ";
}

bool Player::run(std::string_view text) {
  if (!trimmed(text).empty()) repeated_ = parse_command(text);
  if (!repeated_) return true;  // nothing to repeat yet
  const Command command = *repeated_;
  switch (command.verb) {
    case Verb::step:
      step(command.number.value_or(1));
      break;
    case Verb::back:
      back(command.number.value_or(1));
      break;
    case Verb::go:
      show(at_ = index_of(*command.number));
      break;
    case Verb::print:
      print(event(command.number ? index_of(*command.number) : at_));
      break;
    case Verb::list:
      list(command.number.value_or(kListed));
      break;
    case Verb::help:
      help();
      break;
    case Verb::quit:
      return false;
  }
  return true;
}

void Player::step(std::uint64_t count) {
  if (at_ == last()) {
    out_ << "This is the last event.\n";
    return;
  }
  at_ += static_cast<std::size_t>(std::min<std::uint64_t>(count, last() - at_));
  show();
}

void Player::back(std::uint64_t count) {
  if (at_ == 0) {
    out_ << "This is the first event.\n";
    return;
  }
  at_ -= static_cast<std::size_t>(std::min<std::uint64_t>(count, at_));
  show();
}

std::size_t Player::index_of(std::uint64_t seq) const {
  if (trace_.by_seq(seq) == nullptr) {
    throw std::invalid_argument("there is no event " + std::to_string(seq) +
                                "; the trace has 1 to " + std::to_string(last() + 1));
  }
  return static_cast<std::size_t>(seq - 1);
}

void Player::show(std::size_t index) const {
  out_ << line(event(index), depths_[index]) << '\n';
}

void Player::print(const read::Event& each) {
  out_ << "event " << each.seq << "  "
       << read::display(read::Value::string(trace::Field::name, each.kind_name))
       << (each.kind ? "" : "  (a kind this version does not know)") << '\n';
  print_row("what", sentence(each));
  std::string time = milliseconds(each.t);
  if (const read::Event* before = trace_.by_seq(each.seq - 1)) {
    time += ", " + milliseconds(each.t - before->t) + " after event " + std::to_string(before->seq);
  }
  print_row("time", time);
  if (each.thread != 0) print_row("thread", std::to_string(each.thread));
  for (const read::Value& value : each.values) print_row(value.name(), read::display(value));
  print_link("cause", each.cause);
  print_link("in", each.in);
  print_site(each);
}

void Player::print_row(std::string_view label, std::string_view text) {
  out_ << "  " << std::left << std::setw(kLabelWidth) << label << ' ' << text << '\n';
}

void Player::print_link(std::string_view label, read::Seq seq) {
  if (const read::Event* other = trace_.by_seq(seq)) {
    print_row(label, "event " + std::to_string(seq) + ": " + sentence(*other));
  }
}

void Player::print_site(const read::Event& each) {
  if (each.file.empty()) return;
  print_row("at", site(each));
  if (const std::string_view text = source_.line(each.file, each.line); !text.empty()) {
    print_row("", "| " + std::string(text));
  }
}

void Player::list(std::uint64_t count) {
  const auto before = static_cast<std::size_t>(std::min<std::uint64_t>(count / 2, at_));
  const std::size_t first = at_ - before;
  const auto shown = static_cast<std::size_t>(std::min<std::uint64_t>(count, last() - first + 1));
  for (std::size_t index = first; index < first + shown; ++index) {
    out_ << (index == at_ ? "> " : "  ");
    show(index);
  }
}

void Player::help() {
  for (const VerbInfo& verb : verbs()) {
    const std::string name =
        std::string(verb.name) + ", " + std::string(verb.brief) + " " + std::string(verb.argument);
    out_ << "  " << std::left << std::setw(14) << name << ' ' << verb.what << '\n';
  }
  out_ << "An empty line repeats the last command.\n";
}

}  // namespace eyewall::view
