"""Tracing shows what a program does, and changes nothing of it: the same output, the same order of
callbacks, the same questions to epoll and the same answers, with tracing on and off."""

import json
import os
import pathlib
import subprocess
import tempfile
import unittest

BUILD = pathlib.Path(os.environ.get("EYEWALL_BINARY_DIR",
                                    pathlib.Path(__file__).resolve().parents[2] / "build/dev"))
EYEWALL = BUILD / "bin/eyewall"
PROGRAM = pathlib.Path(os.environ.get("EYEWALL_TRACING_PROGRAM",
                                      BUILD / "tests/conformance/tracing_program"))
LESSON = BUILD / "lessons/09_async_client/09_async_client"


def run(program, trace=None, payload=None):
  environment = {key: value for key, value in os.environ.items() if not key.startswith("EYEWALL_")}
  if trace:
    environment["EYEWALL_TRACE"] = str(trace)
  if payload:
    environment["EYEWALL_PAYLOAD"] = payload
  done = subprocess.run([program], env=environment, capture_output=True, text=True, timeout=100)
  return done.returncode, done.stdout, done.stderr


class Tracing(unittest.TestCase):
  def setUp(self):
    folder = tempfile.TemporaryDirectory(prefix="eyewall-tracing-")
    self.addCleanup(folder.cleanup)
    self.trace = pathlib.Path(folder.name) / "trace.jsonl"

  def test_changes_no_output_and_no_order(self):
    plain = run(PROGRAM)
    self.assertEqual(plain[0], 0, plain)
    self.assertIn("answer 42", plain[1])
    for payload in ("256", "full", "none"):
      self.assertEqual(run(PROGRAM, self.trace, payload), plain, f"payload {payload}")

  def test_to_a_file_that_cannot_be_written_changes_only_standard_error(self):
    plain = run(PROGRAM)
    traced = run(PROGRAM, "/no/such/folder/trace.jsonl")
    self.assertEqual(traced[:2], plain[:2])

  def test_tells_the_order_in_which_the_callbacks_said_they_ran(self):
    _, output, _ = run(PROGRAM, self.trace)
    said = [line.removeprefix("run ") for line in output.splitlines() if line.startswith("run ")]
    events = map(json.loads, self.trace.read_text().splitlines()[1:])
    told = [event["name"] for event in events
            if event.get("kind") == "callback.begin" and event["name"] in said]
    self.assertGreater(len(said), 3)
    self.assertEqual(told, said)

  def test_of_a_lesson_changes_nothing(self):
    if not LESSON.exists():
      self.skipTest(f"{LESSON} is not built")
    self.assertEqual(run(LESSON, self.trace), run(LESSON))

  def test_twice_gives_the_same_trace_but_for_times_and_ports(self):
    def story():
      run(PROGRAM, self.trace)
      events = [json.loads(line) for line in self.trace.read_text().splitlines()[1:]]
      return [tuple(map(e.get, ("seq", "kind", "name", "cause", "in", "at"))) for e in events]
    self.assertEqual(story(), story())


if __name__ == "__main__":
  unittest.main()
