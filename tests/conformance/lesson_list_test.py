"""lessons/README.md, the list of steps, says of each lesson what is so."""

import json
import re
import unittest

from lesson_files import EYEWALL, LESSONS, ROOT, run

ROW = re.compile(r"^\| *(\d\d) *\|([^|]*)\|([^|]*)\|([^|]*)\|([^|]*)\|", re.MULTILINE)


def rows():
  """(number, types, kinds, exercises, time) of each lesson, the cells' code spans as lists."""
  text = (ROOT / "lessons/README.md").read_text()
  for number, types, kinds, exercises, time in ROW.findall(text):
    yield number, *(re.findall(r"`([^`]+)`", cell) for cell in (types, kinds, exercises)), time


def kinds_of(lesson):
  lines = (lesson / "golden.jsonl").read_text().splitlines()
  return {event["kind"] for event in map(json.loads, lines) if "kind" in event}


def layers(lesson):
  """The layers that the lesson's program names."""
  text = (lesson / "CMakeLists.txt").read_text()
  uses = re.search(rf"eyewall_program\({lesson.name}\s[^)]*USES ([^)]*?)(?:LINKS[^)]*)?\)", text)
  return set(uses[1].split())


class Steps(unittest.TestCase):

  def test_it_lists_every_lesson_in_order(self):
    self.assertEqual([row[0] for row in rows()], [lesson.name[:2] for lesson in LESSONS])

  def test_the_new_kinds_are_those_that_no_earlier_trace_has(self):
    seen = {"trace.begin", "trace.end"}
    for (number, _, kinds, *_), lesson in zip(rows(), LESSONS):
      with self.subTest(lesson=number):
        self.assertEqual(sorted(kinds), sorted(kinds_of(lesson) - seen))
      seen |= kinds_of(lesson)

  def test_the_new_types_are_declared_in_core(self):
    headers = "\n".join(path.read_text() for path in ROOT.glob("core/*/*.h"))
    for number, types, *_ in rows():
      self.assertTrue(types, number)
      for name in types:
        declared = re.search(rf"\b(?:class|struct|enum class|using)\s+{name}\b", headers)
        self.assertTrue(declared, f"lesson {number}: no header of core declares {name}")

  def test_the_exercises_are_those_that_are_there(self):
    for (number, _, _, exercises, _), lesson in zip(rows(), LESSONS):
      there = {path.stem: json.loads(path.read_text())["order"]
               for path in (lesson / "exercise").glob("*.json")}
      self.assertEqual(exercises, sorted(there, key=there.get), number)

  def test_each_takes_a_time(self):
    for number, *_, time in rows():
      self.assertRegex(time.strip(), r"^\d+ min$", number)

  def test_no_lesson_uses_a_layer_that_an_earlier_one_has_left_out(self):
    # The layers' order is CMakeLists.txt's; a lesson reaches at most as far as the next one.
    text = (ROOT / "CMakeLists.txt").read_text()
    order = re.findall(r"^eyewall_layer\((\w+)", text, re.MULTILINE)
    reach = [max(order.index(each) for each in layers(lesson) if each in order)
             for lesson in LESSONS]
    self.assertEqual(reach, sorted(reach))

  def test_eyewall_lists_the_lessons(self):
    listed = run([EYEWALL, "lesson"]).stdout.splitlines()
    self.assertEqual([line.split()[0] for line in listed], [lesson.name for lesson in LESSONS])


if __name__ == "__main__":
  unittest.main()
