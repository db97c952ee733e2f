// What the keys do to the navigator and to the panes.
#include <stdexcept>

#include "screen/app.h"

namespace eyewall::screen {

void App::command_key(Key key) {
  if (key == 'q' || key == control('C')) {
    over_ = true;
  } else if (!step_key(key) && !jump_key(key) && !find_key(key) && !explain_key(key) &&
             !pane_key(key) && key != key::kEscape && key != control('L')) {
    const std::string text = typed(key);
    say((text.empty() ? "This key" : "'" + text + "'") + " does nothing here; ? shows the keys.");
  }
}

bool App::step_key(Key key) {
  const bool events = focus_.part() == Part::events;
  switch (key) {
    case 'l':
    case '.':
    case key::kRight:
      return step(Way::forward, times()), true;
    case 'h':
    case ',':
    case key::kLeft:
      return step(Way::back, times()), true;
    case 'j':
    case key::kDown:
      return events ? step(Way::forward, times()) : scroll(Way::forward, times()), true;
    case 'k':
    case key::kUp:
      return events ? step(Way::back, times()) : scroll(Way::back, times()), true;
    case ' ':
      return playing_.toggle(), true;
    case '+':
    case '=':
    case '-':
      playing_.faster(key == '-' ? -1 : 1);
      return say("Playing goes at " + playing_.speed() + "."), true;
    default:
      return false;
  }
}

bool App::jump_key(Key key) {
  switch (key) {
    case 'g':
    case key::kHome:
      return say(navigator_.go(count_.value_or(1))), true;
    case 'G':
    case key::kEnd:
      return say(navigator_.go(count_.value_or(navigator_.last()))), true;
    case '%':
      if (!count_) throw std::invalid_argument("a number goes before %: 50% is the middle");
      return say(navigator_.go(std::to_string(*count_) + "%")), true;
    case ')':
      return say(navigator_.iter(Way::forward, times())), true;
    case '(':
      return say(navigator_.iter(Way::back, times())), true;
    case ']':
      return follow_arrow(), true;
    case '[':
      return say(navigator_.cause()), true;
    case control('O'):
      return say(navigator_.back(times())), true;
    case 'm':
    case '\'':
      pending_ = key;
      return say(key == 'm' ? "Mark this place: a letter" : "Go to a mark: its letter"), true;
    default:
      return false;
  }
}

bool App::find_key(Key key) {
  switch (key) {
    case '/':
      return ask(Purpose::search), true;
    case 'n':
      return find(Way::forward), true;
    case 'N':
      return find(Way::back), true;
    case 'c':
      return say(navigator_.run(Way::forward, times())), true;
    case 'C':
      return say(navigator_.run(Way::back, times())), true;
    case 'b':
      return toggle_breakpoint(), true;
    case 'w':
      return ask(Purpose::watch), true;
    case ':':
      return ask(Purpose::command), true;
    default:
      return false;
  }
}

bool App::explain_key(Key key) {
  switch (key) {
    case 'y':
      return why(), true;
    case 'p':
      return predict(), true;
    case 'f':
      return follow(), true;
    case 'z':
      return zoom(), true;
    case '?':
      return page_ = help_page(), true;
    default:
      return false;
  }
}

bool App::pane_key(Key key) {
  const Slot* slot = focus_.layout().find(focus_.part());
  const auto page =
      static_cast<std::uint64_t>(slot == nullptr ? 1 : std::max(1, slot->rect.rows - 2));
  switch (key) {
    case key::kTab:  // the same byte as Ctrl-I
      return returning_ ? say(navigator_.forward(times())) : focus_.move(1), true;
    case key::kBackTab:
      return focus_.move(-1), true;
    case key::kEnter:
      return focus_.toggle_alone(), true;
    case key::kPageDown:
    case control('F'):
      return scroll(Way::forward, page * times()), true;
    case key::kPageUp:
    case control('B'):
      return scroll(Way::back, page * times()), true;
    default:
      return false;
  }
}

}  // namespace eyewall::screen
