// Remove the handler: who has heard the bell does not want to hear it again.
#include "functional/named.h"
#include "pace/pace.h"
#include "trace/print.h"

using namespace eyewall;  // NOLINT: an exercise reads better so

int main() {
  using namespace std::chrono_literals;
  lesson::Pace pace;
  IOLoop& loop = pace.loop();
  const sys::Fd bell = sys::eventfd_create();
  int heard = 0;
  const auto on_bell = named("on_bell", [&](int fd, std::uint32_t) {
    trace::print("the bell rings");
    // TODO: once is enough. Tell the loop to forget this descriptor.
    static_cast<void>(fd);
    if (++heard == 5) loop.stop();  // so that even a wrong answer ends
  });
  loop.add_handler(bell.get(), on_bell, IOLoop::kRead);
  loop.add_timeout(1s, named("ring", [&] { sys::eventfd_signal(bell.get()); }));
  loop.add_timeout(2s, named("stop", [&] { loop.stop(); }));
  loop.start();
}
