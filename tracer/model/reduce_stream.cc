// Streams with their buffers, and what system calls add to them.
#include <algorithm>

#include "model/reducer.h"

namespace eyewall::model {

bool Reducer::streams() {
  Ledger<Stream>& all = state_.streams_;
  const auto change = [&](auto how) {
    edit(all, Sort::stream, Field::stream, how);
    return true;
  };
  switch (*event_.kind) {
    case Kind::stream_new:
      if (number(Field::fd) >= 0) {
        state_.handlers_.edit(id(Field::fd), [&](Handler& handler) {
          if (!handler.registered) handler = Handler();
          handler.stream = id(Field::stream);
        });
      }
      return change([&](Stream& stream) {
        stream = Stream();
        stream.made = event_.seq;
        stream.fd = number(Field::fd);
        stream.status = Stream::Status::open;  // unless it goes on to connect
      });
    case Kind::stream_connect:
      return change([](Stream& stream) { stream.status = Stream::Status::connecting; });
    case Kind::call_begin:  // the connect has succeeded, or a close follows at once
      if (text(Field::name) != "handle_connect") return false;
      return change([](Stream& stream) { stream.status = Stream::Status::open; });
    case Kind::stream_listen:
      return change([&](Stream& stream) { stream.listens = event_.mask(Field::events); });
    case Kind::stream_want:
      return change([&](Stream& stream) { want(stream); });
    case Kind::stream_match:
      return change([](Stream& stream) { stream.wanted = 0, stream.how = {}; });
    case Kind::stream_read:
      state_.counters_.bytes_read += static_cast<std::uint64_t>(number(Field::bytes));
      return change([&](Stream& stream) {
        stream.buffer.push_back({event_.seq, 0, number(Field::bytes)});
        stream.buffered += number(Field::bytes);
      });
    case Kind::stream_take:
      return change([&](Stream& stream) { take(stream); });
    case Kind::stream_write:
      return change([&](Stream& stream) { stream.unsent += number(Field::bytes); });
    case Kind::stream_close: {
      const Stream* const closing = all.find(id(Field::stream));
      if (closing != nullptr) cut_off(closing->exchange);
      return change([&](Stream& stream) {
        stream.closed = event_.seq;
        stream.wanted = stream.shaking = 0;
        stream.how = {};
        stream.unsent = 0;
        stream.listens = 0;
        stream.status = Stream::Status::closed;
      });
    }
    case Kind::tls_start:
      return change([&](Stream& stream) { stream.shaking = event_.seq; });
    case Kind::tls_done:
      return change([](Stream& stream) { stream.shaking = 0; });
    case Kind::stream_scan:
    case Kind::net_resolve:
    case Kind::net_listen:
    case Kind::net_accept:
    case Kind::net_pause:
      return true;
    default:
      return false;
  }
}

void Reducer::want(Stream& stream) const {
  stream.wanted = event_.seq;
  stream.how = text(Field::how);
  stream.pattern = text(Field::pattern);
  stream.callback = text(Field::name);
  stream.want_bytes = number(Field::bytes);
}

// The first bytes of the buffer leave it.
void Reducer::take(Stream& stream) const {
  std::int64_t left = std::clamp<std::int64_t>(number(Field::bytes), 0, stream.buffered);
  stream.buffered -= left;
  auto piece = stream.buffer.begin();
  for (; piece != stream.buffer.end() && piece->bytes <= left; ++piece) left -= piece->bytes;
  stream.buffer.erase(stream.buffer.begin(), piece);
  if (left == 0) return;
  stream.buffer.front().from += left;
  stream.buffer.front().bytes -= left;
}

// What only the kernel's answer tells: bytes that went out, and a close under the loop's feet.
void Reducer::system_call() {
  ++state_.counters_.system_calls;
  if (event_.is(Kind::sys_close) && number(Field::result) == 0 && number(Field::fd) >= 0) {
    const Handler* handler = state_.handlers_.find(id(Field::fd));
    if (handler == nullptr) return;
    edit(state_.handlers_, Sort::handler, id(Field::fd), [&](Handler& each) {
      if (each.registered) each.closed = event_.seq;
      each.stream = 0;
    });
  }
  if (!event_.is(Kind::sys_send) || number(Field::result) <= 0 || number(Field::fd) < 0) return;
  state_.counters_.bytes_written += static_cast<std::uint64_t>(number(Field::result));
  const Handler* handler = state_.handlers_.find(id(Field::fd));
  if (handler == nullptr || handler->stream == 0) return;
  edit(state_.streams_, Sort::stream, handler->stream, [&](Stream& stream) {
    stream.unsent = std::max<std::int64_t>(0, stream.unsent - number(Field::result));
  });
}

}  // namespace eyewall::model
