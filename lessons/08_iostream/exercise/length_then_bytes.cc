// Length, then bytes: a message says how long it is, then comes; packets are cut as they like.
#include <string>

#include "iostream/iostream.h"
#include "pace/pace.h"
#include "trace/print.h"

using namespace eyewall;  // NOLINT: an exercise reads better so
using namespace std::chrono_literals;

namespace {

IOStream* stream = nullptr;

void read_message();

[[maybe_unused]] void on_text(std::string text) {
  trace::print("message: " + text);
  read_message();
}

// A line with a number: so many bytes are the text.
void on_length(std::string line) {
  [[maybe_unused]] const std::size_t length = std::stoul(line);
  // TODO: read the text of the message, so that on_text gets it, whole.
}

void read_message() {
  stream->read_until("\n", named("on_length", on_length));
}

}  // namespace

int main() {
  lesson::Pace pace;
  IOLoop& loop = pace.loop();
  const sys::Fd listener = sys::stream_socket(AF_INET);
  sys::bind(listener.get(), sys::Address::numeric("127.0.0.1", 0));
  sys::listen(listener.get(), 1);
  sys::Fd peer;

  const auto client = IOStream::create(sys::stream_socket(AF_INET), loop);
  stream = client.get();
  client->set_close_callback(named("on_close", [&loop] { loop.stop(); }));
  client->connect(sys::local_address(listener.get()), named("on_connect", [&] {
                    peer = sys::Fd(static_cast<int>(sys::accept(listener.get()).value));
                    read_message();
                  }));
  const auto send = [&](std::string packet) { sys::send(peer.get(), packet); };
  loop.add_timeout(1s, named("peer", [&] { send("1"); }));
  loop.add_timeout(2s, named("peer", [&] { send("1\nto be\n"); }));
  loop.add_timeout(3s, named("peer", [&] { send("read!2\nok4\nbye"); }));
  loop.add_timeout(4s, named("peer", [&] { send("!"); }));
  loop.add_timeout(5s, named("peer", [&] { peer.reset(); }));
  loop.start();
}
