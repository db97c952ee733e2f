#include "net/accept_handler.h"

#include "sys/log.h"

namespace eyewall {

namespace f = trace::f;
using trace::Kind;

namespace {

// The process, or the machine, has no room: not the fault of the connection that waits.
bool no_room(int error) {
  return error == EMFILE || error == ENFILE || error == ENOBUFS || error == ENOMEM;
}

// Linux tells of what is wrong with the connection itself, or with the way to its peer (accept(2)).
bool of_this_connection(int error) {
  switch (error) {
    case ECONNABORTED:
    case EPROTO:
    case ENOPROTOOPT:
    case ENETDOWN:
    case ENETUNREACH:
    case EHOSTDOWN:
    case EHOSTUNREACH:
    case ENONET:
    case EOPNOTSUPP:
    case EPERM:  // a firewall's no
      return true;
    default:
      return false;
  }
}

}  // namespace

class AcceptHandler::State : public std::enable_shared_from_this<State> {
 public:
  State(int listening, AcceptCallback callback, IOLoop& io_loop)
      : listening_(listening), callback_(std::move(callback)), io_loop_(io_loop) {}

  void listen(Site at) {
    const stack_context::NullContext none;  // nobody's request is served in another's context
    io_loop_.add_handler(listening_,
                         named("accept_handler",
                               [self = shared_from_this()](int, std::uint32_t) { self->accept(); }),
                         IOLoop::kRead, at);
    listens_ = true;
  }

  void stop() {
    stopped_ = true;
    if (listens_) io_loop_.remove_handler(listening_);
    if (paused_) io_loop_.remove_timeout(paused_);
    listens_ = false;
  }

 private:
  void accept() {
    const auto alive = shared_from_this();
    for (int i = 0; i < kAccepts && !stopped_; ++i) {
      sys::Address peer;
      const sys::Result result = sys::accept(listening_, &peer);
      if (result.would_block()) return;
      if (result.ok()) {
        take(sys::Fd(static_cast<int>(result.value)), peer);
      } else if (no_room(result.error)) {
        return pause(result.error);
      } else if (!of_this_connection(result.error)) {
        throw sys::Error(result.error, "accept");
      }
    }
  }

  void take(sys::Fd connection, const sys::Address& peer) {
    if (trace::on()) {
      trace::emit<Kind::net_accept>(Site::current(), 0, f::fd(connection.get()),
                                    f::address(peer.text()));
    }
    callback_(std::move(connection), peer);
  }

  // Level-triggered, the socket would be ready again at once, again and again.
  void pause(int error) {
    sys::log(sys::LogLevel::warning, "accept: " + sys::error_text(error) + "; accepting pauses");
    trace::emit<Kind::net_pause>(Site::current(), 0, f::fd(listening_), f::who(listening_),
                                 f::delay_ns(kPause.count()), f::error(sys::error_name(error)));
    io_loop_.remove_handler(listening_);
    listens_ = false;
    const stack_context::NullContext none;
    paused_ = io_loop_.add_timeout(kPause, named("accept_again", [self = shared_from_this()] {
                                     self->paused_ = Timeout();
                                     self->listen(Site::current());
                                   }));
  }

  const int listening_;
  AcceptCallback callback_;
  IOLoop& io_loop_;
  bool listens_ = false;
  bool stopped_ = false;
  Timeout paused_;
};

AcceptHandler::AcceptHandler(std::shared_ptr<State> state) : state_(std::move(state)) {}

AcceptHandler& AcceptHandler::operator=(AcceptHandler&& other) noexcept {
  std::swap(state_, other.state_);
  return *this;
}

AcceptHandler::~AcceptHandler() {
  if (state_) state_->stop();
}

AcceptHandler add_accept_handler(int listening, AcceptCallback callback, IOLoop& io_loop, Site at) {
  auto state = std::make_shared<AcceptHandler::State>(listening, std::move(callback), io_loop);
  state->listen(at);
  return AcceptHandler(std::move(state));
}

}  // namespace eyewall
