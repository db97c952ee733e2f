"""The checkout, as the meta tests see it: its files; its sources without comments and strings."""

import os
import pathlib
import re
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
BUILD = pathlib.Path(os.environ.get("EYEWALL_BINARY_DIR", ROOT / "build/dev"))
CXX = os.environ.get("EYEWALL_CXX", "c++")


def files(folders, suffixes):
  """Paths of the files under those folders of the checkout whose names end so, in order."""
  found = []
  for folder in folders:
    for path in (ROOT / folder).rglob("*"):
      if path.is_file() and path.name.endswith(tuple(suffixes)):
        found.append(path)
  return sorted(found)


def name(path):
  """A path of the checkout as one cites it."""
  return str(path.relative_to(ROOT))


TOKEN = re.compile(
    r"""//[^\n]* | /\*.*?\*/ | R"([^()\s\\]*)\(.*?\)\1" | "(?:\\.|[^"\\\n])*" |
        (?<![0-9A-Fa-f])'(?:\\.|[^'\\\n])*'""", re.VERBOSE | re.DOTALL)


def bare(text):
  """C++ text with comments, strings and characters blanked out, every line where it was."""
  return TOKEN.sub(lambda token: re.sub(r"[^\n]", " ", token.group()), text)


def line_of(text, offset):
  return text.count("\n", 0, offset) + 1


class Claims(unittest.TestCase):
  """A test whose failure is a list of places, each with what is wrong there."""

  def expect_none(self, complaints, rule):
    if complaints:
      self.fail(f"{rule}\n  " + "\n  ".join(complaints))
