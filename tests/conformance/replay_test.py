"""`eyewall replay`, the line player, as a person and as a script use it."""

import json
import os
import pathlib
import shutil
import stat
import subprocess
import tempfile
import unittest

from terminal import Terminal

ROOT = pathlib.Path(__file__).resolve().parents[2]
EYEWALL = pathlib.Path(os.environ.get("EYEWALL_BINARY_DIR", ROOT / "build/dev")) / "bin/eyewall"
GOLDEN = ROOT / "lessons/09_async_client/golden.jsonl"


LONG = 200000  # events


def long_trace(path):
  """Many callbacks that wait, then many events: to watch the queue's length takes its time."""
  with open(path, "w") as file:
    file.write('{"eyewall":1}\n')
    for seq in range(1, LONG + 1):
      what = f'"kind":"callback.add","cb":{seq},"name":"f"' if seq <= 20000 else '"kind":"note"'
      file.write(f'{{"seq":{seq},"t":{seq},{what}}}\n')


class Replay(unittest.TestCase):

  def setUp(self):
    folder = tempfile.TemporaryDirectory(prefix="eyewall-replay-")
    self.addCleanup(folder.cleanup)
    self.folder = pathlib.Path(folder.name)
    self.trace = self.folder / "run.jsonl"
    shutil.copy(GOLDEN, self.trace)
    self.last = sum(line.startswith('{"seq"') for line in GOLDEN.read_text().splitlines())

  def replay(self, *words, said=""):
    return subprocess.run([EYEWALL, "replay", self.trace, *words], input=said, capture_output=True,
                          text=True, timeout=60, cwd=self.folder)

  def answers(self, commands):
    run = self.replay("--json", "--cmd", commands)
    self.assertEqual((run.returncode, run.stderr), (0, ""))
    return [json.loads(line) for line in run.stdout.splitlines()]


class Script(Replay):

  def test_reads_commands_from_standard_input(self):
    run = self.replay(said="s 2\n\n# a remark\ngoto end\n")
    self.assertEqual((run.returncode, run.stderr), (0, ""))
    self.assertIn(f"(0% 1/{self.last}) s 2\n    3 ", run.stdout)
    self.assertIn(f"3/{self.last}) \n    5 ", run.stdout, "an empty line repeats")
    self.assertIn(f"\n  {self.last} ", run.stdout)

  def test_reads_commands_from_a_file_where_blank_lines_only_part(self):
    script = self.folder / "script"
    script.write_text("# go\ns 2\n\n  s\nquit\ns 5\n")
    run = self.replay("-x", script)
    self.assertEqual(run.returncode, 0, run.stderr)
    self.assertIn(f"3/{self.last})   s\n    4 ", run.stdout)
    self.assertNotIn("s 5", run.stdout, "quit ends it")

  def test_reads_commands_from_its_command_line(self):
    run = self.replay("--cmd", "s 2; ; print ready")
    self.assertEqual(run.returncode, 0, run.stderr)
    self.assertIn("\nready is 0\n", run.stdout)
    self.assertIn(f"5/{self.last}) print ready", run.stdout)

  def test_starts_at_a_place(self):
    for place, seq in [("7", 7), ("end", self.last)]:
      run = self.replay("--at", place)
      self.assertEqual((run.returncode, run.stderr), (0, ""))
      self.assertRegex(run.stdout, rf"\A *{seq} ")
    run = self.replay("--at", "nowhere", "--cmd", "s")
    self.assertEqual((run.returncode, run.stdout), (2, ""))
    self.assertIn("'nowhere' is no place", run.stderr)

  def test_ends_at_a_bad_command_with_2_and_says_which_line(self):
    script = self.folder / "script"
    script.write_text("s\n\njump 3\ns\n")
    for run, where in [
        (self.replay("-x", script), f"{script}, line 3 ('jump 3'): "),
        (self.replay("--cmd", "s;jump 3;s"), "command 2 ('jump 3'): "),
        (self.replay(said="s\njump 3\ns\n"), "line 2 ('jump 3'): ")]:
      self.assertEqual(run.returncode, 2)
      self.assertEqual(run.stderr, f"eyewall: {where}there is no word 'jump'; "
                                   "'help' lists the words\n")
      self.assertNotIn(f"3/{self.last}", run.stdout, "the rest is not obeyed")

  def test_says_what_is_wrong_with_its_options(self):
    for words in (["-x", "/no/such/file"], ["--level", "all"], ["-x", "a", "--cmd", "s"]):
      run = self.replay(*words)
      self.assertEqual(run.returncode, 2, words)
      self.assertTrue(run.stderr)

  def test_says_that_a_trace_has_no_events_or_is_none(self):
    self.trace.write_text('{"eyewall":1}\n')
    self.assertEqual(self.replay("--cmd", "s").returncode, 4)
    self.trace.write_text("no trace\n")
    self.assertEqual(self.replay("--cmd", "s").returncode, 3)

  def test_reads_a_trace_from_standard_input_and_keeps_no_notes(self):
    run = subprocess.run([EYEWALL, "replay", "-", "--cmd", "g 3; mark a"], capture_output=True,
                         input=GOLDEN.read_text(), text=True, timeout=60, cwd=self.folder)
    self.assertEqual(run.returncode, 0, run.stderr)
    self.assertIn("no file to keep them beside", run.stdout)
    self.assertEqual(os.listdir(self.folder), ["run.jsonl"])

  def test_begins_at_the_level_it_is_given(self):
    run = self.replay("--level", "coroutine", "--cmd", "level; s")
    self.assertIn("The level is coroutine: ", run.stdout)
    self.assertIn("download is called", run.stdout)

  def test_shows_the_sources_of_the_checkout_from_anywhere(self):
    run = self.replay("--cmd", "find call.begin:name=download; list 3")
    self.assertRegex(run.stdout, r"\n> +\d+ .*download\(")


class Data(Replay):

  def test_gives_each_answer_as_an_object_on_a_line(self):
    moved, shown, value, none = self.answers("s 3; info handlers; print turn; print future 99")
    self.assertEqual([moved[key] for key in ("command", "why", "from", "seq", "of")],
                     ["step", "moved", 1, 4, self.last])
    self.assertEqual(moved["event"]["kind"], "call.begin")
    self.assertEqual(shown["pane"], "handlers")
    self.assertEqual(shown["rows"][0]["id"], 6)
    self.assertEqual((value["value"], none["value"]), (0, None))

  def test_says_what_stopped_a_run(self):
    _, _, one, other = self.answers("b poll.event:fd=7; watch ready; c 2; rc 9")
    self.assertEqual(one["why"], "breakpoint")
    self.assertTrue(set(one["hits"][0]) <= {"number", "what", "before", "after"})
    self.assertEqual(other["why"], "start")

  def test_gives_a_refusal_as_an_object_too(self):
    run = self.replay("--json", "--cmd", "jump")
    self.assertEqual(run.returncode, 2)
    self.assertIn("no word 'jump'", json.loads(run.stdout)["error"])

  def test_answers_each_command_as_soon_as_it_is_there(self):
    with subprocess.Popen([EYEWALL, "replay", self.trace, "--json"], text=True,
                          stdin=subprocess.PIPE, stdout=subprocess.PIPE) as program:
      for expected in (2, 3):
        program.stdin.write("s\n")
        program.stdin.flush()
        self.assertEqual(json.loads(program.stdout.readline())["seq"], expected)
      program.stdin.close()
      self.assertEqual(program.wait(60), 0)

  def test_a_round_trip_through_every_move_ends_where_it_began(self):
    for there, back in [("s 40", "rs 40"), ("c", "rc"), ("goto 50", "back"), ("iter", "back"),
                        ("goto 100; n; rn", "goto 1"), ("until print", "ru trace.begin")]:
      with self.subTest(there):
        self.assertEqual(self.answers(f"{there}; {back}")[-1]["seq"], 1)


class Notes(Replay):

  def test_keeps_marks_and_notes_beside_the_trace(self):
    self.replay("--cmd", "g 20; mark here; note what is \"this\"?")
    self.assertIn(self.trace.name + ".notes", os.listdir(self.folder))
    mark, notes = self.answers("goto #here; notes")
    self.assertEqual(mark["seq"], 20)
    self.assertEqual(notes["notes"], [{"seq": 20, "text": 'what is "this"?'}])

  def test_says_where_they_cannot_be_kept(self):
    (self.folder / "run.jsonl.notes").mkdir()
    run = self.replay("--cmd", "mark here; goto #here")
    self.assertEqual(run.returncode, 0)
    self.assertIn("cannot be read", run.stderr)
    self.assertIn("it is kept only until you quit", run.stdout)

  def test_an_unwritable_folder_is_a_message(self):
    if os.geteuid() == 0:
      self.skipTest("root may write anywhere")
    self.folder.chmod(stat.S_IRUSR | stat.S_IXUSR)
    run = self.replay("--cmd", "mark here")
    self.folder.chmod(stat.S_IRWXU)
    self.assertEqual(run.returncode, 0)
    self.assertIn("Permission denied", run.stdout)


class OnATerminal(Replay):

  def start(self, *words):
    terminal = Terminal([EYEWALL, "replay", "--plain", self.trace, *words])
    self.addCleanup(terminal.__exit__)
    terminal.expect(f"(0% 1/{self.last}) ")
    return terminal

  def test_has_history(self):
    terminal = self.start()
    terminal.type("s 2\r")
    terminal.expect(f"3/{self.last}) ")
    terminal.type("goto 100\r")
    terminal.expect(f"100/{self.last}) ")
    terminal.type("\x1b[A\x1b[A\r")  # up, up: s 2
    terminal.expect(f"102/{self.last}) ")
    terminal.type("\r")  # which an empty line repeats
    terminal.expect(f"104/{self.last}) ")

  def test_completes_words_kinds_and_panes(self):
    terminal = self.start()
    terminal.type("bre\tpoll.e\t")
    self.assertIn("poll.end ", terminal.expect("poll.event"), "a choice is shown")
    terminal.type("v\t\r")
    terminal.expect("Breakpoint 1: poll.event.")
    terminal.type("info h\t\r")
    terminal.expect("Handlers: nothing there")

  def test_goes_on_after_a_bad_command(self):
    terminal = self.start()
    terminal.type("jump\r")
    terminal.expect("there is no word 'jump'")
    terminal.type("s\r")
    terminal.expect(f"2/{self.last}) ")
    terminal.type("quit\r")
    self.assertEqual(terminal.end(), 0)

  def test_ctrl_c_gives_the_line_up_and_ctrl_d_leaves(self):
    terminal = self.start()
    terminal.type("goto 9\x03")
    terminal.expect(f"^C\r\n(0% 1/{self.last}) ")
    terminal.type("s\r")
    terminal.expect(f"2/{self.last}) ")
    terminal.type("\x04")
    self.assertEqual(terminal.end(), 0)

  def test_ctrl_c_interrupts_a_long_run_and_leaves_the_prompt(self):
    long_trace(self.trace)
    self.last = LONG
    terminal = self.start()
    terminal.type("goto 20000\r")
    terminal.expect(f"20000/{LONG}) ")
    terminal.type("watch ready == 7\r")
    terminal.expect(f"20000/{LONG}) ")
    terminal.type("c\r")
    terminal.expect("c\r\n")
    # The terminal throws away what is on its way to it: "Interrupted." itself may not arrive.
    terminal.expect(f"/{LONG}) ", keys="\x03")
    terminal.type("print event\r")
    terminal.expect("event is ")
    self.assertLess(int(terminal.expect("\r\n")), LONG)

  def test_leaves_the_terminal_as_it_was(self):
    replay = f"'{EYEWALL}' replay --plain '{self.trace}'"
    probe = Terminal(["/bin/sh", "-c", f"stty -a; {replay}; stty -a"])
    self.addCleanup(probe.__exit__)
    before = probe.expect("    1 ")
    probe.expect(") ")
    probe.type("s\r")
    probe.expect(f"2/{self.last}) ")
    probe.type("q\r")
    self.assertEqual(probe.end(), 0)
    probe.expect("q\r\n")
    self.assertEqual(probe.output[probe.seen:], before)


if __name__ == "__main__":
  unittest.main()
