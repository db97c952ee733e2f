"""What the tests of exports share: traces, and `eyewall export`."""

import json
import os
import pathlib
import subprocess
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
BUILD = pathlib.Path(os.environ.get("EYEWALL_BINARY_DIR", ROOT / "build/dev"))
EYEWALL = BUILD / "bin/eyewall"
PROGRAM = pathlib.Path(os.environ.get("EYEWALL_EXPORT_PROGRAM",
                                      BUILD / "tests/conformance/export_program"))
SHIPPED = sorted([*ROOT.glob("lessons/*/golden.jsonl"),
                  *ROOT.glob("tests/tracer/explain/data/*.jsonl")])
LESSON = ROOT / "lessons/09_async_client/golden.jsonl"
LEVELS = ("coroutine", "loop", "syscall")


def run(*words, **more):
  return subprocess.run([EYEWALL, *words], capture_output=True, timeout=100, **more)


def export(to, trace, *options):
  """The text that goes to standard output, with its line ends as they are."""
  done = run("export", "--to", to, trace, *options)
  if done.returncode != 0:
    raise AssertionError(f"eyewall export ended with {done.returncode}: {done.stderr.decode()}")
  return done.stdout.decode()


def events(trace):
  lines = pathlib.Path(trace).read_text(encoding="utf-8").splitlines()
  return [event for event in map(json.loads, lines) if "seq" in event]


class Case(unittest.TestCase):
  """A test with a folder of its own, and the trace of a program with threads in it."""

  @classmethod
  def setUpClass(cls):
    cls.folder_ = tempfile.TemporaryDirectory(prefix="eyewall-export-")
    cls.addClassCleanup(cls.folder_.cleanup)
    cls.folder = pathlib.Path(cls.folder_.name)
    cls.threaded = cls.folder / "threaded.jsonl"
    environment = {**os.environ, "EYEWALL_TRACE": str(cls.threaded)}
    subprocess.run([PROGRAM], env=environment, check=True, capture_output=True, timeout=100)

  def each_trace(self, check, traces=None):
    """check(trace) for every shipped trace and the threaded one."""
    self.assertGreater(len(SHIPPED), 5)
    for trace in traces or [*SHIPPED, self.threaded]:
      with self.subTest(trace=trace.stem):
        check(trace)

  def trace_of(self, name, *lines):
    """A trace of those events; each is a dict without seq and t."""
    path = self.folder / name
    whole = [{"eyewall": 1, "program": "made up"}]
    whole += [{"seq": i, "t": i * 1000, **line} for i, line in enumerate(lines, start=1)]
    whole.append({"eyewall_end": 1, "events": len(lines)})
    path.write_text("".join(json.dumps(line) + "\n" for line in whole))
    return path
