// Send all of it: a write returns before the bytes have gone.
#include <array>
#include <string>

#include "iostream/iostream.h"
#include "pace/pace.h"
#include "trace/print.h"

using namespace eyewall;  // NOLINT: an exercise reads better so

namespace {

constexpr std::size_t kMany = 32 << 20;  // more than the kernel holds for a socket

void send_everything(const std::shared_ptr<IOStream>& stream) {
  // TODO: what the kernel did not take at once is lost when the stream closes.
  stream->write(std::string(kMany, 'x'));
  stream->close();
}

}  // namespace

int main() {
  lesson::Pace pace;
  IOLoop& loop = pace.loop();
  const sys::Fd listener = sys::stream_socket(AF_INET);
  sys::bind(listener.get(), sys::Address::numeric("127.0.0.1", 0));
  sys::listen(listener.get(), 1);
  sys::Fd peer;
  std::size_t received = 0;

  const auto take = named("take", [&](int fd, std::uint32_t) {
    static std::array<char, 1 << 20> piece;
    const sys::Result read = sys::recv(fd, piece);
    if (read.ok()) received += static_cast<std::size_t>(read.value);
    if (!read.ok() || read.value > 0) return;
    loop.remove_handler(fd);  // the sender has closed
    loop.stop();
  });
  const auto stream = IOStream::create(sys::stream_socket(AF_INET), loop);
  stream->connect(sys::local_address(listener.get()), named("on_connect", [&] {
                    peer = sys::Fd(static_cast<int>(sys::accept(listener.get()).value));
                    loop.add_handler(peer.get(), take, IOLoop::kRead);
                    send_everything(stream);
                  }));
  loop.start();
  trace::print(received == kMany ? "the peer has all of it" : "the peer has a part of it");
}
