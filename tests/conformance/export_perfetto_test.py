"""`eyewall export --to perfetto` keeps every rule of the format and says everything that the trace
says; and a real importer, that of Chromium's developer tools, finds in it what we put there."""

import csv
import io
import json
import unittest

import browser
import chrome_trace_checker
from classes import SANITIZED
from exporting import Case, LESSON, LEVELS, events, export

DEVTOOLS = "devtools://devtools/bundled/"
IMPORT = """
  const file = JSON.parse(arguments[0]);
  return (async () => {
    let engine;
    try {
      engine = (await import('devtools://devtools/bundled/models/trace/trace.js')).TraceModel;
    } catch (error) { return String(error); }
    const model = engine.Model.createWithAllHandlers();
    await model.parse(file.traceEvents, {metadata: {}});
    const data = model.parsedTrace(0).data;
    const threads = [];
    for (const process of data.Renderer.processes.values()) {
      for (const [tid, thread] of process.threads) {
        const depths = [];
        const visit = (node, depth) => {
          depths.push([node.entry.name, node.entry.ts, depth]);
          node.children.forEach(child => visit(child, depth + 1));
        };
        thread.tree.roots.forEach(root => visit(root, 0));
        threads.push([tid, thread.name, depths]);
      }
    }
    return {threads, arrows: data.Flows.flows.map(
        flow => [flow[0].args.seq, flow[flow.length - 1].args.seq])};
  })();"""


def records(text, *phases):
  return [each for each in json.loads(text)["traceEvents"] if each["ph"] in phases]


def slices(text):
  """Slices that are no end of an arrow."""
  return [each for each in records(text, "X") if each["cat"] != "cause"]


def nested(text):
  """By thread: name, microseconds and depth of each slice, as its times say."""
  threads, open_ = {}, {}
  for each in records(text, "X"):
    stack = open_.setdefault(each["tid"], [])
    while stack and stack[-1] <= each["ts"]:
      stack.pop()
    threads.setdefault(each["tid"], []).append([each["name"], each["ts"], len(stack)])
    stack.append(each["ts"] + each["dur"])
  return threads


def causes(told):
  return [(event["cause"], event["seq"]) for event in told if event.get("cause")]


class Rules(Case):

  def keeps_the_rules(self, trace, *options):
    self.assertEqual(chrome_trace_checker.complaints(export("perfetto", trace, *options)), [])

  def test_are_kept_for_every_trace(self):
    self.each_trace(self.keeps_the_rules)

  def test_are_kept_at_every_level(self):
    for level in LEVELS:
      for trace in (LESSON, self.threaded):
        self.keeps_the_rules(trace, "--level", level)

  def test_are_kept_wherever_a_trace_is_cut_off(self):
    for trace in (LESSON, self.threaded):
      lines = trace.read_text().splitlines(keepends=True)
      cut = self.folder / "cut.jsonl"
      # Without its header it is refused. A sanitizer, which is slow, sees it cut in some places.
      for count in range(1, len(lines), 7 if SANITIZED else 1):
        cut.write_text("".join(lines[:count]) + lines[count][:len(lines[count]) // 2])
        text = export("perfetto", cut)
        self.assertEqual(chrome_trace_checker.complaints(text), [], f"cut in line {count + 1}")
        self.assertFalse(json.loads(text)["eyewall"]["complete"])

  def test_are_kept_for_a_trace_that_makes_little_sense(self):
    odd = self.trace_of(
        "odd.jsonl",
        {"kind": "callback.end", "cb": 7}, {"kind": "poll.end", "ready": 0},
        {"kind": "loop.end"}, {"kind": "gen.yield", "gen": 3, "in": 1},
        {"kind": "callback.begin", "cb": 1, "name": "a"}, {"kind": "poll.begin"},
        {"kind": "callback.begin", "cb": 1, "in": 5, "t": 2}, {"kind": "loop.iteration", "in": 7},
        {"kind": "callback.end", "cb": 1, "in": 5, "t": -9}, {"kind": "callback.end", "in": 7},
        {"kind": "future.new", "future": 1}, {"kind": "future.resolve", "future": 1},
        {"kind": "future.new", "future": 1}, {"kind": "print", "text": "", "cause": 13},
        {"kind": "note", "text": "\0\x7f\"\\\u2028" * 40, "cause": 1, "thread": 7},
        {"kind": "moon.rise", "cause": 15}, {"kind": "stream.read", "stream": 9, "bytes": -1},
        {"kind": "timer.cancel", "timer": 4}, {"kind": "handler.begin", "fd": -1})
    self.keeps_the_rules(odd)

  def test_are_kept_for_a_trace_without_events(self):
    self.keeps_the_rules(self.trace_of("none.jsonl"))


class Story(Case):

  def test_every_event_is_there_with_its_sentence_and_source_line(self):
    self.each_trace(self.has_every_event)

  def has_every_event(self, trace):
    text = export("perfetto", trace)
    rows = csv.DictReader(io.StringIO(export("csv", trace), newline=""))
    wanted = {int(row["seq"]): (row["sentence"], row["at"]) for row in rows}
    given = {}
    for each in slices(text) + records(text, "i"):
      args = each["args"]
      given[args["seq"]] = (args["sentence"], args.get("at", ""))
      if "ended_seq" in args:
        given[args["ended_seq"]] = (args["ended"], wanted[args["ended_seq"]][1])
    self.assertEqual(given, wanted)

  def test_every_scope_is_a_slice_from_its_begin_to_its_end(self):
    for trace in (LESSON, self.threaded):
      told = {event["seq"]: event for event in events(trace)}
      ends = {event["in"]: event for event in told.values()
              if event["kind"] in ("callback.end", "handler.end", "call.end", "executor.end",
                                   "gen.yield", "gen.return", "gen.raise")}
      drawn = {each["args"]["seq"]: each for each in slices(export("perfetto", trace))}
      self.assertGreater(len(ends), 10)
      for begin, end in ends.items():
        each = drawn[begin]
        self.assertEqual(each["args"]["ended_seq"], end["seq"])
        self.assertAlmostEqual(each["ts"], told[begin]["t"] / 1000, delta=0.1)
        self.assertAlmostEqual(each["dur"], (end["t"] - told[begin]["t"]) / 1000, delta=0.1)

  def test_threads_have_names_and_overlap(self):
    text = export("perfetto", self.threaded)
    names = {each["args"]["name"]: each["tid"] for each in records(text, "M")
             if each["name"] == "thread_name"}
    self.assertEqual(sorted(names), ["executor 1", "executor 2", "loop"])
    tasks = {each["tid"]: each for each in slices(text) if each["cat"] == "task"}
    self.assertEqual(set(tasks), {names["executor 1"], names["executor 2"]})
    for one, other in (tasks.values(), reversed(tasks.values())):
      self.assertLess(one["ts"], other["ts"] + other["dur"])

  def test_a_loop_inside_a_callback_lies_inside_it(self):
    text = export("perfetto", self.threaded)
    depths = {name: depth for name, _, depth in reversed(nested(text)[1])}
    self.assertEqual([depths[name] for name in ("loop", "turn 1", "runs_another_loop")], [0, 1, 2])
    self.assertEqual([depth for name, _, depth in nested(text)[1] if name == "loop"], [0, 3])
    self.assertEqual(depths["inside"], 5)

  def test_every_cause_is_an_arrow(self):
    self.each_trace(self.has_every_arrow)

  def has_every_arrow(self, trace):
    text = export("perfetto", trace)
    held = json.loads(text)["traceEvents"]
    seq = {}
    for place, each in enumerate(held):
      if each["ph"] in "sf":
        seq[each["id"], each["ph"]] = held[place - 1]["args"]["seq"]
    arrows = sorted((seq[number, "s"], seq[number, "f"]) for number, ph in seq if ph == "s")
    self.assertEqual(arrows, sorted(causes(events(trace))))

  def test_counters_follow_the_queues(self):
    self.each_trace(self.counts_right)

  def counts_right(self, trace):
    waits = {"ready callbacks": set(), "pending timers": set(), "registered handlers": set(),
             "executor queue": set()}
    enter = {"callback.add": ("ready callbacks", "cb"), "timer.add": ("pending timers", "timer"),
             "fd.add": ("registered handlers", "fd"), "executor.submit": ("executor queue", "task")}
    leave = {"callback.begin": enter["callback.add"], "callback.drop": enter["callback.add"],
             "timer.fire": enter["timer.add"], "timer.cancel": enter["timer.add"],
             "timer.drop": enter["timer.add"], "fd.remove": enter["fd.add"],
             "executor.begin": enter["executor.submit"]}
    wanted = {name: [0] for name in waits}
    for event in events(trace):
      if event["kind"] in enter:
        name, field = enter[event["kind"]]
        waits[name].add(event.get(field))
      if event["kind"] in leave:
        name, field = leave[event["kind"]]
        waits[name].discard(event.get(field))
      for name, queue in waits.items():
        if len(queue) != wanted[name][-1]:
          wanted[name].append(len(queue))
    given = {name: [] for name in waits}
    for each in records(export("perfetto", trace), "C"):
      given[each["name"]].append(each["args"]["count"])
    self.assertEqual(given, wanted)

  def test_objects_live_from_birth_to_end(self):
    text = export("perfetto", self.threaded)
    lives = {each["id"]: [each["name"]] for each in records(text, "b")}
    for each in records(text, "e"):
      lives[each["id"]].append(each["args"]["end"])
    self.assertEqual(sorted(map(tuple, lives.values())), [
        ("coroutine 1 waits_for_ever", "closed"),
        ("coroutine 2 adds_on_a_pool", "returned"),
        ("future 1", "pending, to the trace's end"), ("future 2", "pending, to the trace's end"),
        ("future 3", "done"), ("future 4", "done"), ("future 5", "done"),
        ('task 1 end', "done"), ('task 2 a;b#c,"d"', "done"), ("timer 1 never", "dropped")])
    lesson = {each["name"] for each in records(export("perfetto", LESSON), "b")}
    self.assertIn("stream 1", lesson)
    self.assertTrue(any(name.startswith("exchange 1 http://") for name in lesson))

  def test_the_traces_header_rides_along(self):
    own = json.loads(export("perfetto", LESSON))["eyewall"]
    self.assertEqual(own["header"], json.loads(LESSON.read_text().splitlines()[0]))
    self.assertEqual((own["events"], own["complete"]), (len(events(LESSON)), True))

  def test_what_is_printed_is_a_mark_with_the_text(self):
    marks = records(export("perfetto", LESSON), "i")
    self.assertEqual([each["name"] for each in marks], ["response.length = 5"])


@unittest.skipIf(browser.MISSING, browser.MISSING)
class Chromium(Case):
  """The importer that the developer tools' performance panel has."""

  @classmethod
  def setUpClass(cls):
    super().setUpClass()
    window = browser.Browser()
    cls.addClassCleanup(window.__exit__)
    window.open(DEVTOOLS + "devtools_app.html")
    cls.window = window

  def imported(self, text):
    given = self.window.run(IMPORT, text)
    if isinstance(given, str):
      self.skipTest(f"the developer tools of this Chromium keep their importer elsewhere: {given}")
    return given

  def test_finds_the_same_slices_threads_and_arrows(self):
    self.each_trace(self.finds_the_same)

  def finds_the_same(self, trace):
    text = export("perfetto", trace)
    given = self.imported(text)
    threads = {tid: depths for tid, _, depths in given["threads"]}
    self.assertEqual({tid: sorted(depths) for tid, depths in threads.items()},
                     {tid: sorted(depths) for tid, depths in nested(text).items()})
    self.assertEqual({tid: name for tid, name, _ in given["threads"]},
                     {each["tid"]: each["args"]["name"] for each in records(text, "M")
                      if each["name"] == "thread_name" and each["tid"] in threads})
    self.assertEqual(sorted(map(tuple, given["arrows"])), sorted(causes(events(trace))))


if __name__ == "__main__":
  unittest.main()
