"""Each program of a lesson prints what expected/NAME.txt says, and ends well.

`lesson_program_test.py LESSON` checks. `lesson_program_test.py --bless [LESSON...]` writes the
files anew: look at the difference before you commit it.
"""

import re
import unittest

from lesson_files import LESSONS, main, named, programs, run

# Lines: of the lesson's own program, of a further one, of a toy. Longer ones are redesigned.
DEMO, FURTHER, TOY = 60, 100, 150


def printed(program):
  """Its standard output, without ports; its exit status is the second."""
  lesson = named(program.parent.name)
  peer = lesson / "peer.jsonl"
  scripted = ["--peer", peer] if peer.exists() and program.name == lesson.name else []
  done = run([program, *scripted])
  return re.sub(r"(127\.0\.0\.1|\[::1\]):\d+", r"\1:PORT", done.stdout), done


def expected_file(program):
  return named(program.parent.name) / "expected" / f"{program.name}.txt"


class Programs(unittest.TestCase):
  maxDiff = None
  lesson = LESSONS[-1]

  def test_each_prints_what_is_expected(self):
    self.assertTrue(programs(self.lesson), "the lesson has no program")
    for program in programs(self.lesson):
      with self.subTest(program=program.name):
        text, done = printed(program)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(text, expected_file(program).read_text())

  def test_each_expectation_has_its_program(self):
    names = {program.name for program in programs(self.lesson)}
    files = {path.stem for path in (self.lesson / "expected").glob("*.txt")}
    self.assertEqual(files, names)

  def test_each_is_of_a_size_to_be_read(self):
    for path in self.lesson.glob("*.cc"):
      own = path.stem in ("demo", self.lesson.name.split("_", 1)[1])
      limit = TOY if path.stem.endswith("toy") else DEMO if own else FURTHER
      lines = len(path.read_text().splitlines())
      self.assertLessEqual(lines, limit, path.name)

  def test_a_toy_stands_on_the_standard_library_and_system_calls_only(self):
    for path in self.lesson.glob("*toy.cc"):
      quoted = re.findall(r'^#include "(.*)"', path.read_text(), re.MULTILINE)
      self.assertEqual(quoted, [], path.name)


def bless(lesson):
  for program in programs(lesson):
    file = expected_file(program)
    file.parent.mkdir(exist_ok=True)
    file.write_text(printed(program)[0])
    print(f"wrote {file}")


if __name__ == "__main__":
  main(Programs, bless)
