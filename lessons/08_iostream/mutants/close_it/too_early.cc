// expect: Instead:  It never happened.
#include <string>

#include "iostream/iostream.h"
#include "pace/pace.h"
#include "trace/print.h"

using namespace eyewall;  // NOLINT: an exercise reads better so
using namespace std::chrono_literals;

int main() {
  lesson::Pace pace;
  IOLoop& loop = pace.loop();
  const sys::Fd listener = sys::stream_socket(AF_INET);
  sys::bind(listener.get(), sys::Address::numeric("127.0.0.1", 0));
  sys::listen(listener.get(), 1);
  sys::Fd peer;

  const auto stream = IOStream::create(sys::stream_socket(AF_INET), loop);
  stream->set_close_callback(named("on_close", [&] {
    trace::print("closed");
    loop.stop();
  }));
  const auto on_answer = named("on_answer", [&](std::string answer) {
    trace::print(answer.substr(0, answer.size() - 1));
    stream->close();
  });
  stream->connect(sys::local_address(listener.get()), named("on_connect", [&] {
                    peer = sys::Fd(static_cast<int>(sys::accept(listener.get()).value));
                    stream->write("what time is it?\n");
                    stream->read_until("\n", on_answer);
                    stream->close();
                  }));
  loop.add_timeout(1s, named("peer", [&] { sys::send(peer.get(), std::string("noon\n")); }));
  loop.start();
}
