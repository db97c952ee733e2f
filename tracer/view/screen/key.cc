#include "screen/key.h"

#include "screen/width.h"

namespace eyewall::screen {
namespace {

constexpr KeyInfo kKeys[] = {
    {"Moving (a number before a key repeats it: 5l)", ""},
    {"l . Right", "one event on"},
    {"h , Left", "one event back"},
    {"j k Down Up", "the same in the list of events; in other panes they scroll"},
    {"PgDn PgUp Ctrl-F Ctrl-B", "a page on or back"},
    {"g Home, G End", "to the first event, to the last; 17g goes to event 17"},
    {"50%", "to the middle of the trace"},
    {") (", "to the next turn of the loop, to the one before"},
    {"] [", "follow an arrow: to what this event caused, to its cause"},
    {"Ctrl-O Ctrl-I", "back and forward through the places visited"},
    {"m' and a letter", "mark this place; go to a mark ('' goes back)"},
    {"Finding", ""},
    {"/ n N", "search a text or a pattern; again; again, backwards"},
    {"b", "break on events like this one; again: no longer"},
    {"c C", "run to a breakpoint or to the end; backwards"},
    {"w", "watch an expression: c stops where it changes"},
    {"Understanding", ""},
    {"y", "why this event happened, back to the program's own line"},
    {"p", "what runs next? a question about this place"},
    {"f", "only the events of this coroutine, or of this callback"},
    {"z", "detail: everything, the loop, coroutines only"},
    {"Playing", ""},
    {"Space", "play, and stop playing"},
    {"+ -", "faster, slower"},
    {"Panes", ""},
    {"Tab Shift-Tab", "to the next pane; right after Ctrl-O, Tab is Ctrl-I"},
    {"Enter", "the pane alone, with whole lines; again: all panes"},
    {"Ctrl-L", "draw the screen again"},
    {":", "a command of the line player, such as :info futures (:help lists them)"},
    {"?", "this page"},
    {"q", "leave"},
    {"Signs", ""},
    {">", "the event where you stand, and the source line that acts"},
    {"*", "changed by this event"},
    {"p h c t", "in the timeline: the loop polls, runs a handler, a callback, a timer's"},
    {"! .", "an exception; outside of all these"},
};

// What must be known first: the footer's order.
constexpr std::string_view kPanes[] = {
    "l step", "h back",   "Space play", "y why",     "p predict", "/ find",  "Tab pane",
    "? help", "q quit",   ")( turn",    "][ arrow",  "c/C run",   "b break", "w watch",
    "z zoom", "f follow", "m' mark",    ": command", "g/G ends",
};
constexpr std::string_view kPage[] = {"j/k scroll", "Space page", "g/G ends", "q close"};
constexpr std::string_view kLinks[] = {"j/k choose", "Enter go there", "Space page", "q close"};
constexpr std::string_view kAsked[] = {"1-9 answer", "j/k scroll", "q leave"};
constexpr std::string_view kAnswered[] = {"Enter go there", "p next question", "j/k scroll",
                                          "q close"};
constexpr std::span<const std::string_view> kFooters[] = {kPanes, kPage, kLinks, kAsked, kAnswered};

}  // namespace

std::string typed(Key key) {
  if (key < ' ' || key == key::kBackspace || key >= key::kUp) return {};
  std::string text;
  const auto byte = [&](Key bits) { text += static_cast<char>(bits); };
  if (key < 0x80) {
    byte(key);
    return text;
  }
  if (key < 0x800) {
    byte(0xc0 | key >> 6);
  } else if (key < 0x10000) {
    byte(0xe0 | key >> 12);
    byte(0x80 | (key >> 6 & 0x3f));
  } else {
    byte(0xf0 | key >> 18);
    byte(0x80 | (key >> 12 & 0x3f));
    byte(0x80 | (key >> 6 & 0x3f));
  }
  byte(0x80 | (key & 0x3f));
  return text;
}

std::span<const KeyInfo> keys() {
  return kKeys;
}

std::vector<std::vector<std::string_view>> footer_rows(Footer footer, int width, int rows) {
  std::vector<std::vector<std::string_view>> filled(1);
  int used = 0;
  for (const std::string_view item : kFooters[static_cast<std::size_t>(footer)]) {
    const int needs = cells(item) + 2;
    if (used + needs > width) {
      if (static_cast<int>(filled.size()) == rows) break;
      filled.emplace_back();
      used = 0;
    }
    filled.back().push_back(item);
    used += needs;
  }
  return filled;
}

}  // namespace eyewall::screen
