"""A lesson's trace is its golden one, but for times, ports, addresses and line numbers.

`lesson_trace_test.py LESSON` checks. `lesson_trace_test.py --bless [LESSON...]` writes golden
traces anew: look at the difference before you commit it.
"""

import json
import os
import pathlib
import re
import tempfile
import unittest

from lesson_files import EYEWALL, LESSONS, ROOT, main, run

TIMES = ("t", "deadline_ns", "delay_ns", "timeout_ns", "port")


def record(lesson, trace):
  done = run([EYEWALL, "lesson", lesson.name, "--record", trace])
  if done.returncode != 0:
    raise AssertionError(f"{lesson.name} ended with {done.returncode}: {done.stderr}")


def story(trace):
  """The events of a trace, without what may differ from run to run."""
  lines = pathlib.Path(trace).read_text().splitlines()
  return [told(json.loads(line)) for line in lines if line.startswith('{"seq"')]


def told(event):
  for field in TIMES:
    event.pop(field, None)
  text = re.sub(r'(\.(?:cc|h)):\d+"', r'\1"', json.dumps(event, sort_keys=False))
  text = re.sub(r"Date: \w+, \d+ \w+ \d+ [\d:]+ GMT", "Date: DATE", text)
  return re.sub(r"(127\.0\.0\.1|\[::1\]|0\.0\.0\.0|\[::\]):\d+", r"\1:PORT", text)


class Golden(unittest.TestCase):
  maxDiff = None
  lesson = LESSONS[-1]

  def test_the_lesson_gives_its_golden_trace(self):
    with tempfile.TemporaryDirectory() as folder:
      trace = os.path.join(folder, "trace.jsonl")
      record(self.lesson, trace)
      self.compare(story(self.lesson / "golden.jsonl"), story(trace))

  def compare(self, expected, actual):
    name = self.lesson.name
    for number, (old, new) in enumerate(zip(expected, actual), start=1):
      if old != new:
        before = "\n  ".join(expected[max(0, number - 4):number - 1])
        self.fail(f"{name} differs at event {number}. Before it:\n  {before}\n"
                  f"expected:\n  {old}\nbut was:\n  {new}\n"
                  f"See it: eyewall lesson {name[:2]} --record t.jsonl; "
                  f"eyewall replay t.jsonl --cmd 'goto {number}; print'")
    self.assertEqual(len(expected), len(actual), f"{name}: the number of events")

  def test_the_comparison_can_fail(self):
    golden = story(self.lesson / "golden.jsonl")
    with self.assertRaises(AssertionError):
      self.compare(golden, golden[:-1])
    with self.assertRaises(AssertionError):
      self.compare(golden, golden[1:] + golden[:1])


def bless(lesson):
  golden = lesson / "golden.jsonl"
  record(lesson, golden)
  golden.write_text(golden.read_text().replace(f"{ROOT}/", ""))
  print(f"wrote {golden}")


if __name__ == "__main__":
  main(Golden, bless)
