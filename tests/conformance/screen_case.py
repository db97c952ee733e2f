"""What tests of the full-screen player on a real terminal have in common."""

import os
import pathlib
import re
import shutil
import tempfile
import unittest

from tmux import MISSING, Tmux

ROOT = pathlib.Path(__file__).resolve().parents[2]
EYEWALL = pathlib.Path(os.environ.get("EYEWALL_BINARY_DIR", ROOT / "build/dev")) / "bin/eyewall"
GOLDEN = ROOT / "lessons/09_async_client/golden.jsonl"
LAST = GOLDEN.read_text().count('{"seq":')


@unittest.skipIf(MISSING, MISSING)
class Screen(unittest.TestCase):

  def setUp(self):
    folder = tempfile.TemporaryDirectory()
    self.addCleanup(folder.cleanup)
    self.folder = pathlib.Path(folder.name)
    self.trace = self.folder / "run.jsonl"
    shutil.copy(GOLDEN, self.trace)

  def run_in_tmux(self, command, columns=80, rows=24, **variables):
    terminal = Tmux(command, columns, rows, **variables)
    self.addCleanup(terminal.__exit__)
    return terminal

  def start(self, columns=80, rows=24, options="", **variables):
    terminal = self.run_in_tmux(f"'{EYEWALL}' replay {options} '{self.trace}'", columns, rows,
                                **variables)
    terminal.expect(f"1/{LAST})")
    return terminal

  def at(self, terminal, seq):
    """Waits until the player stands at that event, in its title and in its list."""
    marked = re.compile(rf"^> +{seq} ", re.MULTILINE)
    return terminal.until(
        lambda screen: f" {seq}/{LAST})" in screen and marked.search(screen), f"event {seq}")
