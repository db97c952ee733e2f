"""Each lesson's trace is its golden one, but for times, ports, addresses and line numbers.

Checks by default. `lesson_trace_test.py --bless` writes the golden traces anew: look at the
difference before you commit it.
"""
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
EYEWALL = pathlib.Path(os.environ.get("EYEWALL_BINARY_DIR", ROOT / "build/dev")) / "bin/eyewall"
LESSONS = sorted(path.parent for path in ROOT.glob("lessons/*/peer.jsonl"))
TIMES = ("t", "deadline_ns", "delay_ns", "timeout_ns", "port")


def record(lesson, trace):
    number = lesson.name.split("_")[0]
    subprocess.run([EYEWALL, "lesson", number, "--record", trace], check=True, capture_output=True)


def story(trace):
    """The events of a trace, without what may differ from run to run."""
    lines = pathlib.Path(trace).read_text().splitlines()
    return [told(json.loads(line)) for line in lines if line.startswith('{"seq"')]


def told(event):
    for field in TIMES:
        event.pop(field, None)
    text = json.dumps(event, sort_keys=False)
    return re.sub(r'127\.0\.0\.1:\d+', "127.0.0.1:PORT", re.sub(r'(\.(?:cc|h)):\d+"', r'\1"', text))


class LessonTrace(unittest.TestCase):
    maxDiff = None

    def test_every_lesson_gives_its_golden_trace(self):
        self.assertTrue(LESSONS)
        for lesson in LESSONS:
            with self.subTest(lesson=lesson.name), tempfile.TemporaryDirectory() as folder:
                trace = os.path.join(folder, "trace.jsonl")
                record(lesson, trace)
                self.compare(story(lesson / "golden.jsonl"), story(trace), lesson)

    def compare(self, expected, actual, lesson):
        for number, (old, new) in enumerate(zip(expected, actual), start=1):
            if old != new:
                before = "\n  ".join(expected[max(0, number - 4):number - 1])
                self.fail(f"{lesson.name} differs at event {number}. Before it:\n  {before}\n"
                          f"expected:\n  {old}\nbut was:\n  {new}\n"
                          f"See it: eyewall lesson {lesson.name[:2]} --record t.jsonl; "
                          f"eyewall replay t.jsonl --cmd 'goto {number}; print'")
        self.assertEqual(len(expected), len(actual), f"{lesson.name}: the number of events")

    def test_the_comparison_can_fail(self):
        golden = story(LESSONS[0] / "golden.jsonl")
        with self.assertRaises(AssertionError):
            self.compare(golden, golden[:-1], LESSONS[0])
        with self.assertRaises(AssertionError):
            self.compare(golden, golden[1:] + golden[:1], LESSONS[0])


if __name__ == "__main__":
    if "--bless" in sys.argv:
        for each in LESSONS:
            golden = each / "golden.jsonl"
            record(each, golden)
            golden.write_text(golden.read_text().replace(f"{ROOT}/", ""))
            print(f"wrote {each / 'golden.jsonl'}")
    else:
        unittest.main()
