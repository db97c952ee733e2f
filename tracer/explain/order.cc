#include "explain/order.h"

#include <algorithm>
#include <map>

#include "explain/script.h"

namespace eyewall::explain {
namespace {

using trace::Field;
using trace::Kind;

bool is_named(const read::Event& event, std::string_view base) {
  return event.text(Field::who).starts_with(base);
}

// Turns events into lines; knows the connections by the numbers that the golden files give them.
class Teller {
 public:
  explicit Teller(bool names) : names_(names) {}

  /// The event's line; empty when it has none.
  std::string line(const read::Event& event) {
    if (!event.kind) return {};
    if (event.is(Kind::stream_new)) made_[event.integer(Field::fd)] = count_++;
    switch (*event.kind) {
      case Kind::callback_add:
        return named("callback.add", event);
      case Kind::callback_begin:
        return named("callback.run", event);
      case Kind::timer_add:
        return named("timer.add", event);
      case Kind::timer_cancel:
        return "timer.del";
      case Kind::poll_event:
        return polled(event);
      case Kind::poll_end:
        return ended(event);
      case Kind::fd_add:
        return registered("fd.add", event);
      case Kind::fd_modify:
        return registered("fd.mod", event);
      case Kind::fd_remove:
        return registered("fd.del", event);
      default:
        return {};
    }
  }

 private:
  static std::string named(std::string what, const read::Event& event) {
    return what.append(" ").append(event.text(Field::name));
  }

  std::string polled(const read::Event& event) {
    if (is_named(event, "waker")) return "poll waker";
    return "poll" + descriptor(event) + " " + read::mask_text(event.mask(Field::events));
  }

  static std::string ended(const read::Event& event) {
    if (event.integer(Field::ready) != 0) return {};
    return event.integer(Field::timeout_ns) == 0 ? "poll -" : "poll nothing";
  }

  std::string registered(std::string what, const read::Event& event) {
    if (is_named(event, "waker") || is_named(event, "listen")) return {};
    what += descriptor(event);
    if (!event.is(Kind::fd_remove)) what += " " + read::mask_text(event.mask(Field::events));
    return what;
  }

  std::string descriptor(const read::Event& event) {
    if (!names_) return {};
    const std::string_view who = event.text(Field::who);
    if (who.empty()) return " fd" + std::to_string(event.integer(Field::fd));
    if (who.starts_with("listen")) return " listen";
    if (!who.starts_with("conn")) return " " + std::string(who);
    return " conn" + std::to_string(number(std::string(who), event.integer(Field::fd)));
  }

  // A connection counts from its stream on, which may be long before the loop is told of it.
  std::size_t number(const std::string& who, std::int64_t fd) {
    const auto known = connections_.find(who);
    if (known != connections_.end()) return known->second;
    const auto made = made_.extract(fd);
    return connections_[who] = made.empty() ? count_++ : made.mapped();
  }

  bool names_;
  std::size_t count_ = 0;                     // of connections
  std::map<std::int64_t, std::size_t> made_;  // by descriptor: streams whose name is not told yet
  std::map<std::string, std::size_t> connections_;
};

// One past the last event that counts: a program may run its loop more than once.
std::size_t loops_end(const std::vector<read::Event>& events) {
  for (std::size_t end = events.size(); end > 0; --end) {
    if (events[end - 1].is(Kind::loop_end)) return end;
  }
  return events.size();
}

bool serves(const std::vector<read::Event>& events) {
  return std::any_of(events.begin(), events.end(),
                     [](const read::Event& event) { return event.is(Kind::net_listen); });
}

// The first that counts of a server: somebody connects.
std::size_t first_connection(const std::vector<read::Event>& events) {
  const auto found = std::find_if(events.begin(), events.end(), [](const read::Event& event) {
    return event.is(Kind::poll_event) && is_named(event, "listen");
  });
  return static_cast<std::size_t>(found - events.begin());
}

}  // namespace

std::vector<std::string> order(const read::Trace& trace, OrderOptions options) {
  std::vector<std::string> lines;
  const auto& events = trace.events();
  const bool server = serves(events);
  Teller teller(options.names || server);
  Finder finder(trace);
  const std::size_t begin = server && !options.steps ? first_connection(events) : 0;
  for (std::size_t i = begin, end = loops_end(events); i < end; ++i) {
    if (options.steps) {
      for (const std::size_t row : finder.find(events[i])) {
        if (!walkthrough()[row].in_order()) continue;
        std::string line = "step " + std::string(walkthrough()[row].label);
        if (lines.empty() || lines.back() != line) lines.push_back(std::move(line));
      }
    }
    if (std::string line = teller.line(events[i]); !line.empty()) lines.push_back(std::move(line));
  }
  return lines;
}

}  // namespace eyewall::explain
