// A player on a screen of a given size, for tests: keys in, text out.
#pragma once

#include <string>
#include <string_view>

#include "read/trace.h"
#include "screen/app.h"

namespace eyewall::screen {

/// The trace of lesson 09.
inline read::Trace lesson() {
  return read::Trace::load(EYEWALL_SOURCE_DIR "/lessons/09_async_client/golden.jsonl");
}

class Played {
 public:
  explicit Played(read::Trace trace, Size size = {24, 80}) : trace_(std::move(trace)) {
    app_.resize(size);
  }

  void press(Key key) { app_.key(key); }
  void type(std::u32string_view keys) {
    for (const Key each : keys) app_.key(each);
  }
  /// The whole screen; a row of it.
  std::string text() { return app_.paint().canvas.text(); }
  std::string row(int row) { return app_.paint().canvas.row(row); }
  std::string bottom() {
    const Picture picture = app_.paint();
    return picture.canvas.row(picture.canvas.size().rows - 1);
  }

  App& app() { return app_; }
  view::Navigator& navigator() { return navigator_; }
  read::Seq at() const { return navigator_.at(); }

 private:
  read::Trace trace_;
  view::Navigator navigator_{trace_};
  App app_{navigator_, view::Source({EYEWALL_SOURCE_DIR})};
};

}  // namespace eyewall::screen
