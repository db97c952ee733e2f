// Streams, which wait for the other side, and the HTTP exchanges that they serve.
#include <sys/epoll.h>

#include <algorithm>

#include "explain/closure.h"
#include "explain/doer.h"
#include "explain/inquiry.h"
#include "explain/text.h"

namespace eyewall::explain {
namespace {

using trace::Kind;

std::string quoted(std::string_view bytes) {
  return read::display(read::Value::string(trace::Field::pattern, bytes));
}

// What would meet the read: "for 7 bytes", "up to "\r\n"".
std::string wanted(const model::Stream& stream) {
  if (stream.how == "bytes") return "for " + std::to_string(stream.want_bytes) + " bytes";
  if (stream.how == "close") return "up to the close";
  return "up to " + read::printable(stream.how) + " " + quoted(stream.pattern);
}

}  // namespace

std::string stage_of(model::Exchange::Status status) {
  using Status = model::Exchange::Status;
  switch (status) {
    case Status::resolving:
      return "it begins";
    case Status::connecting:
      return "it resolves the host, and connects";
    case Status::sent:
      return "its request is sent, and no headers have come";
    case Status::headers:
      return "it has its headers, and the body is to come";
    case Status::body:
      return "it is reading its body";
    case Status::received:
      return "its request has come, and is not answered yet";
    case Status::answered:
      return "its answer has begun, and is not finished";
    case Status::done:
    case Status::failed:
      break;
  }
  return std::string(to_string(status));
}

std::string Inquiry::stream_waiting(Id id, const model::Stream& stream, Seq& since) const {
  const auto text = [&](std::string_view event, std::string_view what, Seq seq) {
    since = seq;
    const std::string on = stream.fd < 0 ? "" : " on fd " + std::to_string(stream.fd);
    return "has been waiting for " + std::string(event) + on + std::string(what) + " since " +
           step(seq);
  };
  if (stream.status == model::Stream::Status::connecting)
    return text("WRITE", ", to be connected,", last_of(id, Kind::stream_connect, stream.made));
  if (stream.shaking != 0) return text("READ", ", to shake hands,", stream.shaking);
  if (stream.wanted != 0) return text("READ", "", stream.wanted);
  if (stream.unsent != 0) return text("WRITE", "", last_of(id, Kind::stream_write, stream.made));
  return {};
}

// The last event of that kind about the stream; `from` where there is none.
trace::Seq Inquiry::last_of(Id stream, Kind kind, Seq from) const {
  Seq seq = state_.seq();
  while (seq > from &&
         !(trace_.by_seq(seq)->is(kind) &&
           static_cast<Id>(trace_.by_seq(seq)->integer(trace::Field::stream)) == stream)) {
    --seq;
  }
  return seq;
}

void Inquiry::stream(Id id) {
  using Status = model::Stream::Status;
  const model::Stream& stream = *state_.streams().find(id);
  const std::string name = "Stream " + std::to_string(id);
  if (stream.status == Status::closed) {
    const std::string_view error = trace_.by_seq(stream.closed)->text(trace::Field::error);
    return say(stream.closed, name + " is closed since " + step(stream.closed) + by(stream.closed) +
                                  (error.empty() ? "." : ": " + read::printable(error) + "."));
  }
  Seq since = stream.made;
  const std::string text = stream_waiting(id, stream, since);
  if (text.empty()) {
    return say(since, name +
                          " is open and waits for nothing: nobody reads from it, and all that "
                          "was written is sent.");
  }
  waits_ = true;
  say(since, name + " " + text + ".");
  if (stream.wanted != 0) {
    say(stream.wanted, "It reads " + wanted(stream) + ", for " + read::printable(stream.callback) +
                           "; " + std::to_string(stream.buffered) + " bytes are in its buffer.");
  }
  if (stream.unsent != 0) say(0, std::to_string(stream.unsent) + " bytes are not sent yet.");
  watched(stream);
}

// Whether the loop watches its descriptor for what it waits for.
void Inquiry::watched(const model::Stream& stream) {
  if (stream.fd < 0) return;
  const auto fd = static_cast<Id>(stream.fd);
  const model::Handler* const handler = state_.handlers().find(fd);
  const bool connects = stream.status == model::Stream::Status::connecting;
  const std::uint32_t wants = (stream.wanted != 0 && !connects ? EPOLLIN : 0U) |
                              (connects || stream.unsent != 0 ? EPOLLOUT : 0U);
  if (handler == nullptr || !handler->registered)
    return say(0, "But the loop does not watch fd " + std::to_string(fd) + ".");
  if ((handler->events & wants) != wants) {
    say(handler->changed, "But the loop watches fd " + std::to_string(fd) + " only for " +
                              read::mask_text(handler->events) + ".");
  }
  if (told({Sort::handler, fd})) return;
  told_.push_back({Sort::handler, fd});
  found_ready(*handler);
}

void Inquiry::exchange(Id id) {
  const model::Exchange& exchange = *state_.exchanges().find(id);
  std::string name = name_of({Sort::exchange, id});
  name[0] = 'E';
  const read::Event& at = *trace_.by_seq(exchange.at);
  switch (exchange.status) {
    case model::Exchange::Status::done:
      return say(exchange.at, name + " is done: status " + std::to_string(exchange.code) + " at " +
                                  step(exchange.at) + ".");
    case model::Exchange::Status::failed:
      if (at.is(Kind::stream_close)) {
        return say(exchange.at, name + " was not finished: its stream was closed at " +
                                    step(exchange.at) + by(exchange.at) + ".");
      }
      return say(exchange.at, name + " has failed at " + step(exchange.at) + ": " +
                                  read::printable(at.text(trace::Field::error)) + ".");
    default:
      break;
  }
  waits_ = true;
  say(exchange.at, name + " has been under way since " + step(exchange.began) + ": " +
                       stage_of(exchange.status) + ".");
  if (!exchange.handler.empty())
    say(0, "It was given to " + read::printable(exchange.handler) + ".");
  const read::Event* const began = trace_.by_seq(exchange.began);
  if (began == nullptr) return;
  if (exchange.stream == 0) return who_would(*began);
  const auto found = outstanding(Closure::beside(trace_, *began, state_.seq()));
  if (!found.empty()) return tell_of(found, "would go on with it");
  say(0, "Nothing that its handler set going is outstanding: whoever has it must finish it.");
}

}  // namespace eyewall::explain
