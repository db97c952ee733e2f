// Lesson 08: a stream: say what you want to read, and be called when it is there.
//
// What: a line that comes in two pieces, bytes that are in the buffer already, the rest, the end.
//   The peer is a plain socket; time stands still, so that each piece comes when the loop is idle.
// Source: Tornado 3.1.1 iostream.
#include <string>

#include "iostream/iostream.h"
#include "pace/pace.h"
#include "trace/print.h"

namespace {

using namespace eyewall;  // NOLINT: a lesson reads better so
using namespace std::chrono_literals;
using trace::print;

}  // namespace

int main() {
  lesson::Pace pace;
  IOLoop& loop = pace.loop();
  const sys::Fd listener = sys::stream_socket(AF_INET);
  sys::bind(listener.get(), sys::Address::numeric("127.0.0.1", 0));
  sys::listen(listener.get(), 1);
  sys::Fd peer;

  const auto stream = IOStream::create(sys::stream_socket(AF_INET), loop);
  stream->set_close_callback(named("on_close", [&] {
    print("on_close");
    loop.stop();
  }));
  const auto on_rest = named("on_rest", [](std::string rest) { print("on_rest: " + rest); });
  const auto on_word = named("on_word", [&](std::string word) {
    print("on_word: " + word);
    stream->read_until_close(on_rest);
  });
  const auto on_line = named("on_line", [&](std::string line) {
    print("on_line: " + std::to_string(line.size()) + " bytes");
    stream->read_bytes(5, on_word);
    print("and " + std::to_string(stream->buffered()) + " bytes are in the buffer");
  });
  stream->connect(sys::local_address(listener.get()), named("on_connect", [&] {
                    print("on_connect");
                    peer = sys::Fd(static_cast<int>(sys::accept(listener.get()).value));
                    stream->write("hello\n");
                    stream->read_until("\n", on_line);
                  }));

  const auto after = [&](IOLoop::Duration delay, auto step) {
    loop.add_timeout(delay, named("peer", step));
  };
  after(1s, [&] { sys::send(peer.get(), std::string("to be ")); });
  after(2s, [&] { sys::send(peer.get(), std::string("read\nwords and the rest")); });
  after(3s, [&] { sys::shutdown_write(peer.get()); });
  loop.start();
}
