"""The full-screen player on a real terminal: keys in, screen out.

With the name of a case as its argument it runs that case.
"""

import json
import unittest

from screen_case import EYEWALL, LAST, Screen


class Keys(Screen):

  def walk(self, terminal, *steps):
    for keys, seq in steps:
      terminal.press(*keys.split())
      self.at(terminal, seq)

  def test_moves(self):
    terminal = self.start()
    self.walk(terminal, ("l", 2), (".", 3), ("Right", 4), ("Down", 5), ("j", 6), ("h", 5),
              (",", 4), ("Left", 3), ("Up", 2), ("k", 1), ("1 0 l", 11), ("1 7 g", 17),
              ("G", LAST), ("g", 1), ("End", LAST), ("Home", 1), ("5 0 %", LAST // 2),
              ("g )", 38), (")", 66), ("(", 38))
    terminal.press("PPage")
    terminal.until(lambda screen: f" 38/{LAST})" not in screen, "a page back")

  def test_arrows_marks_and_places_visited(self):
    terminal = self.start()
    self.walk(terminal, ("5 7 g", 57), ("]", 67), ("[", 57), ("C-o", 67), ("C-o", 57),
              ("Tab", 67), ("m a", 67), ("g", 1), ("' a", 67), ("' '", 1))

  def test_searches(self):
    terminal = self.start()
    terminal.type("/on_headers")
    terminal.expect("/on_headers")
    self.assertEqual(terminal.ask("cursor_flag"), "1", "where one types there is a cursor")
    self.walk(terminal, ("Enter", 75), ("n", 88), ("N", 75))
    self.assertEqual(terminal.ask("cursor_flag"), "0")
    terminal.type("/nobody")
    terminal.press("Enter")
    terminal.expect("'nobody'")

  def test_breakpoints_and_watches(self):
    terminal = self.start()
    terminal.type("39gb")
    terminal.expect("Breakpoint 1: callback.begin:name=on_resolve")
    self.walk(terminal, ("g c", 39), ("G C", 39))
    terminal.press("b")
    terminal.expect("Breakpoint 1 is gone")
    terminal.type("gwready")
    self.walk(terminal, ("Enter c", 26))
    terminal.expect("went from 0 to 1")

  def test_plays(self):
    terminal = self.start()
    terminal.press("+", "+", "+", "+", "+")
    terminal.expect("Playing goes at 64/s")
    terminal.press("Space")
    self.at(terminal, LAST)
    terminal.expect_gone("playing")
    terminal.press("-")
    terminal.expect("Playing goes at 32/s")

  def test_zooms_and_follows(self):
    terminal = self.start()
    terminal.type("57g")
    terminal.expect("getsockopt")
    terminal.press("z")
    terminal.expect_gone("getsockopt")
    self.at(terminal, 57)
    terminal.press("z", "z")
    terminal.expect("getsockopt")
    terminal.type("29gf")
    terminal.expect("Events  of coroutine 1, download")
    terminal.press("f")
    terminal.expect_gone("of coroutine 1, download")

  def test_explains(self):
    terminal = self.start()
    terminal.type("67gy")
    terminal.expect("[Why event 67]")
    terminal.press("j", "Enter")
    self.at(terminal, 57)
    terminal.press("p")
    terminal.expect("[Predict]")
    terminal.press("1")
    terminal.expect(" of 1 right]")
    terminal.press("q")
    terminal.expect_gone("Predict:")
    terminal.press("?")
    terminal.expect("[Help")
    terminal.press("q")
    terminal.expect("Ready queue")

  def test_obeys_a_command_line(self):
    terminal = self.start()
    terminal.type(":goto 5")
    terminal.press("Enter")
    terminal.expect(f"5/{LAST})")
    terminal.press("q")
    terminal.type(":info hand")
    terminal.press("Tab")
    terminal.expect(":info handlers")
    terminal.press("Enter")
    terminal.expect("fd 6 waker1")
    terminal.press("q", ":")
    terminal.type("quit")
    terminal.press("Enter")
    self.assertEqual(terminal.end(), 0)

  def test_changes_the_focus_and_quits(self):
    terminal = self.start()
    terminal.press("Tab")
    terminal.expect("[Ready queue]")
    terminal.press("BTab")
    terminal.expect("[Events]")
    terminal.press("BTab", "Enter")
    terminal.expect_gone("Ready queue")
    terminal.press("Enter")
    terminal.expect("Ready queue")
    terminal.press("q")
    self.assertEqual(terminal.end(), 0)


class Sizes(Screen):

  def test_shows_its_panes_at_every_size_and_fills_it(self):
    for columns, rows, panes in ((80, 24, "Source Events Ready Handlers Timers Coroutines "
                                  "Streams output"),
                                 (120, 40, "Call Loop HTTP Threads Futures"),
                                 (200, 50, "Call Loop HTTP Threads Futures legend:poll"),
                                 (40, 24, "Source Events Ready Coroutines")):
      with self.subTest(columns=columns, rows=rows):
        terminal = self.start(columns, rows)
        terminal.type("57g")
        self.at(terminal, 57)
        for pane in panes.split():
          terminal.expect(pane.removeprefix("legend:"))
        self.assertTrue(terminal.screen().splitlines()[rows - 1], "the last row is used")

  def test_follows_a_terminal_that_changes_its_size(self):
    terminal = self.start()
    terminal.type("57g")
    self.at(terminal, 57)
    terminal.resize(30, 8)
    terminal.expect("too small: 30x8")
    terminal.resize(120, 40)
    terminal.expect("Call stack")
    self.at(terminal, 57)
    terminal.resize(40, 24)
    terminal.expect_gone("Call stack")
    self.at(terminal, 57)

  def test_keeps_its_columns_beside_wide_characters(self):
    event = {"seq": 1, "t": 1, "kind": "print", "text": "日本語 e\u0301 😀 ends"}
    self.trace.write_text('{"eyewall":1,"program":"日本"}\n' +
                          json.dumps(event, ensure_ascii=False) + "\n")
    terminal = self.run_in_tmux(f"'{EYEWALL}' replay '{self.trace}'")
    screen = terminal.expect("日本語 é 😀 ends".replace("é", "e\u0301"))
    self.assertIn("日本  (100% 1/1, cut off)", screen)


if __name__ == "__main__":
  unittest.main()
