"""A program on a real terminal, which tmux is: keys in, screen out. It waits for text, not time.

Each Tmux is a server of its own, on a socket in a folder of its own, and dies with it.
"""

import os
import re
import shutil
import subprocess
import tempfile
import time

LONGEST = 60  # seconds; only a failure takes so long
ENDED = re.compile(r"^ended with (\d+)$", re.MULTILINE)
MISSING = None if shutil.which("tmux") else "tmux is not installed"


class Tmux:
  """Runs a command line in a terminal of that size. Use it in a with statement."""

  def __init__(self, command, columns=80, rows=24, **variables):
    self.folder = tempfile.TemporaryDirectory(prefix="eyewall-tmux-")
    self.environment = {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", "TERM": "xterm-256color",
                        "TMUX_TMPDIR": self.folder.name, "HOME": self.folder.name,
                        "SHELL": "/bin/sh"}
    settings = {"LC_ALL": "C.UTF-8", "TERM": "tmux-256color", "NO_COLOR": "", **variables}
    words = ["env", "-i", f"PATH={os.environ['PATH']}",
             *(f"{name}={value}" for name, value in settings.items() if value is not None),
             "/bin/sh", "-c", f"trap : INT QUIT; {command}; echo ended with $?; exec sleep 1000"]
    configuration = os.path.join(self.folder.name, "conf")
    with open(configuration, "w") as file:
      file.write("set -g status off\nset -s escape-time 0\n"
                 "set -g default-terminal tmux-256color\n")
    self.tmux("-f", configuration, "new-session", "-d", "-x", str(columns), "-y", str(rows), *words)

  def __enter__(self):
    return self

  def __exit__(self, *_):
    self.tmux("kill-server", check=False)
    self.folder.cleanup()

  def tmux(self, *words, check=True):
    run = subprocess.run(["tmux", "-L", "test", *words], env=self.environment, check=check,
                         capture_output=True, text=True)
    return run.stdout

  def press(self, *keys):
    """Keys by tmux's names: l, Space, Left, C-o, BTab."""
    self.tmux("send-keys", *keys)

  def type(self, text):
    self.tmux("send-keys", "-l", text)

  def screen(self, colours=False):
    return self.tmux("capture-pane", "-p", *(["-e"] if colours else []))

  def ask(self, what):
    """What tmux knows of the terminal: alternate_on, cursor_flag."""
    return self.tmux("display-message", "-p", "#{" + what + "}").strip()

  def resize(self, columns, rows):
    self.tmux("resize-window", "-x", str(columns), "-y", str(rows))

  def until(self, holds, what):
    """Looks until holds(screen); returns that screen."""
    deadline = time.monotonic() + LONGEST
    while True:
      screen = self.screen()
      if holds(screen):
        return screen
      if time.monotonic() > deadline:
        raise AssertionError(f"{what} did not come; the screen is:\n{screen}")
      time.sleep(0.02)

  def expect(self, text):
    return self.until(lambda screen: text in screen, repr(text))

  def expect_gone(self, text):
    return self.until(lambda screen: text not in screen, f"an end of {text!r}")

  def end(self):
    """Waits for the program's end; its exit status as the shell has it."""
    screen = self.until(lambda screen: ENDED.search(screen), "the program's end")
    return int(ENDED.search(screen)[1])
