// WebSocketConnection: one side of a WebSocket, on a stream.
//
// What: reads frames and tells its receiver of messages; writes messages; answers pings; ends the
//   connection as RFC 6455 section 7 has it.
// For: WebSocketHandler, the server's side, and WebSocketClientConnection.
// Threads: the loop's own.
// Ownership: counted, by whoever receives its messages, whom it holds weakly; shares its stream,
//   whose callbacks hold it weakly. It closes the stream when it goes.
// Errors: what the peer must not send ends the connection with the code that says so. What the
//   receiver throws is logged, and ends it with 1011. WebSocketClosedError for what cannot be sent
//   any more.
// Memory: one message, and what a stream reads at once. What the peer does not take of the answers
//   stops the reading.
// Source: Tornado 3.1.1 websocket.WebSocketProtocol and WebSocketProtocol13; pings and close codes
//   are Tornado 4's.
#pragma once

#include <memory>
#include <string>

#include "http/later.h"
#include "iostream/iostream.h"
#include "websocket/close_frame.h"
#include "websocket/errors.h"
#include "websocket/extension.h"
#include "websocket/frame_reader.h"
#include "websocket/message.h"
#include "websocket/options.h"

namespace eyewall::websocket {

/// Who is told what comes.
class MessageReceiver {
 public:
  virtual ~MessageReceiver() = default;
  /// False: no more until resume().
  virtual bool receive_message(Message message) = 0;
  virtual void receive_ping(const std::string& data) = 0;
  virtual void receive_pong(const std::string& data) = 0;
  /// It is closed, and all that came before was told. Once.
  virtual void receive_close() = 0;
};

enum class Role : std::uint8_t { server, client };

class WebSocketConnection : public http::Later<WebSocketConnection> {
 public:
  WebSocketConnection(std::shared_ptr<IOStream> stream, Role role, WebSocketOptions options,
                      const std::optional<DeflateParameters>& deflate,
                      std::weak_ptr<MessageReceiver> receiver);
  ~WebSocketConnection();
  WebSocketConnection(const WebSocketConnection&) = delete;
  WebSocketConnection& operator=(const WebSocketConnection&) = delete;

  /// Reads from now on.
  void start();
  /// Reads on.
  void resume();
  /// The stream is closed: for the server's side, from whoever owns its close callback.
  void on_stream_close();

  /// Throws WebSocketClosedError; std::invalid_argument for text that is not UTF-8.
  void write_message(std::string_view data, bool binary, Site at = Site::current());
  /// data: at most 125 bytes. Throws WebSocketClosedError; std::invalid_argument.
  void ping(std::string_view data = {}, Site at = Site::current());
  /// Tells the peer, and ends when it has answered, or its time is over. Does nothing when it is
  /// closing already. Throws std::invalid_argument for what must not be sent.
  void close(const CloseReason& reason = {}, Site at = Site::current());
  /// Ends because something is wrong: tells the peer why, and throws away what comes. why: ASCII.
  void fail(CloseCode code, const std::string& why);

  /// Whether messages can be sent.
  bool open() const { return !close_sent_ && !stream_->closed(); }
  /// What the peer gave for a reason, once it has closed.
  const CloseReason& close_reason() const { return close_reason_; }
  IOStream& stream() const { return *stream_; }

 private:
  void read();
  void on_frame_data(std::string data);
  void on_read_complete(const std::string& data);
  void go_on();
  void handle_input();
  void handle_event(MessageReceiver& receiver, FrameReader::Event event);
  void tell(MessageReceiver& receiver, FrameReader::Event event);
  void tell_close(MessageReceiver& receiver);
  void on_close_frame(const std::string& payload);

  void write_frame(Opcode opcode, std::string_view payload, bool compressed, Site at);
  void write_close(const CloseReason& reason, Site at);
  void flush(Site at);
  void hold_if_behind();
  void on_written();
  void end();
  void remove_timeouts();
  void start_pings();
  void await_ping_time();
  void on_ping_time();

  std::shared_ptr<IOStream> stream_;
  const Role role_;
  const WebSocketOptions options_;
  std::weak_ptr<MessageReceiver> receiver_;
  FrameReader reader_;
  std::unique_ptr<Deflater> deflater_;  // null: nothing is compressed
  std::string input_;                   // of which position_ bytes are read
  std::size_t position_ = 0;
  std::string output_;  // frames that are written together
  CloseReason close_reason_;
  Timeout close_timeout_;
  Timeout ping_timeout_;
  IOLoop::TimePoint heard_at_ = {};
  bool heard_ = false;     // something came since the last ping
  bool paused_ = false;    // by the receiver
  bool handling_ = false;  // handle_input() runs
  bool draining_ = false;  // the peer takes too little: nothing is read until it has taken it
  bool close_sent_ = false;
  bool close_received_ = false;
  bool failed_ = false;  // what comes is thrown away
  bool ended_ = false;   // the stream is closed
  bool told_ = false;    // so is the receiver
};

}  // namespace eyewall::websocket
