// What the tests of handlers share: a loop, and two pairs of sockets.
#pragma once

#include <gtest/gtest.h>

#include <functional>

#include "core/ioloop/socket_pair.h"
#include "ioloop/ioloop.h"

namespace eyewall::test {

struct OnSockets : testing::Test {
  IOLoop loop;
  SocketPair a, b;
  int calls = 0;

  // Runs the loop for `turns` turns that look at the descriptors. None of them waits.
  void turn(int turns = 1) {
    std::function<void()> again = [&] {
      if (turns-- > 0)
        loop.add_callback(again);
      else
        loop.stop();
    };
    loop.add_callback(again);
    loop.start();
  }
  int near_a() const { return a.near.get(); }
  int near_b() const { return b.near.get(); }
};

}  // namespace eyewall::test
