"""why, why-not, grep, lint, blame and stats, asked of recorded runs: the lesson with several peers,
and programs with one fault each."""
import json
import os
import pathlib
import subprocess
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
BUILD = pathlib.Path(os.environ.get("EYEWALL_BINARY_DIR", ROOT / "build/dev"))
EYEWALL = BUILD / "bin/eyewall"
FAULTS = os.environ.get("EYEWALL_FAULTS_PROGRAM", BUILD / "tests/conformance/faults_program")
GOLDEN = ROOT / "lessons/09_async_client/golden.jsonl"
HEAD = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n"


def run(*words, stdin=None):
    return subprocess.run([EYEWALL, *map(str, words)], input=stdin, capture_output=True, text=True)


def events(trace):
    lines = pathlib.Path(trace).read_text().splitlines()
    return [json.loads(line) for line in lines if line.startswith('{"seq"')]


class Recorded(unittest.TestCase):
    """Traces are recorded once, into a folder that goes with the class."""

    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(cls.folder.cleanup)
        cls.recorded = {}

    def path(self, name):
        return os.path.join(self.folder.name, name + ".jsonl")

    def lesson(self, name, packets):
        """The trace of lesson 09 against a peer that sends these packets; None closes."""
        if name not in self.recorded:
            peer = pathlib.Path(self.path(name + ".peer"))
            peer.write_text(json.dumps({"scenario": name, "packets": packets}) + "\n")
            run("lesson", "09", "--record", self.path(name), "--peer", peer)
            self.recorded[name] = self.path(name)
        return self.recorded[name]

    def fault(self, name):
        if name not in self.recorded:
            environment = os.environ | {"EYEWALL_TRACE": self.path(name)}
            subprocess.run([FAULTS, name], env=environment, check=True, capture_output=True)
            self.recorded[name] = self.path(name)
        return self.recorded[name]

    def first(self, trace, **wanted):
        """The number of the first event with these fields."""
        for event in events(trace):
            if all(event.get(key) == value for key, value in wanted.items()):
                return event["seq"]
        self.fail(f"{trace} has no event with {wanted}")


class Why(Recorded):

    def test_leads_from_the_response_to_the_programs_own_line(self):
        seq = self.first(GOLDEN, kind="gen.resume", gen=1)
        answer = json.loads(run("why", GOLDEN, seq, "--json").stdout)
        self.assertEqual(answer["event"], seq)
        links = answer["links"]
        self.assertEqual(links[0]["seq"], seq)
        self.assertIn("future 2 had got its result", links[2]["text"])
        self.assertRegex(links[-1]["at"], r"^lessons/09_async_client/async_client\.cc:\d+$")
        self.assertEqual(sorted((link["seq"] for link in links), reverse=True),
                         [link["seq"] for link in links])

    def test_of_the_last_event_when_none_is_named(self):
        self.assertIn("The trace ends after 180 events.", run("why", GOLDEN).stdout)

    def test_an_event_that_is_not_there_is_bad_input(self):
        asked = run("why", GOLDEN, 999)
        self.assertEqual((asked.returncode, asked.stdout), (2, ""))
        self.assertIn("there are 1 to 180", asked.stderr)


class WhyNot(Recorded):

    def asked(self, trace, at, *words):
        answer = run("why-not", trace, *words, "--at", at)
        self.assertEqual(answer.returncode, 0, answer.stderr)
        return answer.stdout

    def test_names_the_stream_that_would_set_the_future_wherever_the_peer_is(self):
        # Cut after the headers, in the body, and before anything came.
        for name, packets in {"cut-body": [HEAD + "he", "llo"], "cut-head": [HEAD[:20], HEAD[20:] +
                                                                            "hello"]}.items():
            trace = self.lesson(name, packets)
            waits = [event for event in events(trace) if event["kind"] == "poll.begin"]
            want = 0
            told = 0
            for event in events(trace):
                want = event["seq"] if event["kind"] == "stream.want" else want
                want = 0 if event["kind"] in ("stream.match", "stream.close") else want
                if event in waits and want:
                    text = self.asked(trace, event["seq"], "future", 2)
                    self.assertIn(f"The stream that would has been waiting for READ on fd 7 since "
                                  f"step {want}.", text)
                    told += 1
            self.assertGreater(told, 1, name)

    def test_of_a_connection_that_the_peer_cut_says_what_ended_it(self):
        trace = self.lesson("early-close", [HEAD + "he", None])
        last = len(events(trace))
        self.assertIn("got an exception", self.asked(trace, last, "future", 2))
        self.assertIn("has failed at step", self.asked(trace, last, "exchange", 1))
        self.assertIn("Stream 1 is closed", self.asked(trace, last, "stream 1"))

    def test_of_a_peer_that_says_nothing_ends_with_the_timeout(self):
        trace = self.lesson("silent", [])
        fired = self.first(trace, kind="timer.fire")
        self.assertIn("The stream that would has been waiting for READ",
                      self.asked(trace, fired - 1, "future", 2))
        self.assertIn("has fired", self.asked(trace, fired, "timer", 2))
        self.assertIn("nobody had written to it.", self.asked(trace, fired - 1, "fd", 7))

    def test_of_a_callback_that_never_ran(self):
        trace = self.fault("never-ran")
        text = self.asked(trace, len(events(trace)), "callback", 2)
        self.assertIn("Callback 2 (second) was scheduled", text)
        self.assertIn("and never run: the loop did not run any more.", text)

    def test_of_a_task_that_waits_for_a_thread(self):
        trace = self.fault("growing-queue")
        at = self.first(trace, kind="executor.submit", task=9)
        self.assertIn("It is the result of task 9 (work).", self.asked(trace, at, "future", 9))

    def test_an_object_that_is_not_there_is_bad_input_and_says_what_is(self):
        for words, said in {("future", 9): "it has future 1, 2, 3", ("fd", 3): "it has fd 6, 7",
                            ("moon", 1): "say one of future, callback"}.items():
            asked = run("why-not", GOLDEN, *words)
            self.assertEqual((asked.returncode, asked.stdout), (2, ""))
            self.assertIn(said, asked.stderr)
        self.assertEqual(run("why-not", GOLDEN, "future", 1, "--at", 999).returncode, 2)

    def test_json_has_the_links(self):
        answer = json.loads(run("why-not", GOLDEN, "future 2", "--at", 78, "--json").stdout)
        self.assertEqual(answer["event"], 78)
        self.assertEqual(answer["links"][1]["seq"], 75)


class Grep(Recorded):

    def test_finds_by_kind_field_source_line_and_scope(self):
        for pattern, count in {"poll.event:events=READ": 3, "poll.*": 18, "again gen.send": 1,
                               "callback.begin:name=on_*": 7, "async_client.cc:27": 4,
                               "stream.want under callback.begin name=on_headers": 1}.items():
            found = run("grep", pattern, GOLDEN, "--count")
            self.assertEqual((found.returncode, found.stdout), (0, f"{count}\n"), pattern)

    def test_agrees_with_a_search_in_the_file(self):
        lines = [line for line in GOLDEN.read_text().splitlines() if '"fd":7' in line]
        self.assertEqual(run("grep", "fd=7", GOLDEN, "--json").stdout.splitlines(), lines)

    def test_reads_a_pipe(self):
        found = run("grep", "print", "-", stdin=GOLDEN.read_text())
        self.assertIn("response.length = 5", found.stdout)

    def test_context_shows_each_event_once(self):
        shown = run("grep", "stream.match", GOLDEN, "--context", 3).stdout.splitlines()
        numbers = [int(line[1:].split()[0]) for line in shown if line != "--"]
        self.assertEqual(numbers, sorted(set(numbers)))
        self.assertEqual(sum(line.startswith(">") for line in shown), 4)
        self.assertEqual(shown.count("--"), 3)
        self.assertEqual(len(numbers), 28)

    def test_nothing_found_and_a_bad_pattern_have_codes_of_their_own(self):
        self.assertEqual(run("grep", "fd=99", GOLDEN).returncode, 4)
        self.assertEqual(run("grep", "fd=99", GOLDEN, "--count").stdout, "0\n")
        bad = run("grep", "poll.evnet", GOLDEN)
        self.assertEqual(bad.returncode, 2)
        self.assertIn("did you mean poll.event?", bad.stderr)


class Lint(Recorded):
    # Times of a machine under load prove nothing: only what is asked about times has a threshold.
    PATIENT = ("--blocked", 600000, "--late", 600000)

    def rules(self, trace, *options):
        found = run("lint", trace, "--json", *options)
        rules = {json.loads(line)["rule"] for line in found.stdout.splitlines()}
        self.assertEqual(found.returncode, 1 if rules else 0, found.stderr)
        return rules

    def test_finds_in_each_program_its_fault_and_no_other(self):
        for fault in ("never-ran", "unresolved-future", "unfinished-coroutine", "lost-exception",
                      "left-handler", "closed-registered", "busy-poll", "growing-queue"):
            with self.subTest(fault):
                self.assertEqual(self.rules(self.fault(fault), *self.PATIENT), {fault})

    def test_finds_a_busy_loop_made_of_timers_or_of_a_coroutine(self):
        for program in ("busy-poll-timer", "busy-poll-coroutine"):
            self.assertEqual(self.rules(self.fault(program), *self.PATIENT), {"busy-poll"})

    def test_finds_what_took_too_long(self):
        self.assertIn("blocked-loop", self.rules(self.fault("blocked-loop"), "--blocked", 10))
        self.assertIn("starved-timer", self.rules(self.fault("starved-timer"), "--late", 10))
        self.assertEqual(self.rules(self.fault("blocked-loop"), *self.PATIENT), set())

    def test_finds_nothing_in_a_program_without_a_fault(self):
        self.assertEqual(self.rules(self.fault("none"), *self.PATIENT), set())
        self.assertEqual(self.rules(GOLDEN), set())

    def test_finds_nothing_in_the_lesson_whatever_its_peer_does(self):
        for name, packets in {"whole": [HEAD + "hello"], "early-close": [HEAD + "he", None],
                              "silent": []}.items():
            with self.subTest(name):
                self.assertEqual(self.rules(self.lesson(name, packets), *self.PATIENT), set())

    def test_a_rule_can_be_chosen_or_left_out(self):
        trace = self.fault("never-ran")
        self.assertEqual(self.rules(trace, "-W", "never-ran"), {"never-ran"})
        self.assertEqual(self.rules(trace, "-W", "busy-poll", "-W", "left-handler"), set())
        self.assertEqual(self.rules(trace, "-A", "never-ran", *self.PATIENT), set())
        wrong = run("lint", trace, "-A", "never-run")
        self.assertEqual(wrong.returncode, 2)
        self.assertIn("did you mean never-ran?", wrong.stderr)

    def test_says_where_why_and_what_to_do_in_80_columns(self):
        text = run("lint", self.fault("lost-exception"), *self.PATIENT).stdout
        self.assertIn("the disk is full", " ".join(text.split()))
        self.assertIn("What went wrong is known to nobody", text)
        self.assertIn("Yield the future", text)
        self.assertLessEqual(max(map(len, text.splitlines())), 80)

    def test_lists_its_rules_without_a_trace(self):
        listed = run("lint", "--list", "--json")
        self.assertEqual(listed.returncode, 0)
        self.assertEqual(len(listed.stdout.splitlines()), 10)
        self.assertEqual(run("lint").returncode, 2)


class BlameAndStats(Recorded):

    def test_blame_names_who_held_the_loop_and_who_waited(self):
        trace = self.fault("blocked-loop")
        first = json.loads(run("blame", trace, "--top", 1, "--json").stdout)
        self.assertEqual(first["name"], "the callback slow")
        self.assertGreaterEqual(first["ns"], 20_000_000)
        self.assertEqual([each["name"] for each in first["waited"]], ["callback 2 (waits)"])
        text = run("blame", trace, "--over", 10).stdout
        self.assertIn("the callback slow", text)
        self.assertIn("callback 2 (waits) waited", text)

    def test_blame_names_the_timer_that_came_late(self):
        first = json.loads(run("blame", self.fault("starved-timer"), "--top", 1, "--json").stdout)
        self.assertEqual([each["name"] for each in first["waited"]], ["timer 1 (tick)"])

    def test_blame_of_nothing_has_a_code_of_its_own(self):
        self.assertEqual(run("blame", GOLDEN, "--over", 60000).returncode, 4)

    def test_stats_count_what_the_trace_has(self):
        tables = json.loads(run("stats", GOLDEN, "--json").stdout)
        self.assertEqual(sum(row["count"] for row in tables["kinds"]), 180)
        callbacks = {row["name"]: row["count"] for row in tables["callbacks"]}
        self.assertEqual(callbacks["on_chunk_length"], 2)
        self.assertEqual([row["name"] for row in tables["coroutines"]], ["download"])
        for table in tables.values():
            for row in table:
                self.assertLessEqual(row["self_ns"], row["running_ns"])
                self.assertLessEqual(row["longest_ns"], row["running_ns"])

    def test_stats_fit_into_80_columns(self):
        for trace in (GOLDEN, self.fault("none"), self.fault("busy-poll")):
            lines = run("stats", trace).stdout.splitlines()
            self.assertLessEqual(max(map(len, lines)), 80)

    def test_stats_sort_as_asked(self):
        rows = json.loads(run("stats", GOLDEN, "--sort", "count", "--json").stdout)["kinds"]
        counts = [row["count"] for row in rows]
        self.assertEqual(counts, sorted(counts, reverse=True))
        self.assertEqual(run("stats", GOLDEN, "--sort", "size").returncode, 2)


class Commands(unittest.TestCase):

    def test_each_has_help_with_an_example_and_refuses_what_is_no_trace(self):
        for command, words in {"why": (), "why-not": ("future", 1), "lint": (), "blame": (),
                               "stats": ()}.items():
            shown = run(command, "--help")
            self.assertEqual(shown.returncode, 0)
            self.assertIn(f"Example: eyewall {command} ", shown.stdout)
            with tempfile.NamedTemporaryFile("w", suffix=".jsonl") as bad:
                bad.write("{\"moon\":1}\n")
                bad.flush()
                self.assertEqual(run(command, bad.name, *words).returncode, 3, command)
        self.assertIn("Example: eyewall grep ", run("grep", "--help").stdout)


if __name__ == "__main__":
    unittest.main()
