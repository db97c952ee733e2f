"""`eyewall exercise`: as a learner uses it, and as those who write exercises do."""

import json
import os
import pathlib
import shutil
import signal
import subprocess
import tempfile
import unittest

from classes import SANITIZED
from terminal import Terminal

ROOT = pathlib.Path(__file__).resolve().parents[2]
BUILD = pathlib.Path(os.environ.get("EYEWALL_BINARY_DIR", ROOT / "build/dev"))
EYEWALL = BUILD / "bin/eyewall"
DATA = ROOT / "tests/tracer/exercise/data/lessons"
GREET = "01_loop/greet"


def exercise(*words, folder=None, lessons=DATA, said=""):
  places = ["--lessons", lessons] if lessons else []
  return subprocess.run([EYEWALL, "exercise", *words, *places], cwd=folder, input=said,
                        capture_output=True, text=True, timeout=1500)


class Case(unittest.TestCase):

  def setUp(self):
    folder = tempfile.TemporaryDirectory(prefix="eyewall-exercise-")
    self.addCleanup(folder.cleanup)
    self.folder = pathlib.Path(folder.name)

  def ends(self, code, *words, **more):
    done = exercise(*words, **more)
    self.assertEqual(done.returncode, code, f"{words}: {done.stdout}{done.stderr}")
    return done


class Learner(Case):

  def setUp(self):
    super().setUp()
    self.mine = self.folder / "mine"
    self.ends(0, "init", self.mine)
    self.file = self.mine / f"{GREET}.cc"

  def run_here(self, code, *words, **more):
    return self.ends(code, *words, folder=self.mine, **more)

  def write(self, name):
    """A mutant of greet, or its solution, becomes the learner's file."""
    wrong = DATA / f"01_loop/mutants/greet/{name}.cc"
    shutil.copy(wrong if wrong.exists() else DATA / "01_loop/solution/greet.cc", self.file)

  def standing(self):
    return json.loads(self.run_here(0, "progress", "--json").stdout)["exercises"][0]

  def test_from_the_stub_to_the_solution(self):
    self.assertIn("next    01_loop/greet", self.run_here(0, "list").stdout)
    story = self.run_here(1, "run").stdout
    self.assertIn("FAIL  the loop runs greet once (0 of 2 points)", story)
    self.assertIn("Because:  A callback runs once for each time", story)
    self.assertIn("Instead:  It never happened.", story)
    self.assertIn(f"[{GREET}.cc:", story, "the steps name the learner's lines")
    self.assertIn("Not yet: 2 of 4 points.", story)
    self.assertIn("opens when yours is right", self.run_here(1, "solution", "greet").stderr)
    self.write("solution")
    self.assertIn("Solved: 4 of 4 points.", self.run_here(0, "run").stdout)
    opened = self.run_here(0, "solution", "greet").stdout
    self.assertEqual(opened, (DATA / "01_loop/solution/greet.cc").read_text())
    self.assertIn("next    02_wait/rest", self.run_here(0, "list").stdout)

  def test_the_command_of_a_story_opens_the_run_at_the_step_that_differs(self):
    self.write("twice")
    story = self.run_here(1, "run", "greet").stdout
    self.assertIn("A common mistake: callback_added_twice", story)
    command = story.split("To see it there:  eyewall ")[1].split()
    opened = subprocess.run([EYEWALL, *command, "--plain"], cwd=self.mine, input="",
                            capture_output=True, text=True, timeout=100)
    self.assertEqual(opened.returncode, 0, opened.stderr)
    self.assertRegex(opened.stdout, rf"\A *{command[-1]} .*The loop runs greet\.")

  def test_hints_are_a_ladder(self):
    said = [self.run_here(0, "hint").stdout.splitlines() for _ in range(3)]
    self.assertEqual(said[0], ["01_loop/greet: hint 1 of 2",
                               "  Look at what is added to the loop."])
    self.assertIn("hint 2 of 2", said[1][0])
    self.assertEqual(said[1], said[2])
    self.assertEqual(self.standing()["hints"], 2)

  def test_a_compile_error_is_short_and_can_be_seen_whole(self):
    self.file.write_text(self.file.read_text().replace("trace::print", "trace::prin"))
    story = self.run_here(1, "run").stdout
    self.assertRegex(story, rf"{GREET}.cc:\d+:\d+: error: .*prin")
    self.assertLess(len(story.splitlines()), 15)
    self.assertIn("eyewall exercise run 01_loop/greet --errors", story)
    whole = self.run_here(1, "run", GREET, "--errors").stdout
    self.assertGreater(len(whole), len(story))
    self.assertNotIn("invalid-pch", whole, "the precompiled headers are used")

  def test_what_does_not_end_is_ended_and_what_crashes_is_told(self):
    self.file.write_text("int main() { for (volatile int i = 0;;) i = i; }\n")
    self.assertIn("It still ran after 10 seconds.", self.run_here(1, "run", "greet").stdout)
    self.file.write_text("#include <cstdlib>\nint main() { std::abort(); }\n")
    self.assertIn("was killed by signal", self.run_here(1, "run", "greet").stdout)
    self.file.write_text("#include <iostream>\nint main() { for (;;) std::cout << 'x'; }\n")
    self.assertIn("It printed more than 1024 KiB.", self.run_here(1, "run", "greet").stdout)
    self.assertEqual(self.standing()["runs"], 3)

  def test_a_hidden_check_stays_hidden_but_for_a_teacher(self):
    text = (DATA / "01_loop/solution/greet.cc").read_text().replace(
        "IOLoop::instance().start();",
        "IOLoop::instance().start();\n"
        '  IOLoop::instance().add_callback(named("late", greet));')
    self.file.write_text(text)
    student = self.run_here(1, "run", "greet")
    self.assertIn("FAIL  a hidden check failed (0 of 1 point)", student.stdout)
    self.assertNotIn("no callback is left", student.stdout)
    self.assertNotIn("no callback is left", self.run_here(1, "run", "greet", "--json").stdout)
    self.assertIn("no callback is left, hidden",
                  self.run_here(1, "run", "greet", "--teacher").stdout)

  def test_reset_asks_keeps_what_was_written_and_can_be_told_not_to_ask(self):
    self.file.write_text("// mine\n")
    self.assertIn("say --yes", self.run_here(2, "reset", "greet").stderr)
    words = [EYEWALL, "exercise", "reset", "greet", "--dir", self.mine, "--lessons", DATA]
    for answer, kept in (("n", True), ("y", False)):
      with Terminal(words) as terminal:
        terminal.expect("[y/N]")
        terminal.type(answer + "\n")
        terminal.expect("nothing was changed" if kept else "as it was")
      self.assertEqual(self.file.read_text() == "// mine\n", kept)
    self.assertEqual((self.mine / ".eyewall/backup/01_loop/greet.1.cc").read_text(), "// mine\n")
    self.run_here(0, "reset", "greet", "--yes")

  def test_progress_is_kept_and_check_all_judges_everything(self):
    self.write("solution")
    done = self.run_here(1, "check-all")
    self.assertIn("ok    01_loop/greet  4 of 4 points", done.stdout)
    self.assertIn("FAIL  02_wait/rest", done.stdout)
    self.assertEqual(done.stderr, "", "progress is shown on a terminal only")
    self.assertIn("1 of  2 solved, 4 of 6 points", self.run_here(0, "progress").stdout)
    self.assertTrue(self.standing()["solved"])

  def test_ctrl_c_leaves_no_child_and_no_half_file(self):
    os.mkfifo(self.mine / "fifo")
    self.file.write_text('#include <fstream>\n'
                         'int main() { std::ofstream fifo("fifo"); for (;;) {} }\n')
    words = [EYEWALL, "exercise", "run", "greet", "--lessons", DATA]
    with subprocess.Popen(words, cwd=self.mine, stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE) as run:
      with open(self.mine / "fifo", "rb") as fifo:  # opens when the learner's program runs
        run.send_signal(signal.SIGINT)
        self.assertEqual(fifo.read(), b"", "the program is gone")
      run.communicate(timeout=100)
    self.assertEqual(run.returncode, -signal.SIGINT)
    left = [path.name for path in self.mine.rglob("*") if path.is_file()]
    self.assertEqual(sorted(left), ["README.md", "greet", "greet.cc", "rest.cc"])

  def test_what_is_used_wrongly_is_told_with_the_way_out(self):
    self.assertIn("eyewall exercise init DIR", self.ends(2, "run", folder=self.folder).stderr)
    self.assertIn("did you mean greet?", self.run_here(2, "run", "gret").stderr)
    self.file.unlink()
    self.assertIn("`eyewall exercise init .` puts it there", self.run_here(2, "run").stdout)
    self.run_here(0, "init", ".")
    self.assertTrue(self.file.exists())
    self.assertIn("is not empty", self.ends(2, "init", "/").stderr)


class Writer(Case):

  def setUp(self):
    super().setUp()
    self.lessons = self.folder / "lessons"
    shutil.copytree(DATA, self.lessons)

  def faults(self, *words):
    done = self.ends(1, "lint", "--json", *words, lessons=self.lessons)
    return [json.loads(line) for line in done.stdout.splitlines()]

  def edit(self, name, before, after):
    path = self.lessons / name
    self.assertIn(before, path.read_text())
    path.write_text(path.read_text().replace(before, after))

  def test_what_is_good_is_said_to_be_good(self):
    done = self.ends(0, "lint", lessons=self.lessons)
    self.assertEqual((done.stdout, done.stderr),
                     ("", "eyewall: 2 exercises, 6 programs: good\n"))

  def test_a_new_exercise_says_what_is_still_to_do(self):
    made = self.ends(0, "new", "1", "wave", lessons=self.lessons).stdout.splitlines()
    self.assertEqual(len(made), 4)
    texts = [f"{pathlib.Path(each['file']).name}: {each['text']}" for each in self.faults("wave")]
    self.assertEqual(texts[:2],
                     ["wave.json: has a TODO: write it", "wave.cc: has a TODO: write it"])
    self.assertIn("wave.cc: does not solve its exercise:", texts[2])
    self.assertIn("wrong.cc: fails, but does not say 'TODO:", texts[3])
    self.assertIn("there already", self.ends(2, "new", "1", "wave", lessons=self.lessons).stderr)

  def test_each_fault_is_found(self):
    self.edit("01_loop/exercise/greet.cc", "  // TODO: let the loop run greet\n  greet();",
              '  IOLoop::instance().add_callback(named("greet", greet));')
    self.edit("01_loop/mutants/greet/twice.cc", "one too many", "one too few")
    self.edit("02_wait/solution/rest.cc", "co_yield", "co_yeld")
    self.edit("02_wait/exercise/rest.json", '"minutes": 5', '"minutes": 1')
    self.edit("02_wait/exercise/rest.json", '"Look at what sleep() returns.", ', "")
    self.edit("02_wait/exercise/rest.json", '"co_yield is what waits.", ', "")
    texts = " ".join(each["text"] for each in self.faults())
    for fault in ["not the easiest: 02_wait/rest", "has 1 hint;", "has no // TODO",
                  "passes every check", "does not say 'It happened twice; one too few",
                  "does not compile:"]:
      self.assertIn(fault, texts)

  def test_a_wrong_answer_that_passes_or_is_named_otherwise_is_found(self):
    shutil.copy(self.lessons / "01_loop/solution/greet.cc",
                self.lessons / "01_loop/mutants/greet/right.cc")
    self.edit("01_loop/mutants/greet/right.cc", "// Greet", "// expect: nothing\n// Greet")
    self.edit("01_loop/mutants/greet/twice.cc", "expect-mistake: callback_added_twice",
              "expect-mistake: blocking_call")
    texts = [each["text"] for each in self.faults("greet")]
    self.assertEqual(texts[0], "is a wrong answer, and passes every check")
    self.assertIn("its mistake is not named blocking_call", texts[1])
    self.assertEqual(len(texts), 2)

  def test_the_mistakes_that_have_names_are_listed(self):
    self.assertIn("callback_added_twice\n  ", self.ends(0, "lint", "--mistakes").stdout)

  def test_a_check_file_that_cannot_be_read_is_a_fault(self):
    self.edit("02_wait/exercise/rest.json", "timer.fire", "timer.fires")
    faults = self.faults("greet")
    self.assertTrue(faults[0]["file"].endswith("rest.json:8"), faults)
    self.assertIn("did you mean timer.fire?", faults[0]["text"])


class Proof(Case):

  def test_every_exercise_of_the_checkout_is_proved(self):
    # A sanitized program takes ten times as long to compile and link, and proves the exercise no
    # better: there the first of each lesson stand for all.
    names = []
    if SANITIZED:
      listed = [json.loads(line)["exercise"]
                for line in exercise("list", "--json", lessons=None).stdout.splitlines()]
      names = list({name.split("/")[0]: name for name in reversed(listed)}.values())
    done = self.ends(0, "lint", *names, lessons=None)
    self.assertTrue(done.stderr.endswith("good\n"), done.stderr)


if __name__ == "__main__":
  unittest.main()
