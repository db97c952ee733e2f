"""Whatever is given as a trace: each command that reads one says what is wrong with it, with file,
line, column and reason, and exits with 3; or it warns and goes on, where that loses nothing."""

import os
import pathlib
import re
import subprocess
import tempfile
import threading
import unittest

from classes import EYEWALL, SANITIZED

COMMANDS = {"info": [], "dump": [], "order": [], "walk": [],
            "replay": ["--cmd", "p; s; rs; g 1; l"]}
STREAMING, LOADING = ("info", "dump"), ("order", "walk", "replay")
WALKED = 1  # what walk says of a trace that is no walk through the 51 steps

HEADER = b'{"eyewall":1,"program":"p","pid":7,"argv":[],"start":"2026-11-21T09:00:00Z"}\n'


def event(seq, rest=b"", kind=b"print"):
  return b'{"seq":%d,"t":%d,"kind":"%s"%s}\n' % (seq, seq * 10, kind, rest)


def footer(events):
  return b'{"eyewall_end":1,"events":%d}\n' % events


GOOD = HEADER + event(1) + event(2, b',"cause":1,"in":1') + footer(2)
START = HEADER + event(1)

# What cannot be read: the bytes, line and column of the complaint, a word of its reason.
REFUSED = {
    "an empty file": (b"", 1, 1, "empty"),
    "blank lines alone": (b"\n\n\n", 1, 1, "empty"),
    "a header that is cut off": (HEADER[:30], 1, 1, "cut off before its header ends"),
    "a Chrome trace, an array": (b'[{"name":"a","ph":"B","ts":1,"pid":1,"tid":1},\n{}]\n', 1, 1,
                                 "no Eyewall trace"),
    "a Chrome trace, an object": (b'{"traceEvents":[\n{"name":"a"}]}', 1, 2, "no Eyewall trace"),
    "the output of strace": (b'execve("/bin/true", ["true"], 0x7ffd /* 20 vars */) = 0\n', 1, 1,
                             "no Eyewall trace"),
    "a program": (b"\x7fELF\x02\x01\x01\x00\x00\x00\n\x00\x00", 1, 1, "no Eyewall trace"),
    "a compressed trace": (b"\x1f\x8b\x08\x00\x00\x00\x00\x00", 1, 1, "no Eyewall trace"),
    "UTF-16": (GOOD.decode().encode("utf-16"), 1, 1, "no Eyewall trace"),
    "a byte order mark": (b"\xef\xbb\xbf" + GOOD, 1, 1, "no Eyewall trace"),
    "NUL bytes in front": (b"\x00\x00" + GOOD, 1, 1, "no Eyewall trace"),
    "JSON that is no object": (b"17\n", 1, 1, "no Eyewall trace"),
    "a trace without its header": (event(1), 1, 2, "no Eyewall trace"),
    "a newer version": (b'{"eyewall":2}\n' + event(1), 1, 12, "newer Eyewall"),
    "a hole in seq": (START + event(3), 3, 8, "gap"),
    "a seq that comes twice": (START + event(1), 3, 8, "event 1 stands where event 2 belongs"),
    "a cause that stands behind": (START + event(2, b',"cause":3'), 3, 40, "must stand before"),
    "a cause of itself": (START + event(2, b',"cause":2'), 3, 40, "must stand before"),
    "a cause that is nowhere": (START + event(2, b',"cause":9999999999999'), 3, 40,
                                "must stand before"),
    "a negative cause": (START + event(2, b',"cause":-1'), 3, 40, "negative"),
    "a scope that stands behind": (START + event(2, b',"in":7'), 3, 37, "must stand before"),
    "a line cut off in the middle": (HEADER + b'{"seq":1,"t"\n' + event(1), 2, 13,
                                     "ends too early"),
    "NUL bytes in a string": (START + event(2, b',"text":"a\x00b"'), 3, 41, "control character"),
    "NUL bytes between two lines": (START + b"\x00\x00" + event(2), 3, 1, "0x00"),
    "invalid UTF-8": (START + event(2, b',"text":"\xff"'), 3, 40, "not UTF-8"),
    "half a character": (START + event(2, b',"text":"\xe2\x82"'), 3, 40, "not UTF-8"),
    "invalid UTF-8 in a field nobody knows": (START + event(2, b',"new":["\xc0\xaf"]'), 3, 40,
                                              "not UTF-8"),
    "deep nesting": (START + event(2, b',"new":' + b"[" * 100_000), 3, 102, "nested too deeply"),
    "another header": (START + HEADER, 3, 1, "no seq"),
    "two traces in one file": (GOOD + GOOD, 5, 1, "nothing may follow the footer"),
    "a footer that counts wrongly": (START + footer(7), 3, 1, "counts 7 events"),
    "a number of a hundred digits": (START + event(2, b',"fd":' + b"9" * 100), 3, 37, "64 bits"),
    "text among the events": (START + b"Traceback (most recent call last):\n" + event(2), 3, 1,
                              "expected '{'"),
}

# What is read, with a warning where something is missing: the bytes, how many events, the warning.
READ = {
    "a trace": (GOOD, 2, None),
    "a footer without its newline": (GOOD[:-1], 2, None),
    "lines as Windows ends them": (GOOD.replace(b"\n", b"\r\n"), 2, None),
    "blank lines": (GOOD.replace(b"\n", b"\n\n \n"), 2, None),
    "a last line cut off": (START + event(2)[:-9], 1, "cut off after event 1"),
    "no footer": (START, 1, "cut off after event 1"),
    "room reserved behind the last event": (START + b"\n" * 5000, 1, "cut off after event 1"),
    "NUL bytes behind the last event": (START + b"\x00" * 5000, 1, "cut off after event 1"),
    "a last line cut off in NUL bytes": (START + event(2)[:20] + b"\x00" * 5000, 1,
                                         "cut off after event 1"),
    "a kind nobody knows": (HEADER + event(1, kind=b"moon.rise") + footer(1), 1, None),
    "a field nobody knows": (HEADER + event(1, b',"new":{"a":[null,1.5e3]}') + footer(1), 1, None),
    "keys in another order": (HEADER + b'{"kind":"print","t":1,"seq":1}\n' + footer(1), 1, None),
    "a cause of 0": (HEADER + event(1, b',"cause":0') + footer(1), 1, None),
    "a time that goes backwards": (HEADER + event(1).replace(b":10", b":-10") + footer(1), 1, None),
}


def run(command, trace, **how):
  done = subprocess.run([EYEWALL, command, trace, *COMMANDS[command]], capture_output=True,
                        timeout=100, **how)
  return done.returncode, done.stdout.decode(errors="replace"), done.stderr.decode(errors="replace")


class Given(unittest.TestCase):
  """A trace in a file of its own, shown to every command; a sanitizer, which is slow, sees it read
  in both ways, by another two commands each time."""

  def setUp(self):
    folder = tempfile.TemporaryDirectory(prefix="eyewall-bad-trace-")
    self.addCleanup(folder.cleanup)
    self.path = pathlib.Path(folder.name) / "t.jsonl"

  def each(self, cases, check):
    for turn, (name, case) in enumerate(cases.items()):
      self.path.write_bytes(case[0])
      two = STREAMING[turn % len(STREAMING)], LOADING[turn % len(LOADING)]
      for command in two if SANITIZED else COMMANDS:
        with self.subTest(trace=name, command=command):
          check(command, *case)

  def refused(self, command, place, reason, trace=None, **how):
    trace = str(trace or self.path)
    code, _, said = run(command, trace, **how)
    self.assertEqual(code, 3, said)
    self.assertRegex(said, f"^eyewall: {re.escape(trace)}{place}: .*{reason}.*\n$")


class BadTrace(Given):
  def test_what_cannot_be_read_is_refused_with_line_column_and_reason(self):
    def check(command, _, line, column, reason):
      self.refused(command, f":{line}:{column}", re.escape(reason))
    self.each(REFUSED, check)

  def test_what_can_be_read_is_read_and_what_is_missing_is_told(self):
    def check(command, _, events, warning):
      code, shown, said = run(command, self.path)
      self.assertEqual(code, WALKED if command == "walk" else 0, said)
      if command == "info":
        self.assertIn(f"events    {events}\n", shown)
        self.assertEqual("cut off" in shown, warning is not None)
        warning = None  # it is what info says anyhow
      if command == "dump":
        self.assertEqual(len(shown.splitlines()), events)
      self.assertEqual(said, f"eyewall: {self.path} is {warning}\n" if warning else "")
    self.each(READ, check)

  def test_a_kind_nobody_knows_is_shown_by_its_name(self):
    self.path.write_bytes(HEADER + event(1, b',"fd":3', kind=b"moon.rise") + footer(1))
    for command in ("info", "dump", "replay"):
      self.assertIn("moon.rise", run(command, self.path)[1], command)

  def test_no_name_in_a_trace_steers_the_terminal(self):
    evil = rb"\u001b[2J\u009b2J"
    rest = b',"text":"%s","%s":"%s","at":"%s.cc:1"' % (evil, evil, evil, evil)
    self.path.write_bytes(HEADER.replace(b'"p"', b'"%s"' % evil) + event(1, rest, kind=evil))
    for command in COMMANDS:
      shown = "".join(run(command, self.path)[1:])
      self.assertNotRegex(shown, "[\x00-\x09\x0b-\x1f\x7f-\x9f]", command)

  def test_a_folder_and_a_file_that_is_not_there_are_refused(self):
    for command in COMMANDS:
      self.refused(command, "", "Is a directory", trace=self.path.parent)
      self.refused(command, "", "No such file", trace=self.path.parent / "missing.jsonl")


class Pipe(Given):
  """Standard input, /dev/fd and a FIFO."""

  def as_from_the_file(self, command, trace, shown, **how):
    code, output, said = run(command, trace, **how)
    self.assertEqual((code, output), shown[:2], said)
    self.assertEqual(said.replace("the trace is", f"{trace} is"),
                     shown[2].replace(str(self.path), trace))

  def through_a_fifo(self, command, content, shown):
    fifo = self.path.with_suffix(".fifo")
    os.mkfifo(fifo)
    writer = threading.Thread(target=fifo.write_bytes, args=(content,))
    writer.start()
    self.as_from_the_file(command, str(fifo), shown)
    writer.join()
    fifo.unlink()

  def test_gives_what_the_file_gives(self):
    def check(command, content, *_):
      shown = run(command, self.path)
      self.as_from_the_file(command, "-", shown, input=content)
      self.as_from_the_file(command, "/dev/fd/0", shown, input=content)
      self.through_a_fifo(command, content, shown)
    self.each({name: READ[name] for name in ("a trace", "a last line cut off")}, check)

  def test_is_refused_where_the_file_is(self):
    content, line, column, reason = REFUSED["a hole in seq"]
    for command in COMMANDS:
      self.refused(command, f":{line}:{column}", reason, trace="-", input=content)

  def test_that_can_be_no_trace_is_refused_before_its_end_comes(self):
    for command in COMMANDS:
      with subprocess.Popen([EYEWALL, command, "-", *COMMANDS[command]], bufsize=0,
                            stdin=subprocess.PIPE, stdout=subprocess.DEVNULL,
                            stderr=subprocess.PIPE) as process:
        try:
          process.stdin.write(b"x" * 1_000_000)  # and there it stays open
        except BrokenPipeError:
          pass
        self.assertIn(b":1:1: this is no Eyewall trace", process.stderr.read())
        self.assertEqual(process.wait(100), 3)


@unittest.skipIf(SANITIZED, "a sanitizer keeps its own books: memory is measured without it")
class Huge(Given):
  """A hundred megabytes on one line. Written in pieces: what this program needs, its children are
  held to have needed."""

  size = 100_000_000

  def write(self, before, piece, behind):
    piece *= 1_000_000 // len(piece)
    with open(self.path, "wb") as file:
      file.write(before)
      for _ in range(self.size // len(piece)):
        file.write(piece)
      file.write(behind)

  def run_command(self, command, expected):
    """Runs it; what it said, and the most memory that it had, in files of this size."""
    with subprocess.Popen([EYEWALL, command, self.path, *COMMANDS[command]],
                          stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) as process:
      said = process.stderr.read().decode()
      _, status, usage = os.wait4(process.pid, 0)
      process.returncode = os.waitstatus_to_exitcode(status)
    self.assertEqual(process.returncode, expected, said)
    return said, usage.ru_maxrss * 1024 / self.size

  def test_of_another_tool_is_refused_with_no_memory_for_it(self):
    self.write(b'{"traceEvents":[', b'{"name":"a"},', b"{}]}")
    for command in COMMANDS:
      said, memory = self.run_command(command, 3)
      self.assertIn(":1:2: this is no Eyewall trace", said)
      self.assertLess(memory, 1)

  def test_among_the_events_is_refused_with_no_memory_for_it(self):
    self.write(START, b"x", b"\n" + event(2))
    for command in COMMANDS:
      said, memory = self.run_command(command, 3)
      self.assertIn(":3:1: expected '{', not 'x'", said)
      self.assertLess(memory, 1)

  def test_in_place_of_a_header_is_refused_before_its_end(self):
    self.write(b'{"eyewall":1,"new":"', b"x", b'"}\n' + event(1))
    said, memory = self.run_command("info", 3)
    self.assertIn(":1:16777217: the line is longer than 16 MiB", said)
    self.assertLess(memory, 1)

  def test_of_text_that_was_printed_is_read(self):
    self.write(START + event(2, b',"text":"')[:-2], b"x", b'"}\n' + event(3) + footer(3))
    for command in ("info", "order", "walk"):
      said, memory = self.run_command(command, WALKED if command == "walk" else 0)
      self.assertEqual(said, "")
      self.assertLess(memory, 4)


if __name__ == "__main__":
  unittest.main()
