"""What the front door promises, tried on a checkout and a machine that are not real."""

import os
import signal
import unittest

from fake_checkout import FakeCheckout


class Help(FakeCheckout):

  def test_help_names_the_ways_in_and_builds_nothing(self):
    for ask in (["--help"], ["-h"], ["help"], []):
      run = self.lab(*ask)
      self.assertEqual(run.returncode, 0)
      for word in ("lab tour", "lab test", "lab COMMAND", "eyewall COMMAND"):
        self.assertIn(word, run.stdout)
      self.assertEqual(run.notes, [])


class Command(FakeCheckout):

  def test_a_command_is_built_then_run_with_its_arguments_whole(self):
    run = self.lab("dump", "a file.jsonl", "", "*", EYEWALL_DOES='printf "<%s>" "$@"')
    self.assertEqual((run.returncode, run.stdout), (0, "<dump><a file.jsonl><><*>"))
    self.assertEqual(len(self.builds(run)), 1)

  def test_an_unknown_command_is_for_eyewall_to_refuse(self):
    run = self.lab("nonsense", EYEWALL_DOES="echo no such command >&2; exit 2")
    self.assertEqual(run.returncode, 2)
    self.assertIn("no such command", run.stderr)

  def test_the_exit_code_is_the_commands(self):
    for code in (0, 1, 3, 5, 42):
      self.assertEqual(self.lab("walk", EYEWALL_DOES=f"exit {code}").returncode, code)

  def test_the_command_replaces_the_shell(self):
    run = self.lab("walk", EYEWALL_DOES="echo $$")
    self.assertEqual(run.stdout.strip(), str(run.pid))

  def test_a_signal_reaches_the_command(self):
    self.lab("info")
    process = self.start("walk", EYEWALL_DOES="trap 'exit 7' TERM; echo ready; while :; do :; done")
    self.assertEqual(process.stdout.readline(), "ready\n")
    process.send_signal(signal.SIGTERM)
    process.communicate()
    self.assertEqual(process.returncode, 7)

  def test_the_command_runs_where_it_was_called(self):
    elsewhere = self.top / "else where"
    elsewhere.mkdir()
    run = self.lab("info", lab="../a checkout/lab", cwd=elsewhere, EYEWALL_DOES="pwd")
    self.assertEqual(run.stdout.strip(), str(elsewhere))

  def test_a_link_to_lab_finds_the_checkout(self):
    (self.top / "link").symlink_to(self.root / "lab")
    self.assertEqual(self.lab("info", lab=self.top / "link").returncode, 0)

  def test_only_the_command_writes_to_stdout(self):
    run = self.lab("dump", CMAKE_DOES="echo building", EYEWALL_DOES="echo data")
    self.assertEqual(run.stdout, "data\n")
    self.assertIn("building", run.stderr)


class SecondCall(FakeCheckout):

  def setUp(self):
    super().setUp()
    self.assertEqual(self.lab("info").returncode, 0)

  def test_a_second_call_asks_no_builder(self):
    self.assertEqual(self.lab("info").notes, ["eyewall info"])

  def test_a_changed_file_is_built(self):
    self.touch_after_the_stamp(self.root / "core/trace/sink.cc")
    self.assertEqual(len(self.builds(self.lab("info"))), 1)
    self.assertEqual(self.builds(self.lab("info")), [])

  def test_a_new_file_and_a_deleted_file_are_seen(self):
    (self.root / "tracer/cli/new.cc").touch()
    self.touch_after_the_stamp(self.root / "tracer/cli")
    self.assertEqual(len(self.builds(self.lab("info"))), 1)
    (self.root / "core/trace/old.cc").unlink()
    self.touch_after_the_stamp(self.root / "core/trace")
    self.assertEqual(len(self.builds(self.lab("info"))), 1)

  def test_an_old_file_put_in_the_place_of_a_newer_one_is_seen(self):
    old = self.root / "core/trace/sink.cc"
    self.touch_after_the_stamp(old)
    os.utime(old, (1, 1))
    self.assertEqual(len(self.builds(self.lab("info"))), 1)

  def test_a_file_that_changes_while_it_is_built_is_built_next_time(self):
    self.touch_after_the_stamp(self.root / "CMakeLists.txt")
    edit = 'f=core/trace/sink.cc; cd "%s"; touch $f; while ! [ $f -nt build/dev/.stamp.new ]; ' \
           'do touch $f; done' % self.root
    self.assertEqual(len(self.builds(self.lab("info", CMAKE_DOES=edit))), 1)
    self.assertEqual(len(self.builds(self.lab("info"))), 1)

  def test_a_program_that_is_gone_is_built(self):
    (self.root / "build/dev/bin/eyewall").unlink()
    self.assertEqual(len(self.builds(self.lab("info"))), 1)

  def test_a_checkout_that_moved_is_built_afresh(self):
    (self.root / "build/dev/object.o").touch()
    self.root = self.root.rename(self.top / "moved")
    run = self.lab("info")
    self.assertEqual((run.returncode, len(self.builds(run))), (0, 1))
    self.assertFalse((self.root / "build/dev/object.o").exists())


class Trouble(FakeCheckout):

  def test_a_build_that_fails_is_said_and_tried_again(self):
    run = self.lab("info", CMAKE_DOES='[ "$1" != --build ] || { echo error: sorry; exit 1; }')
    self.assertEqual((run.returncode, run.stdout), (2, ""))
    self.assertIn("error: sorry", run.stderr)
    self.assertIn("could not be built", run.stderr)
    self.assertNotIn("eyewall info", run.notes)
    self.assertEqual(self.lab("info").notes[-1], "eyewall info")

  def test_a_configuration_that_fails_gives_cmakes_reasons(self):
    run = self.lab("info", CMAKE_DOES="echo no ZLIB; exit 1")
    self.assertEqual(run.returncode, 2)
    self.assertIn("no ZLIB", run.stderr)

  def test_an_interrupted_build_goes_on_when_called_again(self):
    hang = '[ "$1" != --build ] || { echo started >&2; exec sleep 600; }'
    process = self.start("info", CMAKE_DOES=hang)
    while process.stderr.readline() != "started\n":
      pass
    os.killpg(process.pid, signal.SIGINT)
    process.communicate()
    self.assertEqual(process.returncode, 130)
    self.assertFalse((self.root / "build/dev/.stamp").exists())
    self.assertEqual(self.lab("info").notes[-1], "eyewall info")

  def test_a_checkout_that_cannot_be_written_is_said(self):
    (self.root / "build").touch()
    run = self.lab("info")
    self.assertEqual(run.returncode, 2)
    self.assertIn("cannot write", run.stderr)


class Packages(FakeCheckout):

  def installs(self, run):
    return [note for note in run.notes if note.startswith("apt-get") and " install " in note]

  def test_nothing_is_installed_when_nothing_is_missing(self):
    self.assertEqual(self.installs(self.lab("info")), [])

  def test_what_is_missing_is_named_and_installed_without_a_question(self):
    run = self.lab("info", MISSING="libcli11-dev", CI="")
    self.assertIn("missing: libcli11-dev", run.stderr)
    self.assertRegex(self.installs(run)[0], "install -y .* libcli11-dev$")
    self.assertNotIn("[Y/n]", run.stderr)

  def test_who_is_not_root_goes_through_sudo(self):
    run = self.lab("info", MISSING="cmake", USER_ID="1000")
    self.assertIn("sudo -n env DEBIAN_FRONTEND=noninteractive apt-get", "\n".join(run.notes))
    self.assertEqual(run.returncode, 0)

  def test_without_root_and_sudo_the_way_out_is_said(self):
    (self.bin / "sudo").unlink()
    run = self.lab("info", MISSING="cmake", USER_ID="1000")
    self.assertEqual(run.returncode, 2)
    self.assertIn("As root:  apt-get install cmake", run.stderr)

  def test_an_installation_that_fails_is_said(self):
    run = self.lab("info", MISSING="cmake", APT_DOES="echo could not resolve; exit 100")
    self.assertEqual((run.returncode, run.stdout), (2, ""))
    self.assertIn("could not resolve", run.stderr)
    self.assertIn("no network", run.stderr)

  def test_nothing_is_installed_where_that_is_asked(self):
    self.assertEqual(self.installs(self.lab("info", MISSING="cmake", EYEWALL_NO_INSTALL="1")), [])

  def test_the_packages_of_the_tests_are_installed_for_the_tests_only(self):
    self.assertEqual(self.installs(self.lab("info", MISSING="python3")), [])
    self.assertEqual(len(self.installs(self.lab("test", MISSING="python3"))), 1)


class Tour(FakeCheckout):

  def test_the_tour_records_lesson_09_walks_it_and_ends_with_two_commands(self):
    run = self.lab("tour", cwd=self.root, lab="./lab", EYEWALL_DOES='echo "out: $1"')
    trace = str(self.root / "build/tour.jsonl")
    self.assertEqual(run.notes[-2:],
                     [f"eyewall lesson 09 --record {trace}", f"eyewall walk {trace}"])
    self.assertEqual(run.stdout.splitlines()[:3], ["out: lesson", "", "out: walk"])
    last = run.stdout.splitlines()[-2:]
    for line in last:
      self.assertRegex(line, r"^  ./lab \w+ build/tour.jsonl ")

  def test_a_walk_with_a_step_missing_fails_the_tour(self):
    self.assertEqual(self.lab("tour", EYEWALL_DOES='[ "$1" != walk ] || exit 1').returncode, 1)

  def test_a_lesson_that_fails_ends_the_tour(self):
    run = self.lab("tour", EYEWALL_DOES="exit 5")
    self.assertEqual((run.returncode, run.notes[-1][:14]), (5, "eyewall lesson"))


class Tests(FakeCheckout):

  def presets(self, run):
    ctests = [note for note in run.notes if note.startswith("ctest")]
    return [note.split(f"{self.root}/build/")[1].split(" ")[0] for note in ctests]

  def test_every_test_runs_plain_then_under_the_sanitizers(self):
    run = self.lab("test")
    self.assertEqual((run.returncode, self.presets(run)), (0, ["dev", "tsan", "asan"]))

  def test_one_of_them_can_be_chosen_with_options_for_ctest(self):
    run = self.lab("test", "--asan", "-R", "a b")
    self.assertEqual(self.presets(run), ["asan"])
    self.assertTrue(run.notes[-1].endswith("-R a b"))

  def test_a_failure_ends_the_run_so_that_ctests_last_line_is_the_truth(self):
    run = self.lab("test", CTEST_DOES="echo 1 test failed; exit 8")
    self.assertEqual((run.returncode, self.presets(run)), (8, ["dev"]))
    self.assertEqual(run.stdout.splitlines()[-1], "1 test failed")

  def test_ci_runs_the_readmes_test_command(self):
    run = self.lab(lab=self.root / ".ci/run", CTEST_DOES="echo closing line")
    self.assertEqual((run.returncode, self.presets(run)), (0, ["dev", "tsan", "asan"]))
    self.assertEqual(run.stdout.splitlines()[-1], "closing line")


if __name__ == "__main__":
  unittest.main()
