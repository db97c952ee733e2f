"""`eyewall export --to mermaid`: within Mermaid's limits, every line of its grammar, and every text
as it was. Where npm's mermaid can be loaded, by its own parser, too."""

import html
import json
import os
import re
import shutil
import subprocess
import unittest

from exporting import Case, LESSON, LEVELS, events, export, run

WHO = r"(?:P|L|K|E|[TCS]\d+)"
TEXT = r"(?:[^#;\"<>&%$\\`{}\x00-\x1f\x7f]|#\d+;)*"
LINE = re.compile(rf"  (?:participant (?P<made>{WHO}) as (?P<name>{TEXT})"
                  rf"|(?P<a>{WHO})(?:->>|-->>|-\)|-x)(?P<b>{WHO}): (?P<said>{TEXT})"
                  rf"|Note over (?P<over>{WHO}): (?P<noted>{TEXT}))")
MOST_BYTES, MOST_EDGES, MOST_WHO = 50_000, 500, 24
NASTY = ["end", "End;", "bend end_ endless", "style: #1;", "classDef x", "%%{init: {}}%%", "wrap:",
         "loop", "#35; &amp; #quot;", "<br/><script>", "$$x$$", "`x`", "\\n", "a\nb", "\t", "\0",
         '"', "->>", "Note over P: x", "autonumber", "---", "caf\u00e9 \U0001f600", "\u2028", ""]
# Mermaid's own parser, where a folder with the npm packages mermaid and jsdom is named.
MODULES = os.environ.get("EYEWALL_MERMAID_MODULES")
PARSE = """
import {createRequire} from 'module'; import fs from 'fs';
const folder = process.argv[2];
const {JSDOM} = createRequire(folder + '/')('jsdom');
globalThis.window = new JSDOM('').window; globalThis.document = window.document;
const mermaid = (await import(folder + '/node_modules/mermaid/dist/mermaid.core.mjs')).default;
mermaid.initialize({startOnLoad: false});
const given = [];
for (const diagram of JSON.parse(fs.readFileSync(0, 'utf8'))) {
  const parsed = await mermaid.mermaidAPI.getDiagramFromText(diagram);
  given.push(parsed.db.getMessages().map(message => message.message));
}
console.log(JSON.stringify(given));
"""


def shown(text):
  """A text of a diagram as Mermaid shows it."""
  return html.unescape(re.sub(r"#(\d+);", r"&#\1;", text))


def parts(text):
  """The diagrams of standard output."""
  pieces = re.split(r"^%% part (\d+) of (\d+)\n", text, flags=re.MULTILINE)
  if len(pieces) == 1:
    return pieces
  assert pieces[0] == "" and len(set(pieces[2::3])) == 1
  assert [int(n) for n in pieces[1::3]] == list(range(1, int(pieces[2]) + 1))
  return pieces[3::3]


def sentences(trace):
  """By number, as `eyewall dump` has them."""
  lines = run("dump", trace).stdout.decode().split("\n")[:-1]
  found = (re.fullmatch(r" *(\d+) +[\d.]+ ms  +(.*?)(?:  thread \d+)?(?:  \[[^\]]*\])?", line)
           for line in lines)
  return {int(match[1]): match[2] for match in found}


class Diagrams(Case):

  def lines(self, trace, *options):
    """What the diagrams say, number and sentence; each diagram is held against the rules."""
    said = []
    for diagram in parts(export("mermaid", trace, *options)):
      said += self.diagram(diagram)
    return said

  def diagram(self, text):
    self.assertLessEqual(len(text.encode()), MOST_BYTES)
    first, *lines = text.split("\n")
    self.assertEqual((first, lines.pop()), ("sequenceDiagram", ""))
    made, said = [], []
    for line in lines:
      match = LINE.fullmatch(line)
      self.assertTrue(match, line)
      if match["made"]:
        self.assertEqual(said, [], "participants come first")
        made.append(match["made"])
      else:
        self.assertTrue({match["a"], match["b"], match["over"]} - {None} <= set(made), line)
        self.assertNotRegex(line.partition(": ")[2], r"(?i)(?<!\w)end(?!\w)|style|classdef")
        said.append(shown(match["said"] or match["noted"]))
    self.assertEqual(len(made), len(set(made)))
    self.assertLessEqual(len(made), MOST_WHO)
    self.assertLessEqual(len(said), MOST_EDGES)
    return said

  def test_have_every_event_of_their_level_with_its_sentence(self):
    self.each_trace(self.has_every_event)

  def has_every_event(self, trace):
    wanted = sentences(trace)
    said = self.lines(trace, "--level", "syscall")
    self.assertEqual([int(line.split(" ")[0]) for line in said], sorted(wanted))
    for line in said:
      number, _, sentence = line.partition(" ")
      self.assertTrue(wanted[int(number)].startswith(sentence.removesuffix("...")), line)

  def test_have_no_system_calls_unless_they_are_asked_for(self):
    counts = [len(self.lines(LESSON, "--level", level)) for level in LEVELS]
    self.assertLess(counts[0], counts[1])
    self.assertLess(counts[1], counts[2])
    self.assertEqual(self.lines(LESSON), self.lines(LESSON, "--level", "loop"))

  def test_show_who_does_what_to_whom(self):
    text = export("mermaid", LESSON)
    for line in ("  participant C1 as coroutine 1 download\n",
                 "  P->>C1: 10 A value is sent into generator 1.\n",
                 "  L->>K: 49 The loop polls",
                 "  K-->>L: 52 Descriptor 7 (conn1) is ready: WRITE.\n",
                 "  L->>S1: 54 The handler handle_events of descriptor 7 (conn1) runs.\n",
                 "  K-->>S1: 85 Stream 1 reads 72 bytes.\n",
                 "  P-)C1: 153 Future 2 gets its result.\n",
                 "  C1-->>P: 171 Generator 1 returns.\n",
                 "  Note over P: 176 The program prints: response.length = 5\n"):
      self.assertIn(line, text)
    threaded = export("mermaid", self.threaded)
    self.assertRegex(threaded, r"  C2-\)E: \d+ #101;nd is submitted to the executor, as task 1\.\n")
    self.assertRegex(threaded, r"  E->>T\d: \d+ The executor runs #101;nd\.\n")
    self.assertRegex(threaded, r"  T\d-\)C2: \d+ Future \d gets its result\.\n")

  def test_may_hold_any_text(self):
    trace = self.nasty()
    wanted = sentences(trace)
    said = self.lines(trace)
    self.assertEqual(said, [f"{seq} {text}" for seq, text in sorted(wanted.items())])

  def nasty(self):
    return self.trace_of("nasty.jsonl", *(
        event for i, text in enumerate(NASTY, start=1)
        for event in ({"kind": "print", "text": text},
                      {"kind": "gen.new", "gen": i, "name": text})))

  def many(self, count, **more):
    return self.trace_of("many.jsonl", *(
        {"kind": "note", "text": str(i), **more} for i in range(count)))

  def test_are_split_at_the_number_of_lines(self):
    for count, wanted in ((500, [500]), (501, [500, 1]), (1000, [500, 500])):
      given = [len(self.diagram(part)) for part in parts(export("mermaid", self.many(count)))]
      self.assertEqual(given, wanted)

  def test_are_split_at_the_number_of_bytes(self):
    wide = self.trace_of("wide.jsonl", *({"kind": "note", "text": "\u2713" * 200}
                                         for _ in range(300)))
    given = parts(export("mermaid", wide))
    self.assertGreater(len(given), 2)
    self.assertEqual(sum(len(self.diagram(part)) for part in given), 300)
    self.assertGreater(len(given[0].encode()), MOST_BYTES - 1000, "not before they must be")

  def test_are_split_before_nobody_can_read_them(self):
    crowd = self.trace_of("crowd.jsonl", *({"kind": "gen.new", "gen": i, "name": f"g{i}"}
                                           for i in range(1, 101)))
    given = parts(export("mermaid", crowd))
    self.assertEqual(sum(len(self.diagram(part)) for part in given), 100)
    self.assertEqual(len(given), 5)

  def test_go_to_files_with_numbers(self):
    trace = self.many(1001)
    out = self.folder / "part.of.mmd"
    done = run("export", "--to", "mermaid", trace, "-o", out)
    self.assertEqual(done.returncode, 0, done.stderr)
    files = [self.folder / f"part.of-{number}.mmd" for number in (1, 2, 3)]
    self.assertEqual([file.read_text() for file in files], parts(export("mermaid", trace)))
    self.assertFalse(out.exists())
    self.assertIn(f"wrote {files[0]} to {files[2]}", done.stderr.decode())

  def test_are_one_even_for_a_trace_without_events(self):
    self.assertEqual(export("mermaid", self.trace_of("none.jsonl")),
                     "sequenceDiagram\n  participant P as program\n")

  @unittest.skipUnless(MODULES and shutil.which("node"),
                       "EYEWALL_MERMAID_MODULES names no folder with npm's mermaid and jsdom")
  def test_are_what_mermaid_itself_reads(self):
    script = self.folder / "parse.mjs"
    script.write_text(PARSE)
    for trace in (LESSON, self.threaded, self.many(1200), self.nasty()):
      diagrams = parts(export("mermaid", trace, "--level", "syscall"))
      done = subprocess.run(["node", script, MODULES], input=json.dumps(diagrams).encode(),
                            capture_output=True, check=True, timeout=200)
      read = [message for part in json.loads(done.stdout) for message in part]
      self.assertEqual(len(read), len(events(trace)))


if __name__ == "__main__":
  unittest.main()
