#include "websocket/client.h"

#include "trace/emit.h"

namespace eyewall::websocket {

namespace {

// So much may wait unread before no more is read.
constexpr std::size_t kMaxUnreadBytes = std::size_t{1} << 20U;
constexpr std::size_t kMaxUnread = 1000;

}  // namespace

void WebSocketClientConnection::begin(std::shared_ptr<IOStream> stream, WebSocketOptions options,
                                      const std::optional<DeflateParameters>& deflate) {
  connection_ = std::make_shared<WebSocketConnection>(
      std::move(stream), Role::client, std::move(options), deflate,
      std::shared_ptr<MessageReceiver>(shared_from_this(), this));
  connection_->start();
}

bool WebSocketClientConnection::has_room() const {
  return unread_bytes_ < kMaxUnreadBytes && unread_.size() < kMaxUnread;
}

bool WebSocketClientConnection::receive_message(Message message) {
  if (waiting_) {
    std::exchange(waiting_, std::nullopt)->set_result(std::move(message));
    return true;
  }
  unread_bytes_ += message.data.size();
  unread_.push_back(std::move(message));
  full_ = !has_room();
  return !full_;
}

void WebSocketClientConnection::receive_close() {
  closed_ = true;
  if (waiting_) std::exchange(waiting_, std::nullopt)->set_result(std::nullopt);
}

Future<std::optional<Message>> WebSocketClientConnection::read_message(Site at) {
  if (waiting_) throw std::logic_error("read_message: the one before is not done");
  Future<std::optional<Message>> future(at);
  if (!unread_.empty()) {
    unread_bytes_ -= unread_.front().data.size();
    future.set_result(std::move(unread_.front()), at);
    unread_.pop_front();
    if (full_ && has_room()) {
      full_ = false;
      connection_->resume();
    }
  } else if (closed_) {
    future.set_result(std::nullopt, at);
  } else {
    waiting_ = future;
  }
  return future;
}

}  // namespace eyewall::websocket
