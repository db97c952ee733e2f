"""`eyewall export` to order and CSV, and what holds for every format: where it goes, and that
nothing half is left behind. export_perfetto_test.py and export_mermaid_test.py have the others."""

import csv
import io
import json
import os
import pty
import re
import resource
import signal
import stat
import subprocess
import unittest

from exporting import Case, EYEWALL, LESSON, LEVELS, ROOT, events, export, run

FRAME = ["seq", "t", "thread", "kind", "level", "cause", "in", "at"]
FORMATS = ("perfetto", "mermaid", "order", "csv", "markdown")


def fields():
  text = (ROOT / "core/trace/fields.def").read_text()
  return dict(re.findall(r"^EYEWALL_FIELD\((\w+), (\w+),", text, re.MULTILINE))


def cell(kind, value):
  """A field's value as its cell has it."""
  if kind == "Bool":
    return "true" if value else "false"
  if kind == "Mask":
    return "|".join(value) or "0"
  return str(value)


def notes(path, count, text="x"):
  """A trace of so many events."""
  lines = [f'{{"seq":{i},"t":{i},"kind":"note","text":"{text}"}}\n' for i in range(1, count + 1)]
  path.write_text('{"eyewall":1}\n' + "".join(lines) + f'{{"eyewall_end":1,"events":{count}}}\n')
  return path


class Table(Case):

  def rows(self, trace, *options):
    """The rows, as they are read; written again they are the same text."""
    text = export("csv", trace, *options)
    rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    again = io.StringIO(newline="")
    csv.writer(again, lineterminator="\r\n").writerows(rows)
    self.assertEqual(again.getvalue(), text)
    return rows

  def test_has_a_column_for_the_frame_and_for_every_field_and_the_sentence_last(self):
    self.assertEqual(self.rows(LESSON)[0], FRAME + list(fields()) + ["sentence"])

  def test_says_all_that_the_trace_says(self):
    self.each_trace(self.says_all)

  def says_all(self, trace):
    types = fields()
    head, *rows = self.rows(trace)
    told = events(trace)
    self.assertEqual(len(rows), len(told))
    for row, event in zip(rows, told):
      self.assertEqual(len(row), len(head))
      given = dict(zip(head, row))
      self.assertTrue(given.pop("sentence"))
      self.assertIn(given.pop("level"), LEVELS)
      wanted = {key: cell(types.get(key), value) for key, value in event.items()}
      wanted.setdefault("thread", "0")
      for key in {"data", "pattern"} & set(wanted):  # bytes: a JSON string in the cell
        self.assertEqual(json.loads(given.pop(key)), wanted.pop(key))
      self.assertEqual({key: value for key, value in given.items() if value}, wanted)

  def test_quotes_what_would_break_a_row(self):
    texts = ['a,b', 'say "so"', "two\nlines", "\r\n", " edge ", "=1+1", "caf\u00e9", '"', ",",
             "\0"]
    trace = self.trace_of("quotes.jsonl", *({"kind": "print", "text": text} for text in texts))
    head, *rows = self.rows(trace)
    self.assertEqual([row[head.index("text")] for row in rows], texts)

  def test_shows_an_unknown_kind_by_its_name_and_fields(self):
    trace = self.trace_of("unknown.jsonl", {"kind": "moon.rise", "phase": 3, "fd": 7})
    head, row = self.rows(trace)
    self.assertEqual(row[head.index("kind")], "moon.rise")
    self.assertEqual(row[head.index("fd")], "7")
    self.assertIn("phase=3", row[-1])

  def test_leaves_out_what_is_finer_than_the_level(self):
    counts = [len(self.rows(LESSON, "--level", level)) for level in LEVELS]
    self.assertLess(counts[0], counts[1])
    self.assertLess(counts[1], counts[2])


class Order(Case):

  def test_has_the_lines_of_the_command_order(self):
    self.each_trace(lambda trace: self.assertEqual(export("order", trace),
                                                   run("order", trace).stdout.decode()))


class Files(Case):

  def left(self):
    return sorted(path.name for path in self.place.iterdir())

  def setUp(self):
    self.place = self.folder / self.id().rpartition(".")[2]
    self.place.mkdir()
    self.out = self.place / "out"

  def test_have_what_standard_output_has(self):
    for form in FORMATS:
      self.assertEqual(run("export", "--to", form, LESSON, "-o", self.out).returncode, 0)
      self.assertEqual(self.out.read_bytes(), export(form, LESSON).encode(), form)
      self.assertEqual(self.left(), ["out"])
      self.assertEqual(export(form, LESSON, "-o", "-"), self.out.read_bytes().decode())

  def test_get_the_usual_permissions_and_keep_those_they_had(self):
    run("export", "--to", "order", LESSON, "-o", self.out, umask=0o027)
    self.assertEqual(stat.S_IMODE(self.out.stat().st_mode), 0o640)
    self.out.chmod(0o604)
    run("export", "--to", "csv", LESSON, "-o", self.out)
    self.assertEqual(stat.S_IMODE(self.out.stat().st_mode), 0o604)

  def test_are_written_through_a_link_and_into_what_is_no_file(self):
    self.out.write_text("before")
    link = self.place / "link"
    link.symlink_to(self.out)
    run("export", "--to", "order", LESSON, "-o", link)
    self.assertTrue(link.is_symlink())
    self.assertEqual(self.out.read_text(), export("order", LESSON))
    self.assertEqual(run("export", "--to", "order", LESSON, "-o", "/dev/null").returncode, 0)
    self.assertTrue(stat.S_ISCHR(os.stat("/dev/null").st_mode))

  def test_stay_as_they_were_when_there_is_no_room(self):
    self.out.write_text("before")
    for form in ("perfetto", "csv", "mermaid"):
      limit = lambda: (signal.signal(signal.SIGXFSZ, signal.SIG_IGN),
                       resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000)))
      done = run("export", "--to", form, LESSON, "-o", self.out, preexec_fn=limit)
      self.assertEqual(done.returncode, 2, form)
      self.assertIn(f"cannot write {self.out}: File too large", done.stderr.decode())
      self.assertEqual(self.out.read_text(), "before")
      self.assertEqual(self.left(), ["out"], "nothing half is left behind")

  def test_stay_as_they_were_when_the_user_stops_it(self):
    big = notes(self.folder / "big.jsonl", 300_000)
    for _ in range(10):  # until it is caught in the middle
      self.out.write_text("before")
      child = subprocess.Popen([EYEWALL, "export", "--to", "perfetto", big, "-o", self.out],
                               stderr=subprocess.DEVNULL)
      while child.poll() is None and self.left() == ["out"]:
        pass  # the unfinished file is not there yet
      child.send_signal(signal.SIGINT)
      if child.wait() != 0:
        break
    self.assertEqual(child.returncode, -signal.SIGINT)
    self.assertEqual(self.out.read_text(), "before")
    self.assertEqual(self.left(), ["out"])

  def test_are_refused_with_a_reason(self):
    for words, reason in ((["-o", "/no/such/folder/x"], "/no/such/folder/x: No such file"),
                          (["-o", self.place], "cannot write"),
                          (["-o", LESSON], "is the trace itself")):
      done = run("export", "--to", "csv", LESSON, *words)
      self.assertEqual(done.returncode, 2)
      self.assertIn(reason, done.stderr.decode())

  def test_are_not_made_of_what_is_no_trace(self):
    done = run("export", "--to", "csv", ROOT / "README.md", "-o", self.out)
    self.assertEqual(done.returncode, 3)
    self.assertEqual(self.left(), [])


class Usage(Case):

  def test_names_every_format_and_has_examples(self):
    text = run("export", "--help").stdout.decode()
    for form in FORMATS:
      self.assertRegex(text, rf"(?m)^  {form} +\w")
    self.assertIn("Examples:", text)

  def test_wants_a_format_that_there_is(self):
    self.assertEqual(run("export", LESSON).returncode, 2)
    self.assertEqual(run("export", "--to", "pdf", LESSON).returncode, 2)

  def test_refuses_a_level_where_it_means_nothing(self):
    done = run("export", "--to", "order", "--level", "loop", LESSON)
    self.assertEqual(done.returncode, 2)
    self.assertIn("--level means nothing for order", done.stderr.decode())

  def test_says_that_a_trace_is_cut_off_and_exports_what_is_there(self):
    cut = self.folder / "cut.jsonl"
    cut.write_bytes(LESSON.read_bytes()[:9000])
    for form in FORMATS:
      done = run("export", "--to", form, cut)
      self.assertEqual(done.returncode, 0, form)
      self.assertIn("is cut off after event", done.stderr.decode())
      self.assertTrue(done.stdout)

  def test_exports_a_trace_without_events(self):
    empty = self.trace_of("empty.jsonl")
    for form in FORMATS:
      self.assertEqual(run("export", "--to", form, empty).returncode, 0, form)

  def on_a_terminal(self, trace, *words):
    ours, theirs = pty.openpty()
    done = subprocess.run([EYEWALL, *(words or ["export", "--to", "csv"]), trace],
                          stdout=subprocess.DEVNULL, stderr=theirs, timeout=100)
    self.assertEqual(done.returncode, 0)
    os.write(theirs, b"\n")
    said = b""
    while not said.endswith(b"\n"):
      said += os.read(ours, 10_000)
    os.close(theirs)
    os.close(ours)
    return said

  def test_shows_how_far_it_is_on_a_terminal_when_there_is_much_to_do(self):
    big = notes(self.folder / "much.jsonl", 300_000)
    said = self.on_a_terminal(big)
    self.assertRegex(said, rb"\r2 % .*\r49 % .*\r98 % ")
    self.assertTrue(said.rstrip().endswith(b"%"))
    self.assertRegex(said, rb"\r +\r\r\n$", "the line is empty again")
    self.assertEqual(run("export", "--to", "csv", big).stderr, b"")
    self.assertEqual(self.on_a_terminal(LESSON), b"\r\n")

  def test_so_does_a_trace_that_is_long_to_load(self):
    big = notes(self.folder / "large.jsonl", 70_000, "x" * 1000)
    self.assertRegex(self.on_a_terminal(big, "stats"), rb"^\r93 % \r +\r\r\n$")
    big.unlink()


if __name__ == "__main__":
  unittest.main()
