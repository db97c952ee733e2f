"""A program on a terminal of its own: keys in, screen text out. It waits for text, not for time."""

import os
import pty
import re
import select
import signal
import termios
import time

LONGEST = 60  # seconds; only a failure takes so long


class Terminal:
  """Runs a command on a pseudo terminal of 80x24. Use it in a with statement."""

  def __init__(self, command, columns=80):
    self.output = ""    # all that came, escape sequences taken out
    self.seen = 0       # how much of it expect() has passed
    self.status = None  # as the shell has it, once the program has ended
    self.process, self.fd = pty.fork()
    if self.process == 0:
      # What libedit keeps to its end is no leak of ours.
      os.environ.update({"TERM": "xterm", "COLUMNS": str(columns), "LINES": "24",
                         "ASAN_OPTIONS": "detect_leaks=0"})
      os.execv(command[0], [str(word) for word in command])

  def __enter__(self):
    return self

  def __exit__(self, *_):
    if self.status is None:
      os.kill(self.process, signal.SIGKILL)
      os.waitpid(self.process, 0)
    os.close(self.fd)

  def type(self, keys):
    os.write(self.fd, keys.encode())

  def read(self, seconds):
    """What comes within that time; False at the program's end."""
    ready, _, _ = select.select([self.fd], [], [], seconds)
    if not ready:
      return True
    try:
      text = os.read(self.fd, 65536)
    except OSError:  # the program has closed its side
      text = b""
    plain = re.sub(r"\x1b\[[0-9;?]*[A-Za-z]|\x1b[=>]|\x1b\([A-B]|[\x07]", "", text.decode())
    self.output += plain
    return bool(text)

  def expect(self, text, keys=None):
    """Waits for a text behind what was seen so far; types the keys again and again until then.
    Returns what came before it."""
    deadline = time.monotonic() + LONGEST
    while text not in self.output[self.seen:]:
      if keys:
        self.type(keys)
      alive = self.read(0.1 if keys else LONGEST)
      if time.monotonic() > deadline or not alive and text not in self.output[self.seen:]:
        raise AssertionError(f"{text!r} did not come; since the last: {self.output[self.seen:]!r}")
    at = self.output.index(text, self.seen)
    before = self.output[self.seen:at]
    self.seen = at + len(text)
    return before

  def end(self):
    """Waits for the program's end; returns its exit status."""
    while self.read(LONGEST):
      pass
    _, status = os.waitpid(self.process, 0)
    self.status = os.waitstatus_to_exitcode(status)
    return self.status

  def modes(self):
    """The terminal's settings, to be compared."""
    return termios.tcgetattr(self.fd)[:4]
