"""`eyewall exercise`, without a word more: what is saved is judged, and what each key does."""

import os
import shutil
import unittest

from classes import LESSONS, SOLUTION, STUB, TWICE
from tmux import MISSING
from watching import Case


class Saving(Case):

  def test_what_is_saved_is_judged(self):
    with self.terminal() as terminal:
      shutil.copy(SOLUTION, self.file)
      terminal.expect("1 of 2 solved")
      terminal.expect("Solved: 4 of 4 points.")

  def test_what_is_renamed_into_its_place_is_judged_again_and_again(self):
    with self.terminal() as terminal:
      for source, verdict in [(SOLUTION, "Solved: 4 of 4"), (TWICE, "Not yet: 1 of 4"),
                              (STUB, "Not yet: 2 of 4")]:
        self.rename_over(source)
        terminal.expect(verdict)

  def test_a_file_that_goes_and_comes_back_is_judged(self):
    with self.terminal() as terminal:
      self.file.unlink()
      terminal.expect("There is no file 01_loop/greet.cc")
      shutil.copy(SOLUTION, self.file)
      terminal.expect("Solved: 4 of 4")
      shutil.rmtree(self.file.parent)
      terminal.expect("There is no file 01_loop/greet.cc")
      self.file.parent.mkdir()
      shutil.copy(TWICE, self.file)
      terminal.expect("Not yet: 1 of 4")

  def test_several_saves_in_a_row_are_not_judged_one_by_one(self):
    with self.terminal() as terminal:
      before = self.runs()
      for _ in range(5):
        shutil.copy(SOLUTION, self.file)
      terminal.expect("Solved: 4 of 4")
      self.assertLess(self.runs(), before + 5)

  def test_a_save_while_a_run_goes_on_stops_that_run(self):
    fifo = self.mine / "fifo"
    os.mkfifo(fifo)
    with self.terminal() as terminal:
      self.file.write_text('#include <fstream>\n'
                           'int main() { std::ofstream fifo("fifo"); for (;;) {} }\n')
      with open(fifo, "rb") as held:  # opens when that program runs
        shutil.copy(SOLUTION, self.file)
        self.assertEqual(held.read(), b"", "the program is gone")
      terminal.expect("Solved: 4 of 4")

  def test_a_compile_error_is_shown_short(self):
    with self.terminal() as terminal:
      self.file.write_text("int main() { grete(); }\n")
      terminal.expect("It does not compile. The first error:")
      terminal.expect("'grete' was not declared")


@unittest.skipIf(MISSING, MISSING)
class Keys(Case):

  def test_hints_come_one_by_one(self):
    with self.tmux() as screen:
      screen.expect("Not yet: 2 of 4 points.")
      screen.press("h")
      screen.expect("Hint 1 of 2: Look at what is added to the loop.")
      screen.press("h")
      screen.expect("Hint 2 of 2: add_callback")
      screen.expect("That is the last hint.")

  def test_next_previous_and_the_list_go_to_exercises(self):
    with self.tmux() as screen:
      screen.expect("01_loop/greet: Greet from the loop")
      screen.press("p")
      screen.expect("This is the first exercise.")
      screen.press("n")
      screen.expect("02_wait/rest: Rest a little")
      screen.press("n")
      screen.expect("This is the last exercise.")
      screen.press("l")
      screen.expect("> ")
      screen.press("p", "Enter")
      screen.expect("01_loop/greet: Greet from the loop")

  def test_the_solution_opens_after_success(self):
    with self.tmux() as screen:
      screen.expect("Not yet")
      screen.press("s")
      screen.expect("The solution opens when yours is right.")
      shutil.copy(SOLUTION, self.file)
      screen.expect("Solved: 4 of 4 points.")
      screen.press("s")
      screen.expect("The house's solution:")
      screen.expect('#include "ioloop/ioloop.h"')
      screen.press("s")
      screen.expect("n goes on to the next")

  def test_check_all_checks_all(self):
    with self.tmux() as screen:
      screen.expect("Not yet")
      shutil.copy(LESSONS / "02_wait/solution/rest.cc", self.mine / "02_wait/rest.cc")
      screen.press("c")
      screen.expect("All are checked.")
      screen.expect("1 of 2 solved")
      self.assertIn("solved  02_wait/rest", screen.screen())

  def test_run_runs_it_again(self):
    with self.tmux() as screen:
      screen.expect("Not yet")
      before = self.runs()
      screen.press("r")
      screen.until(lambda _: self.runs() == before + 1, "another run")

  def test_reset_asks(self):
    self.file.write_text("int main() {}\n")
    with self.tmux() as screen:
      screen.expect("Not yet")
      screen.press("x", "n")
      screen.expect("It is as you left it.")
      self.assertEqual(self.file.read_text(), "int main() {}\n")
      screen.press("x")
      screen.expect("y put it back")
      screen.press("y")
      screen.expect("Yours is kept:")
      screen.expect("FAIL  the loop runs greet once")
      self.assertEqual(self.file.read_text(), STUB.read_text())

  def test_the_editor_has_the_terminal_and_gives_it_back(self):
    editor = self.mine / "editor"
    editor.write_text(f'#!/bin/sh\necho "editing $1 $2"; stty -a | tr " ;" "\\n" | grep -x icanon\n'
                      f'read line; cp {SOLUTION} "$2"\n')
    editor.chmod(0o755)
    with self.tmux(EDITOR=f"{editor} -w") as screen:
      screen.expect("Not yet")
      screen.press("o")
      screen.expect("editing -w")
      screen.expect("icanon")
      screen.press("Enter")
      screen.expect("Solved: 4 of 4 points.")

  def test_no_editor_is_said(self):
    with self.tmux(EDITOR=None, VISUAL=None) as screen:
      screen.expect("Not yet")
      screen.press("o")
      screen.expect("EDITOR is not set.")

  def test_the_player_opens_the_run_at_the_step_that_differs(self):
    shutil.copy(TWICE, self.file)
    with self.tmux(rows=50) as screen:
      at = screen.expect("--at ").split("--at ")[1].split()[0]
      screen.press("t")
      screen.expect_gone("Not yet")
      screen.expect("The loop runs greet")
      self.assertIn(at, screen.screen())
      screen.press("q", "Enter")
      screen.expect("Not yet: 1 of 4 points.")

  def test_a_long_page_is_scrolled_and_another_size_is_drawn_again(self):
    with self.tmux(rows=12) as screen:
      screen.expect("more lines")
      screen.press(*["Space"] * 6)
      screen.expect("To see it there:")
      screen.resize(100, 40)
      screen.expect("01_loop/greet: Greet from the loop")
      screen.expect_gone("more lines")

  def test_colours_are_not_all_that_says_something(self):
    for value, coloured in (("", True), ("1", False)):
      with self.tmux(NO_COLOR=value) as screen:
        screen.expect("FAIL  the loop runs greet once")
        self.assertEqual("\x1b[31m" in screen.screen(colours=True), coloured)


if __name__ == "__main__":
  unittest.main()
