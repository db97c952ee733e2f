"""The commands of `eyewall` that read traces, and `record`: what they print where, how they end.

What an order or a walk says is held against golden files elsewhere; here it is the command line.
"""

import json
import os
import pathlib
import signal
import socket
import subprocess
import tempfile
import unittest

BUILD = pathlib.Path(os.environ.get("EYEWALL_BINARY_DIR",
                                    pathlib.Path(__file__).resolve().parents[2] / "build/dev"))
EYEWALL = BUILD / "bin/eyewall"
LESSON = BUILD / "lessons/09_async_client/09_async_client"
COMMANDS = ("lesson", "record", "info", "dump", "order", "walk", "replay", "fetch", "format",
            "schema")
READERS = ("info", "dump", "order", "walk", "replay")


def eyewall(*words, **options):
  environment = {key: value for key, value in os.environ.items() if not key.startswith("EYEWALL_")}
  return subprocess.run([EYEWALL, *map(str, words)], capture_output=True, text=True, timeout=100,
                        stdin=subprocess.DEVNULL, env=environment, **options)


class Cli(unittest.TestCase):
  @classmethod
  def setUpClass(cls):
    cls.holder = tempfile.TemporaryDirectory(prefix="eyewall-cli-")
    cls.folder = pathlib.Path(cls.holder.name)
    cls.trace = cls.folder / "lesson.jsonl"
    recorded = eyewall("lesson", "09", "--record", cls.trace)
    assert recorded.returncode == 0, recorded

  @classmethod
  def tearDownClass(cls):
    cls.holder.cleanup()

  def ends(self, code, *words):
    done = eyewall(*words)
    self.assertEqual(done.returncode, code, done)
    return done

  def refused(self, code, said, *words):
    """Ends so, says so in whole lines on stderr, and puts no data on stdout."""
    done = self.ends(code, *words)
    self.assertIn(said, done.stderr)
    self.assertTrue(done.stderr.endswith("\n"))
    return done

  def written(self, name, text):
    file = self.folder / name
    file.write_text(text)
    return file


class Usage(Cli):
  def test_every_command_has_a_help_with_its_usage(self):
    self.assertIn("Exit codes:", self.ends(0, "--help").stdout)
    for command in COMMANDS:
      self.assertIn(f"Usage: eyewall {command}", self.ends(0, command, "--help").stdout)

  def test_what_is_asked_wrongly_is_2(self):
    trace = self.trace
    for said, words in (
        ("there is no command 'nonsense'", ["nonsense"]), ("subcommand is required", []),
        ("TRACE is required", ["info"]), ("--nonsense", ["order", "--nonsense", trace]),
        ("--level", ["dump", "--level", "all", trace]),
        ("--columns", ["walk", "--columns", "5", trace]),
        ("there is no lesson '88'", ["lesson", "88"]),
        ("/no/peer", ["lesson", "09", "--peer", "/no/peer"]),
        ("there is no event 99999", ["replay", trace, "--cmd", "goto 99999"]),
        ("there is no word 'dance'", ["replay", trace, "--cmd", "dance"]),
        ("--output is required", ["record", "--", "true"]),
        ("cannot run /no/program", ["record", "-o", self.folder / "r", "--", "/no/program"])):
      self.refused(2, said, *words)

  def test_output_that_cannot_be_written_is_said(self):
    with open("/dev/full", "w") as full:
      done = subprocess.run([EYEWALL, "dump", self.trace], stdout=full, stderr=subprocess.PIPE,
                            text=True, timeout=100)
    self.assertEqual((done.returncode, done.stderr),
                     (2, "eyewall: cannot write to standard output\n"))


class Unreadable(Cli):
  def test_is_3_with_file_line_column_and_reason(self):
    text = self.trace.read_text()
    lines = text.splitlines(keepends=True)
    newer = self.written("newer.jsonl", text.replace('"eyewall":1', '"eyewall":2', 1))
    bad = self.written("bad.jsonl", "".join(lines[:4]) + lines[4].replace('"t":', '"t":x'))
    gap = self.written("gap.jsonl", "".join(lines[:4] + lines[5:]))
    for command in READERS:
      self.refused(3, "/no/trace: cannot be read: No such file", command, "/no/trace")
      self.refused(3, ":1:1: this is no Eyewall trace", command, EYEWALL.parents[1] / "build.ninja")
      self.refused(3, f"{newer}:1:12: the trace is of format 2", command, newer)
      self.refused(3, f"{bad}:5:", command, bad)
      self.refused(3, f"{gap}:5:", command, gap)

  def test_a_trace_cut_off_anywhere_behind_its_header_is_read_to_its_last_event(self):
    whole = self.trace.read_bytes()
    order = self.ends(0, "order", self.trace).stdout
    header = whole.index(b"\n") + 1  # before its end it is refused: nothing says that it is a trace
    for size in range(header, len(whole), len(whole) // 19):
      cut = self.folder / "cut.jsonl"
      cut.write_bytes(whole[:size])
      self.assertIn("cut off", self.ends(0, "info", cut).stdout)
      done = self.ends(0, "order", cut)
      self.assertTrue(order.startswith(done.stdout), size)
      self.assertIn("is cut off", done.stderr)


class Reading(Cli):
  def lines(self, *words):
    return self.ends(0, *words).stdout.splitlines()

  def events(self, *words):
    return [json.loads(line) for line in self.lines("dump", "--json", self.trace, *words)]

  def test_info_tells_what_the_trace_holds(self):
    told = json.loads(self.ends(0, "info", "--json", self.trace).stdout)
    self.assertEqual(told["program"], "09_async_client")
    self.assertEqual(told["events"], len(self.trace.read_text().splitlines()) - 2)
    self.assertIn("complete", self.ends(0, "info", self.trace).stdout)

  def test_dump_has_a_line_an_event_and_its_json_the_traces_own(self):
    own = self.trace.read_text().splitlines()[1:-1]
    self.assertEqual(self.lines("dump", "--json", self.trace), own)
    self.assertEqual(len(self.lines("dump", self.trace)), len(own))

  def test_dump_takes_only_what_is_asked_for(self):
    everything = {event["seq"] for event in self.events()}
    loop = {event["seq"] for event in self.events("--level", "loop")}
    coroutine = {event["seq"] for event in self.events("--level", "coroutine")}
    self.assertLess(coroutine, loop)
    self.assertLess(loop, everything)
    kinds = {event["kind"] for event in self.events("--kind", "callback.*", "--kind", "fd.add")}
    self.assertEqual(kinds, {"callback.add", "callback.begin", "callback.end", "fd.add"})
    named = self.events("--name", "on_headers", "--kind", "callback.*")
    self.assertEqual([event["kind"] for event in named], ["callback.add", "callback.begin"])
    self.assertTrue(all(event["fd"] == 7 for event in self.events("--fd", "7")))

  def test_nothing_that_matches_is_4(self):
    for words in (["--kind", "no.kind"], ["--name", "nobody"], ["--fd", "77"]):
      self.refused(4, "no event matches", "dump", self.trace, *words)

  def test_order_with_steps_is_the_order_with_labels_between(self):
    order = self.lines("order", self.trace)
    merged = self.lines("order", "--steps", self.trace)
    self.assertEqual([line for line in merged if not line.startswith("step ")], order)
    self.assertGreater(len(merged), len(order) + 51)

  def test_order_as_json_has_the_lines_as_events(self):
    for words in ([], ["--steps"], ["--names"]):
      order = json.loads(self.ends(0, "order", "--json", *words, self.trace).stdout)
      self.assertEqual(order, {"events": self.lines("order", *words, self.trace)})

  def test_walk_as_json_tells_each_step_with_its_event(self):
    walk = json.loads(self.ends(0, "walk", "--json", self.trace).stdout)
    self.assertEqual((walk["complete"], walk["matched"], walk["steps"]), (True, 51, 51))
    first = {}
    for entry in walk["walk"]:
      first.setdefault(entry["step"], entry)
    self.assertLessEqual({str(number) for number in range(52)}, set(first))
    events = {event["seq"]: event for event in self.events()}
    for entry in walk["walk"]:
      self.assertEqual(entry["found"], "in place")
      self.assertEqual(entry["t"], events[entry["seq"]]["t"])
      self.assertNotIn("{", entry["text"])
    empty = self.written("empty.jsonl", self.trace.read_text().splitlines()[0] + "\n")
    walk = json.loads(self.ends(1, "walk", "--json", empty).stdout)
    self.assertEqual((walk["complete"], walk["matched"]), (False, 0))
    self.assertEqual({entry["found"] for entry in walk["walk"]}, {"missing"})

  def test_walk_is_0_when_all_steps_are_there_and_1_when_one_is_missing(self):
    self.assertIn("All 51 steps are there, in order.", self.ends(0, "walk", self.trace).stdout)
    peer = self.written("peer.jsonl", '{"packets": ["HTTP/1.1 204 No Content\\r\\n\\r\\n"]}\n')
    short = self.folder / "short.jsonl"
    self.ends(0, "lesson", "09", "--peer", peer, "--record", short)
    self.assertIn("Missing, not in this trace: 34 34.1", self.ends(1, "walk", short).stdout)

  def test_walk_fits_the_columns_that_it_is_given(self):
    for columns in (60, 80, 200):
      widest = max(map(len, self.lines("walk", "--columns", columns, self.trace)))
      self.assertLessEqual(widest, columns)

  def test_replay_does_what_its_script_says(self):
    script = self.written("script", "step 5\nback\ngoto 9\nprint\n")
    for words in (["--cmd", "s 5; b; g 9; p"], ["-x", script]):
      said = self.ends(0, "replay", self.trace, *words).stdout
      self.assertIn("\nevent 9 ", said)
      self.assertIn("event 4", said, "what it lies in")

  def test_a_trace_comes_through_a_pipe_too(self):
    for command in READERS[:4]:
      done = subprocess.run([EYEWALL, command, "-"], input=self.trace.read_text(), text=True,
                            capture_output=True, timeout=100)
      self.assertEqual(done.stdout, self.ends(0, command, self.trace).stdout)
      self.assertEqual(done.returncode, 0)


class Recording(Cli):
  def record(self, code, *program):
    file = self.folder / "recorded.jsonl"
    file.unlink(missing_ok=True)
    return self.ends(code, "record", "-o", file, "--", *program), file

  def test_a_program_is_recorded_and_its_failure_is_5(self):
    done, file = self.record(0, LESSON)
    self.assertEqual(done.stdout, "response.length = 5\n")
    self.assertIn("complete", self.ends(0, "info", file).stdout)
    done, file = self.record(5, "sh", "-c", f"{LESSON}; exit 3")
    self.assertIn("ended with status 3", done.stderr)
    self.ends(0, "info", file)
    self.assertIn("signal 9", self.record(5, "sh", "-c", "kill -9 $$")[0].stderr)

  def test_a_program_without_a_recorder_is_told_so(self):
    self.assertIn("left no trace", self.record(1, "true")[0].stderr)

  def test_a_lesson_whose_trace_cannot_be_written_says_so_once_and_runs(self):
    done = self.ends(0, "lesson", "09", "--record", "/no/folder/t.jsonl")
    self.assertEqual(done.stdout, "response.length = 5\n")
    self.assertEqual(done.stderr, "eyewall: cannot write trace /no/folder/t.jsonl: "
                     "No such file or directory; going on without a trace\n")

  def test_a_program_that_is_killed_leaves_all_that_it_did(self):
    file = self.folder / "killed.jsonl"
    with socket.create_server(("127.0.0.1", 0)) as listener:
      url = f"http://127.0.0.1:{listener.getsockname()[1]}/"
      process = subprocess.Popen([EYEWALL, "fetch", "--record", file, url])
      connection = listener.accept()[0]
      connection.recv(65536)  # the request is here: it has been sent, and waits for its answer
      process.send_signal(signal.SIGKILL)
      process.wait()
      connection.close()
    self.assertIn("cut off", self.ends(0, "info", file).stdout)
    self.assertIn("callback.run on_connect", self.ends(0, "order", file).stdout)


if __name__ == "__main__":
  unittest.main()
