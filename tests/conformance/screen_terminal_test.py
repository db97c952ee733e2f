"""The full-screen player and the terminal: what it makes of it, and how it leaves it.

With the name of a case as its argument it runs that case.
"""

import os
import re
import signal
import unittest

from screen_case import EYEWALL, LAST, Screen


class Surroundings(Screen):

  def test_no_color_means_no_colour(self):
    colour = re.compile(r"\x1b\[[0-9;]*3[0-7]")
    terminal = self.start()
    terminal.expect("Ready")
    self.assertRegex(terminal.screen(colours=True), colour)
    terminal = self.start(NO_COLOR="1")
    terminal.type("57g")
    self.at(terminal, 57)
    terminal.expect("[Events]")  # the focus is seen without colour,
    terminal.expect("* #2 on_connect")  # and what has changed
    self.assertNotRegex(terminal.screen(colours=True), colour)

  def test_without_utf8_all_is_ascii(self):
    terminal = self.start(LC_ALL="C")
    terminal.type("57g")
    self.at(terminal, 57)
    terminal.expect("- Ready queue ---")
    screen = terminal.expect("q quit")
    self.assertTrue(screen.isascii(), screen)

  def test_a_terminal_that_cannot_gets_the_line_player(self):
    for term, says in (("dumb", "has no way to place its cursor"), (None, "TERM is not set"),
                       ("no-such-terminal", "the terminal no-such-terminal is not known here")):
      with self.subTest(TERM=term):
        terminal = self.start(TERM=term)
        screen = terminal.until(lambda screen: "(0% 1/" in screen, "a prompt").replace("\n", "")
        self.assertIn(says, screen)
        self.assertIn("this is the line player", screen)

  def test_the_line_player_can_be_asked_for(self):
    for options in ("--plain", "--cmd 's 2; s'", f"-x '{self.folder}/commands'"):
      (self.folder / "commands").write_text("s 2\n")
      with self.subTest(options=options):
        terminal = self.start(options=options)
        self.assertNotIn("Ready queue", terminal.screen())
        self.assertEqual(terminal.ask("alternate_on"), "0")


class Hygiene(Screen):
  """Whatever ends the player, or stops it, the terminal is as it was."""

  def start_in_shell(self):
    player = f"sh -c 'echo $$ >{self.folder}/pid; exec \"{EYEWALL}\" replay \"{self.trace}\"'"
    return self.expect_start(self.run_in_tmux(
        f"before=$(stty -g); {player}; code=$?; [ \"$before\" = \"$(stty -g)\" ] && "
        "echo \"sane, $code\""))

  def expect_start(self, terminal):
    terminal.expect(f"1/{LAST})")
    self.assertEqual(terminal.ask("alternate_on"), "1")
    self.assertEqual(terminal.ask("cursor_flag"), "0")
    return terminal

  def send(self, number):
    os.kill(int((self.folder / "pid").read_text()), number)

  def expect_sane(self, terminal, code):
    screen = terminal.expect(f"sane, {code}")
    self.assertNotIn("Ready queue", screen)
    self.assertEqual(terminal.ask("alternate_on"), "0")
    self.assertEqual(terminal.ask("cursor_flag"), "1")

  def test_after_quitting(self):
    terminal = self.start_in_shell()
    terminal.press("q")
    self.expect_sane(terminal, 0)

  def test_after_signals_which_end_the_process_as_they_would_have(self):
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP, signal.SIGQUIT):
      with self.subTest(number):
        terminal = self.start_in_shell()
        self.send(number)
        self.expect_sane(terminal, 128 + number)

  def test_ctrl_c_leaves_a_prompt_first_and_the_player_then(self):
    terminal = self.start_in_shell()
    terminal.type(":goto")
    terminal.expect(":goto")
    terminal.press("C-c")
    terminal.expect_gone(":goto")
    terminal.press("C-c")
    self.expect_sane(terminal, 130)

  def test_while_it_is_stopped_and_when_it_goes_on(self):
    terminal = self.run_in_tmux("PS1='ready$ ' exec bash --norc --noprofile -i")
    terminal.expect("ready$")
    terminal.type(f"'{EYEWALL}' replay '{self.trace}'")
    terminal.press("Enter")
    self.expect_start(terminal)
    terminal.type("57g")
    self.at(terminal, 57)
    for columns in (80, 100):
      terminal.press("C-z")
      terminal.expect("Stopped")
      self.assertEqual(terminal.ask("alternate_on"), "0")
      self.assertEqual(terminal.ask("cursor_flag"), "1")
      terminal.resize(columns, 24)
      terminal.type("fg")
      terminal.press("Enter")
      self.at(terminal, 57)
      self.assertEqual(terminal.ask("alternate_on"), "1")
    terminal.expect("p poll")  # the timeline explains itself where there is room
    terminal.press("q")
    terminal.expect("ready$")


if __name__ == "__main__":
  unittest.main()
