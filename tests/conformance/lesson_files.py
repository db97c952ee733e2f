"""What the tests of lessons share: their folders, their programs, the parts of their texts."""

import os
import pathlib
import re
import subprocess
import sys
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
BUILD = pathlib.Path(os.environ.get("EYEWALL_BINARY_DIR", ROOT / "build/dev")).resolve()
EYEWALL = BUILD / "bin/eyewall"
LESSONS = sorted(path.parent for path in ROOT.glob("lessons/[0-9][0-9]_*/README.md"))

FENCE = re.compile(r"^```sh\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def programs(lesson):
  """What the build made of the lesson: its own program, its toys, its further programs."""
  number = lesson.name.split("_")[0]
  folder = BUILD / "lessons" / lesson.name
  return sorted(path for path in folder.glob(f"{number}_*")
                if path.is_file() and os.access(path, os.X_OK))


def main(case, bless=None):
  """`SCRIPT LESSON` runs the tests of that lesson; `SCRIPT --bless [LESSON...]` blesses each."""
  if bless and sys.argv[1:2] == ["--bless"]:
    for lesson in LESSONS:
      if lesson.name in sys.argv[2:] or not sys.argv[2:]:
        bless(lesson)
  else:
    case.lesson = named(sys.argv[1])
    unittest.main(argv=sys.argv[:1])


def named(name):
  return next(lesson for lesson in LESSONS if lesson.name == name)


def answers(lesson):
  return ROOT / "notes/answers" / f"{lesson.name}.md"


def section(text, heading):
  """What stands under `## heading`, up to the next heading; nothing where there is none."""
  parts = re.split(r"^## (.*)$", text, flags=re.MULTILINE)
  return dict(zip(parts[1::2], parts[2::2])).get(heading, "")


def items(text):
  """The items of a numbered list, each whole, and in order."""
  found = re.split(r"^(\d+)\. ", text, flags=re.MULTILINE)
  numbers, bodies = found[1::2], found[2::2]
  if [int(number) for number in numbers] != list(range(1, len(numbers) + 1)):
    raise AssertionError(f"the list is numbered {numbers}")
  return bodies


def run(words, **more):
  # Sentences are looked for in English, whatever the learner's own language is.
  environment = {**os.environ, "LC_ALL": "C.UTF-8"}
  return subprocess.run(words, capture_output=True, text=True, errors="surrogateescape",
                        stdin=subprocess.DEVNULL, timeout=100, env=environment, **more)
