// The full-screen player, without a terminal: keys in, pictures out.
//
// What: what each key does to a Navigator, and what the screen shows of it. It reads no clock and
//   draws on nothing: terminal.h does, and tests do without.
// For: terminal.h. Threads: one at a time.
// Ownership: borrows the navigator, which outlives it.
// Source: ours; the keys are those of less and vim.
#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "screen/bar.h"
#include "screen/canvas.h"
#include "screen/focus.h"
#include "screen/key.h"
#include "screen/line_edit.h"
#include "screen/lines.h"
#include "screen/pager.h"
#include "screen/playing.h"
#include "screen/predict.h"
#include "view/navigator.h"
#include "view/player.h"
#include "view/source.h"

namespace eyewall::screen {

/// What is on the screen.
struct Picture {
  Canvas canvas;
  int cursor_row = -1;  // -1: no cursor is shown
  int cursor_column = 0;
};

class App {
 public:
  App(view::Navigator& navigator, view::Source source)
      : navigator_(navigator),
        source_(source),
        player_(navigator, std::move(source)),
        message_(navigator.notebook().trouble()) {}

  void resize(Size size) { focus_.resize(size); }
  void key(Key key);
  /// While it plays: interval() has passed.
  void tick();
  /// How long to wait for a key before tick(); nothing: as long as it takes.
  std::optional<std::chrono::milliseconds> interval() const;
  /// Whether Ctrl-C is a key for it; else it is a wish to leave.
  bool takes_interrupt() const { return prompt_ || page_ || predict_ || pending_ != 0; }
  bool over() const { return over_; }
  Picture paint();  // app_paint.cc

 private:
  using Way = view::Way;
  using Count = std::optional<std::uint64_t>;
  enum class Purpose : std::uint8_t { search, command, watch };
  struct Prompt {
    Purpose purpose;
    LineEdit edit;
  };

  // app.cc: where a key goes
  void dispatch(Key key);
  bool predict_key(Key key);
  bool page_key(Key key);
  bool letter_key(Key key);
  bool digit_key(Key key);
  void say(std::string text, Style style = Style::plain);
  void say(const view::Stop& stop) { say(stop.text); }

  // app_keys.cc: each but the first says whether the key was one of its own
  void command_key(Key key);
  bool step_key(Key key);
  bool jump_key(Key key);
  bool find_key(Key key);
  bool explain_key(Key key);
  bool pane_key(Key key);
  std::uint64_t times() const { return count_.value_or(1); }

  // app_acts.cc: what they do
  void step(Way way, std::uint64_t count);
  void step_followed(Way way, std::uint64_t count);
  void play();
  void end_following();
  void scroll(Way way, std::uint64_t by);
  void follow_arrow();
  void toggle_breakpoint();
  void find(Way way);
  void follow();
  void zoom();

  // app_explain.cc
  void why();
  void predict();

  // app_prompt.cc
  void ask(Purpose purpose);
  void prompt_key(Key key);
  void answer(Purpose purpose, const std::string& text);
  void search(const std::string& text);
  void command(const std::string& text);
  void complete();

  // app_paint.cc
  Shown shown(const Slot& slot);
  void paint_title(Canvas& canvas);
  void paint_body(Canvas& canvas);
  void paint_timeline(Canvas& canvas);
  void paint_footer(Picture& picture);
  Rect reading() const;
  Footer footer() const;

  view::Navigator& navigator_;
  view::Source source_;
  view::Player player_;  // for the command line
  Focus focus_;
  Playing playing_;
  std::string following_;   // whose events alone are shown; empty: all
  Count count_;             // the number that was typed before a key
  Key pending_ = 0;         // m or ', which want a letter
  bool returning_ = false;  // Ctrl-O was the last command: Tab is Ctrl-I
  std::string message_;
  Style message_style_ = Style::plain;
  std::optional<Prompt> prompt_;
  std::map<Purpose, std::vector<std::string>> history_;
  std::optional<Pager> page_;
  std::optional<Predict> predict_;
  Score score_;
  std::optional<view::Query> query_;
  std::vector<Doing> bar_;
  bool over_ = false;
};

}  // namespace eyewall::screen
