"""`eyewall exercise`, without a word more: the terminal is given back, on every way out."""

import os
import shutil
import signal
import subprocess
import unittest

from classes import EYEWALL, LESSONS, SOLUTION
from terminal import Terminal
from tmux import MISSING, Tmux
from watching import Case


class Surroundings(Case):

  def test_every_way_out_gives_the_terminal_back(self):
    for way, code in [("q", 0), ("\x03", -signal.SIGINT), (signal.SIGTERM, -signal.SIGTERM),
                      (signal.SIGHUP, -signal.SIGHUP)]:
      with self.subTest(way=way), Terminal(self.words) as terminal:
        before = terminal.modes()
        terminal.expect("Not yet: 2 of 4")
        self.assertNotEqual(terminal.modes(), before)
        if isinstance(way, str):
          terminal.type(way)
        else:
          os.kill(terminal.process, way)
        self.assertEqual(terminal.end(), code)

  @unittest.skipIf(MISSING, MISSING)
  def test_the_screen_is_as_it_was(self):
    for way, code in (("q", 0), ("C-c", 130)):
      with self.subTest(way=way), self.tmux() as screen:
        screen.expect("Not yet")
        self.assertEqual(screen.ask("alternate_on"), "1")
        screen.press(way)
        self.assertEqual(screen.end(), code)
        self.assertEqual((screen.ask("alternate_on"), screen.ask("cursor_flag")), ("0", "1"))

  @unittest.skipIf(MISSING, MISSING)
  def test_ctrl_z_stops_it_and_fg_goes_on(self):
    with Tmux("PS1='> ' bash --norc --noprofile -i") as screen:
      screen.type(" ".join(str(word) for word in self.words) + "\n")
      screen.expect("Not yet")
      screen.press("C-z")
      screen.expect("Stopped")
      self.assertEqual((screen.ask("alternate_on"), screen.ask("cursor_flag")), ("0", "1"))
      screen.type("stty -a | grep -o ' icanon'; fg\n")
      screen.expect("Not yet")
      shutil.copy(SOLUTION, self.file)
      screen.expect("Solved: 4 of 4")
      screen.press("q")
      screen.expect("icanon")
      screen.type("exit\n")
      self.assertEqual(screen.end(), 0)

  def test_ctrl_c_while_something_runs_leaves_no_child(self):
    fifo = self.mine / "fifo"
    os.mkfifo(fifo)
    self.file.write_text('#include <fstream>\n'
                         'int main() { std::ofstream fifo("fifo"); for (;;) {} }\n')
    with Terminal(self.words) as terminal:
      with open(fifo, "rb") as held:
        terminal.type("\x03")
        self.assertEqual(terminal.end(), -signal.SIGINT)
        self.assertEqual(held.read(), b"", "the program is gone")
    left = [path for path in (self.mine / ".eyewall").rglob("*") if ".tmp." in path.name]
    self.assertEqual(left, [])

  def test_what_has_no_terminal_is_told_another_way(self):
    done = subprocess.run(self.words, capture_output=True, text=True, stdin=subprocess.DEVNULL,
                          timeout=100)
    self.assertEqual(done.returncode, 2)
    self.assertIn("eyewall exercise run", done.stderr)

  def test_what_is_wrong_leaves_the_terminal_alone(self):
    words = [EYEWALL, "exercise", "--lessons", LESSONS, "--dir", self.mine.parent]
    with Terminal(words) as terminal:
      terminal.expect("eyewall exercise init DIR")
      self.assertEqual(terminal.end(), 2)
    (self.mine / ".eyewall/progress.json").parent.mkdir(exist_ok=True)
    (self.mine / ".eyewall/progress.json").write_text("{")
    with Terminal(self.words) as terminal:
      terminal.expect("Move that file away to go on")
      self.assertEqual(terminal.end(), 2)


if __name__ == "__main__":
  unittest.main()
