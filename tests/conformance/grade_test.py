"""`eyewall grade`: a class, graded for people and for the tools of a class."""

import json
import os
import signal
import subprocess
import unittest
import xml.etree.ElementTree as xml

from classes import GREET, SANITIZED, SOLUTION, STUB, TWICE, Case, command
from terminal import Terminal

SECONDS = "9" if SANITIZED else "2"  # that a program may run
HIDDEN = "no callback is left"
LATE = SOLUTION.read_text().replace(  # only the hidden check sees what is wrong here
    "IOLoop::instance().start();",
    "IOLoop::instance().start();\n  IOLoop::instance().add_callback(named(\"late\", greet));")


class Formats(Case):

  def setUp(self):
    super().setUp()
    self.ann = self.student("ann", SOLUTION)
    self.bob = self.student("bob & <co>", TWICE)
    self.cy = self.student("cy", LATE)
    self.all = [self.ann, self.bob, self.cy]

  def test_text_says_who_has_what_and_why_not(self):
    said = self.grade(1, *self.all, "--only", "greet")
    self.assertEqual(said.stderr, "", "progress is shown on a terminal only")
    for text in ["ann: 1 of 1 solved, 4 of 4 points\n  ok    01_loop/greet  4 of 4 points\n",
                 "bob & <co>: 0 of 1 solved, 1 of 4 points\n",
                 "FAIL  01_loop/greet  1 of 4 points  failed: the loop runs greet once\n",
                 "FAIL  01_loop/greet  3 of 4 points  a hidden check failed\n",
                 "1 of 3 students solved everything\n"]:
      self.assertIn(text, said.stdout)
    self.assertNotIn(HIDDEN, said.stdout)

  def test_json_has_hidden_checks_without_words_or_with(self):
    graded = self.graded(1, *self.all, "--only", "greet")
    self.assertEqual([work["01_loop/greet"]["earned"] for work in graded.values()], [4, 1, 3])
    hidden = graded["cy"]["01_loop/greet"]["checks"][2]
    self.assertEqual(hidden, {"passed": False, "earned": 0, "points": 1, "hidden": True})
    self.assertEqual(graded["bob & <co>"]["01_loop/greet"]["mistakes"][0]["name"],
                     "callback_added_twice")
    whole = self.graded(1, self.cy, "--only", "greet", "--teacher")
    self.assertEqual(whole["cy"]["01_loop/greet"]["checks"][2]["say"], HIDDEN)

  def test_junit_is_xml_whose_counts_are_right(self):
    text = self.grade(1, *self.all, "--only", "greet", "--format", "junit").stdout
    self.assertNotIn(HIDDEN, text)
    root = xml.fromstring(text)
    self.assertEqual(root.tag, "testsuites")
    self.assertEqual([suite.get("name") for suite in root], ["ann", "bob & <co>", "cy"])
    cases = list(root.iter("testcase"))
    self.assertEqual(int(root.get("tests")), len(cases))
    self.assertEqual(int(root.get("failures")), len(list(root.iter("failure"))))
    self.assertEqual(int(root.get("failures")), sum(int(each.get("failures")) for each in root))
    names = {(case.get("classname"), case.get("name")) for case in cases}
    self.assertEqual(len(names), len(cases), "no two cases are called the same")
    self.assertIn("happened twice", next(root.iter("failure")).get("message"))

  def test_classroom_and_gradescope_are_about_one_student(self):
    for form in ("classroom", "gradescope"):
      refused = self.grade(2, *self.all, "--format", form).stderr
      self.assertIn("results/{student}.json", refused)
    places = self.folder / "{student}.json"
    self.grade(1, *self.all, "--only", "greet", "--format", "gradescope", "-o", places)
    ann, cy = (json.loads((self.folder / f"{name}.json").read_text()) for name in ("ann", "cy"))
    self.assertEqual((ann["score"], cy["score"]), (4, 3))
    self.assertEqual([test["visibility"] for test in cy["tests"]],
                     ["visible", "visible", "hidden"])
    self.assertIn(HIDDEN, cy["tests"][2]["name"])
    said = self.grade(1, self.cy, "--only", "greet", "--format", "classroom", "--teacher").stdout
    self.assertNotIn(HIDDEN, said)
    whole = json.loads(said)
    self.assertEqual((whole["status"], whole["max_score"]), ("fail", 4))
    self.assertEqual(sum(test["score"] for test in whole["tests"]), 3)

  def test_the_exit_code_says_whether_all_is_solved(self):
    self.grade(0, self.ann, "--only", "greet")
    for words, message in [([self.folder / "ned"], "ned is not there"),
                           ([self.ann / GREET], "greet.cc is no folder"),
                           ([self.ann, "--only", "gret"], "did you mean greet?"),
                           ([self.ann, "--format", "pdf"], "pdf"),
                           ([], "DIR")]:
      self.assertIn(message, self.grade(2, *words).stderr)

  def test_a_file_is_there_whole_or_not_at_all(self):
    place = self.folder / "grades.json"
    place.write_text("older")
    self.grade(0, self.ann, "--only", "greet", "--format", "json", "-o", place)
    self.assertEqual(len(json.loads(place.read_text())["students"]), 1)
    nowhere = self.folder / "no/grades.json"
    self.assertIn("cannot write", self.grade(2, self.ann, "--only", "greet", "-o", nowhere).stderr)
    each = self.folder / "no/{student}.json"
    self.assertIn("no is no folder", self.grade(2, self.ann, "-o", each).stderr)


class Misbehaviour(Case):

  def snapshot(self):
    return {path: (path.stat().st_mtime_ns, path.read_bytes() if path.is_file() else b"")
            for path in (self.folder / "class").rglob("*")}

  def reasons(self, *words):
    before = self.snapshot()
    graded = self.graded(1, *sorted((self.folder / "class").iterdir()), "--only", "greet",
                         "--time-limit", SECONDS, *words)
    self.assertEqual(self.snapshot(), before, "what students handed in is only read")
    return {name: works["01_loop/greet"].get("reason") for name, works in graded.items()}

  def test_each_is_a_failure_of_its_exercise_and_not_the_end(self):
    self.student("crash", "int main() { __builtin_trap(); }\n")
    self.student("endless", '#include "/dev/zero"\nint main() {}\n')
    self.student("flood", "#include <iostream>\nint main() { for (;;) std::cout << 'x'; }\n")
    self.student("good", SOLUTION)
    self.student("loop", "int main() { for (volatile int i = 0;;) i = i; }\n")
    self.student("missing")
    self.student("status", "int main() { return 3; }\n")
    self.student("typo", "int main() { grete(); }\n")
    self.student("writes", "#include <fstream>\n#include <sys/stat.h>\n"
                           "int main() {\n  mkdir(\"d\", 0);\n"
                           "  std::ofstream(\"made\") << 1;\n  return 4;\n}\n")
    reasons = self.reasons()
    self.assertIn("does not compile: ", reasons.pop("endless"))
    self.assertIn("was killed by signal", reasons.pop("crash"))
    self.assertIn("'grete' was not declared", reasons.pop("typo"))
    self.assertEqual(reasons, {
        "flood": "printed more than 1024 KiB", "good": None,
        "loop": f"still ran after {SECONDS} seconds",
        "missing": "not handed in", "status": "ended with status 3",
        "writes": "ended with status 4"})

  @unittest.skipIf(SANITIZED, "a sanitized program has no limit of memory")
  def test_memory_is_limited(self):
    self.student("greedy", "#include <cstring>\nint main() {\n"
                           "  for (;;) std::memset(new char[1 << 20], 1, 1 << 20);\n}\n")
    self.assertIn("was killed by signal 6", self.reasons("--memory-limit", "200")["greedy"])

  def leaves_a_child(self, name, detach):
    """Hands in a program whose child goes on. A descriptor that tells whether it still does."""
    fifo = self.folder / name
    os.mkfifo(fifo)
    self.student(name, f"""#include <fcntl.h>
#include <unistd.h>
int main() {{
  int ready[2];
  if (pipe(ready) != 0) return 1;
  if (fork() == 0) {{
    {detach}
    const int fd = open("{fifo}", O_WRONLY);
    if (write(fd, "x", 1) == 1 && write(ready[1], "x", 1) == 1) for (;;) pause();
  }}
  char c;
  return read(ready[0], &c, 1) == 1 ? 3 : 2;
}}
""")
    reader = os.open(fifo, os.O_RDONLY | os.O_NONBLOCK)
    self.addCleanup(os.close, reader)
    return reader

  def test_no_child_is_left_not_even_a_daemon(self):
    readers = [self.leaves_a_child("child", ""), self.leaves_a_child("daemon", "setsid();")]
    self.assertEqual(self.reasons(), dict.fromkeys(["child", "daemon"], "ended with status 3"))
    for reader in readers:
      self.assertEqual(os.read(reader, 10), b"x")
      self.assertEqual(os.read(reader, 10), b"", "nobody holds it open any more")


class Class(Case):

  def setUp(self):
    super().setUp()
    for i in range(200):
      self.student(f"s{i:03}", None if i % 5 == 0 else SOLUTION if i % 5 == 1 else STUB)
    self.all = sorted((self.folder / "class").iterdir())

  def test_a_class_of_200_has_a_result_for_each(self):
    graded = self.graded(1, *self.all, "--only", "greet")
    works = [each["01_loop/greet"] for each in graded.values()]
    self.assertEqual(len(works), 200)
    self.assertEqual(sum(work["solved"] for work in works), 40)
    self.assertEqual(sum(work["state"] == "missing" for work in works), 40)
    self.assertEqual({work["earned"] for work in works}, {0, 2, 4})

  def test_a_terminal_shows_how_far_it_is(self):
    with Terminal(command(*self.all, "--only", "greet", "-o", "/dev/null")) as terminal:
      terminal.expect("200 folders, 2 different programs")
      for text in ("0 of 2", "1 of 2", "2 of 2"):
        terminal.expect(text)
      self.assertEqual(terminal.end(), 1)

  def test_ctrl_c_leaves_nothing(self):
    fifo = self.folder / "fifo"
    os.mkfifo(fifo)
    (self.all[0] / GREET).parent.mkdir()
    (self.all[0] / GREET).write_text(
        f'#include <fstream>\nint main() {{ std::ofstream fifo("{fifo}"); for (;;) {{}} }}\n')
    place = self.folder / "grades.json"
    words = command(*self.all, "--only", "greet", "-o", place)
    with subprocess.Popen(words, env=self.environment, stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE) as run:
      with open(fifo, "rb") as held:  # opens when that program runs
        run.send_signal(signal.SIGINT)
        self.assertEqual(held.read(), b"", "the program is gone")
      run.communicate(timeout=100)
    self.assertEqual(run.returncode, -signal.SIGINT)
    self.assertEqual(list(self.scratch.iterdir()), [])
    self.assertEqual(list(self.folder.glob("grades*")), [])


if __name__ == "__main__":
  unittest.main()
