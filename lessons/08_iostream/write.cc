// A write never waits: what the kernel does not take stays in the stream, until the socket is
// writable again.
#include <array>
#include <string>

#include "iostream/iostream.h"
#include "pace/pace.h"
#include "trace/print.h"

namespace {

using namespace eyewall;  // NOLINT: a lesson reads better so
using trace::print;

constexpr std::size_t kMany = 32 << 20;  // more than the kernel holds for a socket

}  // namespace

int main() {
  lesson::Pace pace;
  IOLoop& loop = pace.loop();
  const sys::Fd listener = sys::stream_socket(AF_INET);
  sys::bind(listener.get(), sys::Address::numeric("127.0.0.1", 0));
  sys::listen(listener.get(), 1);
  sys::Fd peer;
  std::size_t received = 0;

  const auto stream = IOStream::create(sys::stream_socket(AF_INET), loop);
  const auto on_written =
      named("on_written", [] { print("on_written: the kernel has all of it"); });
  const auto take = named("take", [&](int fd, std::uint32_t) {
    std::array<char, 65536> piece;
    const sys::Result read = sys::recv(fd, piece);
    if (read.ok()) received += static_cast<std::size_t>(read.value);
    if (received == kMany) loop.stop();
  });
  stream->connect(sys::local_address(listener.get()), named("on_connect", [&] {
                    peer = sys::Fd(static_cast<int>(sys::accept(listener.get()).value));
                    stream->write(std::string(kMany, 'x'), on_written);
                    print(stream->writing() ? "write has returned; some bytes wait in the stream"
                                            : "write has returned; nothing waits");
                    loop.add_handler(peer.get(), take, IOLoop::kRead);
                  }));
  loop.start();
  print("the peer has received " + std::to_string(received) + " bytes");
  loop.remove_handler(peer.get());
}
