"""What the tests of grading share: folders of students, and `eyewall grade`."""

import json
import os
import pathlib
import shutil
import subprocess
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
BUILD = pathlib.Path(os.environ.get("EYEWALL_BINARY_DIR", ROOT / "build/dev"))
EYEWALL = BUILD / "bin/eyewall"
LESSONS = ROOT / "tests/tracer/exercise/data/lessons"
GREET = "01_loop/greet.cc"
STUB = LESSONS / "01_loop/exercise/greet.cc"
SOLUTION = LESSONS / "01_loop/solution/greet.cc"
TWICE = LESSONS / "01_loop/mutants/greet/twice.cc"
SANITIZED = json.loads((BUILD / "exercise.json").read_text())["sanitized"]


def command(*words):
  return [EYEWALL, "grade", *words, "--lessons", LESSONS]


class Case(unittest.TestCase):
  """A class in a folder of its own; what is temporary goes into another, to be looked at."""

  def setUp(self):
    folder = tempfile.TemporaryDirectory(prefix="eyewall-grade-")
    self.addCleanup(folder.cleanup)
    self.folder = pathlib.Path(folder.name)
    self.scratch = self.folder / "tmp"
    self.scratch.mkdir()
    self.environment = {**os.environ, "TMPDIR": str(self.scratch)}

  def student(self, name, greet=None):
    """A student's folder; greet: the text or the file that is handed in."""
    folder = self.folder / "class" / name
    folder.mkdir(parents=True)
    if greet is not None:
      (folder / GREET).parent.mkdir()
      if isinstance(greet, pathlib.Path):
        shutil.copy(greet, folder / GREET)
      else:
        (folder / GREET).write_text(greet)
    return folder

  def grade(self, code, *words, **more):
    done = subprocess.run(command(*words), env=self.environment, capture_output=True, text=True,
                          timeout=800, **more)
    self.assertEqual(done.returncode, code, f"{words}: {done.stdout}{done.stderr}")
    self.assertEqual(list(self.scratch.iterdir()), [], "what was temporary is gone")
    return done

  def graded(self, code, *words, **more):
    """Each student's exercises, by name, from the JSON."""
    report = json.loads(self.grade(code, *words, "--format", "json", **more).stdout)
    return {each["student"]: {work["exercise"]: work for work in each["exercises"]}
            for each in report["students"]}
