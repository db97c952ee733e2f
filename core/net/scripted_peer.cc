#include "net/scripted_peer.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "trace/pause.h"

namespace eyewall {

namespace {

ListeningSocket untraced_listener() {
  const trace::Pause pause;
  return ListeningSocket();
}

}  // namespace

ScriptedPeer::ScriptedPeer(std::vector<Packet> packets)
    : listener_(untraced_listener()), packets_(std::move(packets)) {}

ScriptedPeer::~ScriptedPeer() {
  const trace::Pause pause;
  connection_.reset();
  listener_.close();
}

ScriptedPeer::Step ScriptedPeer::advance() {
  if (accept()) return Step::accepted;
  if (!connection_) return next_ < packets_.size() ? Step::waiting : Step::done;
  take_request();
  if (request_.find("\r\n\r\n") == std::string::npos) return Step::waiting;
  return send_next();
}

bool ScriptedPeer::accept() {
  const sys::Result accepted = sys::accept(listener_.fileno());
  if (!accepted.ok()) return false;
  connection_ = sys::Fd(static_cast<int>(accepted.value));  // a redirect's: the one before is over
  request_.clear();
  sent_ = 0;
  return true;
}

void ScriptedPeer::take_request() {
  std::array<char, 65536> chunk;
  while (true) {
    const sys::Result taken = sys::recv(connection_.get(), chunk);
    if (!taken.ok() || taken.value == 0)
      return;  // nothing more now; or the client is gone, as send will say
    request_.append(chunk.data(), static_cast<std::size_t>(taken.value));
  }
}

ScriptedPeer::Step ScriptedPeer::send_next() {
  while (next_ < packets_.size() && packets_[next_] && packets_[next_]->empty()) ++next_;
  if (next_ == packets_.size()) return Step::done;
  const Packet& packet = packets_[next_];
  if (!packet) {
    connection_.reset();
    ++next_;
    return Step::sent;
  }
  const std::string_view rest = std::string_view(*packet).substr(sent_);
  const sys::Result sent = sys::send(connection_.get(), rest);
  if (sent.would_block()) return Step::waiting;
  if (!sent.ok()) {  // the client has closed: the rest of the script has nobody to hear it
    connection_.reset();
    return Step::done;
  }
  sent_ += static_cast<std::size_t>(sent.value);
  if (sent_ == packet->size()) {
    ++next_;
    sent_ = 0;
  }
  return Step::sent;
}

int ScriptedPoller::poll(std::span<epoll_event> out, sys::Duration timeout) {
  const int ready = EpollPoller::poll(out, sys::Duration::zero());
  if (ready != 0 || timeout == sys::Duration::zero()) return ready;
  // How long to wait for what the kernel has under way: the client's bytes, and the peer's.
  constexpr sys::Duration kClient = std::chrono::milliseconds(20);
  constexpr sys::Duration kPeer = std::chrono::seconds(1);
  // The peer's own calls, and the polls that wait for it, are no part of the client's story.
  const trace::Pause pause;
  for (sys::Duration waited{0};; waited += kClient) {
    const ScriptedPeer::Step step = peer_.advance();
    const sys::Duration wait = step == ScriptedPeer::Step::sent      ? kPeer
                               : step == ScriptedPeer::Step::waiting ? kClient
                                                                     : sys::Duration::zero();
    if (const int now = EpollPoller::poll(out, wait)) return now;
    // The client, which is this thread, has nothing more to say before its next timeout.
    const bool idle = step == ScriptedPeer::Step::waiting && waited >= std::min(timeout, kPeer);
    if (idle || step == ScriptedPeer::Step::done) {
      clock_.skip(timeout);
      return 0;
    }
  }
}

}  // namespace eyewall
