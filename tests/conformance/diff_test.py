"""`eyewall diff`: two runs, compared by what their events mean."""

import json
import os
import pathlib
import subprocess
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
BUILD = pathlib.Path(os.environ.get("EYEWALL_BINARY_DIR", ROOT / "build/dev"))
EYEWALL = BUILD / "bin/eyewall"
LESSON = ROOT / "lessons/09_async_client/golden.jsonl"
CHUNKED = ROOT / "tests/tracer/explain/data/chunked-2pkt.jsonl"
LENGTH = ROOT / "tests/tracer/explain/data/length-2pkt.jsonl"


def eyewall(*words, given=None):
  return subprocess.run([EYEWALL, *map(str, words)], input=given, capture_output=True, text=True,
                        timeout=100)


class Diff(unittest.TestCase):
  @classmethod
  def setUpClass(cls):
    cls.holder = tempfile.TemporaryDirectory(prefix="eyewall-diff-")
    cls.folder = pathlib.Path(cls.holder.name)
    cls.runs = [cls.folder / "one.jsonl", cls.folder / "two.jsonl"]
    for run in cls.runs:
      recorded = eyewall("lesson", "09", "--record", run)
      assert recorded.returncode == 0, recorded

  @classmethod
  def tearDownClass(cls):
    cls.holder.cleanup()

  def ends(self, code, *words, given=None):
    done = eyewall("diff", *words, given=given)
    self.assertEqual(done.returncode, code, done)
    return done

  def changed(self, change):
    """The first run's events, changed by change(list), numbered anew, as another file."""
    header, *events = [json.loads(line) for line in self.runs[0].read_text().splitlines()]
    events = [event for event in events if "seq" in event]
    change(events)
    now = {event["seq"]: number for number, event in enumerate(events, start=1)}
    for number, event in enumerate(events, start=1):
      event.update(seq=number, t=number)
      for link in ("in", "cause"):
        if link in event:
          event[link] = now.get(event[link], 0)
    file = self.folder / "changed.jsonl"
    file.write_text("".join(json.dumps(line) + "\n" for line in [header, *events]))
    return file

  def told(self, file, code=1):
    return json.loads(self.ends(code, self.runs[0], file, "--json").stdout)

  def place(self, events, kind):
    return next(i for i, event in enumerate(events) if event["kind"] == kind)

  def test_two_runs_of_a_lesson_differ_in_nothing(self):
    for level in ("coroutine", "loop", "syscall"):
      done = self.ends(0, *self.runs, "--level", level)
      self.assertRegex(done.stdout, r"\AThe same: \d+ events mean the same, in the same order.\n\Z")
    self.ends(0, LESSON, self.runs[0], "--level", "syscall")

  def test_another_response_is_1_with_signs_and_numbers_of_both_sides(self):
    done = self.ends(1, LENGTH, CHUNKED)
    self.assertIn(f"--- A {LENGTH}\n+++ B {CHUNKED}\n@@\n", done.stdout)
    self.assertIn("\n     85    85    Exchange 1 has its headers: status 200.\n", done.stdout)
    self.assertIn("\n-    86          Stream 1 shall read (bytes) and then run on_body.\n",
                  done.stdout)
    self.assertIn("\n+          86    Stream 1 shall read (delimiter) and then run "
                  "on_chunk_length.\n", done.stdout)
    self.assertRegex(done.stdout.splitlines()[-1],
                     r"^\d+ same, 0 moved \(< from, > to\), \d+ missing \(-\), \d+ extra \(\+\)$")
    self.assertIn("is cut off after event", done.stderr)

  def test_only_its_level_counts(self):
    self.ends(0, LENGTH, CHUNKED, "--level", "coroutine")

  def test_an_event_taken_out_is_missing(self):
    file = self.changed(lambda events: events.pop(self.place(events, "stream.write")))
    told = self.told(file)
    self.assertEqual([(each["change"], each["kind"]) for each in told["events"]],
                     [("missing", "stream.write")])
    back = json.loads(self.ends(1, file, self.runs[0], "--json").stdout)
    self.assertEqual([(each["change"], each["kind"]) for each in back["events"]],
                     [("extra", "stream.write")])

  def test_two_events_swapped_are_one_move(self):
    def swap(events):
      at = self.place(events, "stream.write")
      events[at - 2], events[at] = events[at], events[at - 2]
    told = self.told(self.changed(swap))
    self.assertEqual((told["moved"], told["missing"], told["extra"]), (1, 0, 0))
    self.assertEqual([each["change"] for each in told["events"]], ["moved"])

  def test_other_numbers_are_the_same(self):
    def renumber(events):
      for event in events:
        for field in ("fd", "cb", "timer", "future", "gen", "runner", "stream", "call", "task"):
          if field in event:
            event[field] += 40
    self.assertTrue(self.told(self.changed(renumber), 0)["same"] > 100)

  def test_context_is_as_wide_as_asked(self):
    file = self.changed(lambda events: events.pop(self.place(events, "stream.write")))
    for context in (0, 1, 5):
      lines = self.ends(1, self.runs[0], file, "--context", context).stdout.splitlines()
      self.assertEqual(len(lines), 3 + 2 * context + 1 + 1)

  def test_one_may_come_through_a_pipe(self):
    text = self.runs[1].read_text()
    self.ends(0, self.runs[0], "-", given=text)
    self.ends(0, "-", self.runs[0], given=text)
    self.assertIn("only one", self.ends(2, "-", "-", given=text).stderr)

  def test_trouble_is_2_and_an_unreadable_trace_3(self):
    self.ends(2, self.runs[0])
    self.ends(2, *self.runs, "--level", "everything")
    self.assertIn("cannot be read", self.ends(3, self.runs[0], "/no/trace").stderr)
    self.assertIn("no Eyewall trace", self.ends(3, __file__, self.runs[0]).stderr)

  def test_helps_with_an_example(self):
    self.assertIn("Example: eyewall diff ", self.ends(0, "--help").stdout)


if __name__ == "__main__":
  unittest.main()
