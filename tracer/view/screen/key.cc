#include "screen/key.h"

#include "screen/width.h"

namespace eyewall::screen {
namespace {

constexpr KeyInfo kKeys[] = {
    {"Moving (a number before a key repeats it: 5l)", "", ""},
    {"l . Right", "l step", "one event on"},
    {"h , Left", "h back", "one event back"},
    {"j k Down Up", "", "the same in the list of events; in other panes they scroll"},
    {"PgDn PgUp Ctrl-F Ctrl-B", "", "a page on or back"},
    {"g Home, G End", "g/G ends", "to the first event, to the last; 17g goes to event 17"},
    {"50%", "", "to the middle of the trace"},
    {") (", ")( turn", "to the next turn of the loop, to the one before"},
    {"] [", "][ arrow", "follow an arrow: to what this event caused, to its cause"},
    {"Ctrl-O Ctrl-I", "", "back and forward through the places visited"},
    {"m' and a letter", "m' mark", "mark this place; go to a mark ('' goes back)"},
    {"Finding", "", ""},
    {"/ n N", "/ find", "search a text or a pattern; again; again, backwards"},
    {"b", "b break", "break on events like this one; again: no longer"},
    {"c C", "c/C run", "run to a breakpoint or to the end; backwards"},
    {"w", "w watch", "watch an expression: c stops where it changes"},
    {"Understanding", "", ""},
    {"y", "y why", "why this event happened, back to the program's own line"},
    {"p", "p predict", "what runs next? a question about this place"},
    {"f", "f follow", "only the events of this coroutine, or of this callback"},
    {"z", "z zoom", "detail: everything, the loop, coroutines only"},
    {"Playing", "", ""},
    {"Space", "Space play", "play, and stop playing"},
    {"+ -", "", "faster, slower"},
    {"Panes", "", ""},
    {"Tab Shift-Tab", "Tab pane", "to the next pane; right after Ctrl-O, Tab is Ctrl-I"},
    {"Enter", "", "the pane alone, with whole lines; again: all panes"},
    {"Ctrl-L", "", "draw the screen again"},
    {":", ": command", "a command of the line player, such as :info futures (:help lists them)"},
    {"?", "? help", "this page"},
    {"q", "q quit", "leave"},
};

// What must be known first: the footer's order.
constexpr std::string_view kFooter[] = {
    "l step", "h back",   "Space play", "y why",     "p predict", "/ find",  "Tab pane",
    "? help", "q quit",   ")( turn",    "][ arrow",  "c/C run",   "b break", "w watch",
    "z zoom", "f follow", "m' mark",    ": command", "g/G ends",
};

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

std::vector<std::vector<std::string_view>> footer_rows(int width, int rows) {
  std::vector<std::vector<std::string_view>> filled(1);
  int used = 0;
  for (const std::string_view item : kFooter) {
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
