// A line player over a trace, for tests: what it says to a command.
#pragma once

#include <gtest/gtest.h>

#include <stdexcept>
#include <string>
#include <string_view>

#include "tracer/view/own_folder.h"
#include "tracer/view/small.h"
#include "view/player.h"

namespace eyewall::view {

class PlayerTest : public testing::Test {
 protected:
  explicit PlayerTest(read::Trace trace = small_trace(), std::string notes = {})
      : trace_(std::move(trace)), at_(trace_, std::move(notes)) {}

  std::string said(std::string_view command) { return player_.obey(command).text; }
  Json data(std::string_view command) { return player_.obey(command).data; }
  /// Where the command leads from event `seq`.
  Seq to(Seq seq, std::string_view command) {
    at_.go(seq);
    player_.obey(command);
    return at_.at();
  }
  /// What is wrong with a command; empty where nothing is.
  std::string refused(std::string_view command) {
    try {
      player_.obey(command);
    } catch (const std::invalid_argument& error) {
      return error.what();
    }
    return {};
  }

  read::Trace trace_;
  Navigator at_;
  Player player_{at_, Source({own_folder(), EYEWALL_SOURCE_DIR})};
};

class GoldenPlayerTest : public PlayerTest {
 protected:
  GoldenPlayerTest() : PlayerTest(golden_trace()) {}
};

}  // namespace eyewall::view
