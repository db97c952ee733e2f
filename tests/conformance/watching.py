"""What the tests of watch mode share: a learner's folder, and `eyewall exercise` in it."""

import json
import os
import pathlib
import shutil
import subprocess
import tempfile
import unittest

from classes import EYEWALL, GREET, LESSONS
from terminal import Terminal
from tmux import Tmux


class Case(unittest.TestCase):

  def setUp(self):
    folder = tempfile.TemporaryDirectory(prefix="eyewall-watch-")
    self.addCleanup(folder.cleanup)
    self.mine = pathlib.Path(folder.name) / "mine"
    subprocess.run([EYEWALL, "exercise", "init", self.mine, "--lessons", LESSONS], check=True,
                   capture_output=True, timeout=100)
    self.file = self.mine / GREET
    self.words = [EYEWALL, "exercise", "--lessons", LESSONS, "--dir", self.mine]

  def runs(self):
    standings = json.loads((self.mine / ".eyewall/progress.json").read_text())["exercises"]
    return standings["01_loop/greet"]["runs"]

  def terminal(self):
    terminal = Terminal(self.words)
    terminal.expect("Not yet: 2 of 4 points.")
    terminal.expect("q quit")
    return terminal

  def tmux(self, **more):
    return Tmux(" ".join(str(word) for word in self.words), **more)

  def rename_over(self, source):
    """As many editors save: a new file, moved into the old one's place."""
    beside = self.file.with_suffix(".new")
    shutil.copy(source, beside)
    os.rename(beside, self.file)
