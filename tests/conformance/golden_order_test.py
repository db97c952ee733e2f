"""Our order of events and steps against the order that the real Tornado 3.1.1 was seen to have.

golden_order_test.py FILE SCENARIO plays one line of tests/golden/FILE: its packets go to lesson 09,
and what `eyewall order` says of the recorded run must be the line's `events` and `order`; what the
lesson prints must fit its `result`. With no SCENARIO: every line of the file.
"""

import json
import os
import pathlib
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
BUILD = pathlib.Path(os.environ.get("EYEWALL_BINARY_DIR", ROOT / "build/dev"))
EYEWALL = BUILD / "bin/eyewall"
BEFORE = 6  # lines of the story so far


class Differs(Exception):
  """Ours is not the golden one; the text tells where, and how to look."""


def golden(file):
  lines = (ROOT / "tests/golden" / file).read_text().splitlines()
  return {line["scenario"]: line for line in map(json.loads, lines)}


def eyewall(*words):
  return subprocess.run([EYEWALL, *words], capture_output=True, text=True, timeout=60)


def play(line, folder):
  """Runs lesson 09 against the line's packets. Gives its trace, and what it said."""
  folder.mkdir(parents=True, exist_ok=True)
  script = folder / (line["scenario"] + ".peer.jsonl")
  trace = folder / (line["scenario"] + ".jsonl")
  script.write_text(json.dumps({"packets": line["packets"]}) + "\n")
  run = eyewall("lesson", "09", "--peer", script, "--record", trace)
  if run.returncode != 0:
    raise Differs(f"the lesson ended with {run.returncode}: {run.stdout}{run.stderr}")
  return trace, run.stdout + run.stderr


def once(lines):
  """A step that is repeated at once counts once: Tornado's lines and ours are cut differently."""
  return [line for i, line in enumerate(lines)
          if i == 0 or line != lines[i - 1] or not line.startswith("step ")]


def printed(event):
  """Whether `eyewall order` has a line for this event."""
  kind, who = event.get("kind", ""), event.get("who", "")
  if kind in ("fd.add", "fd.modify", "fd.remove"):
    return not who.startswith(("waker", "listen"))
  if kind == "poll.end":
    return event.get("ready") == 0
  return kind in ("callback.add", "callback.begin", "timer.add", "timer.cancel", "poll.event")


def place(trace, count):
  """The seq of the event that printed the line behind `count` lines of events."""
  for text in trace.read_text().splitlines():
    event = json.loads(text)
    if printed(event):
      if count == 0:
        return event["seq"]
      count -= 1
  return 1


def tell(what, wanted, got, trace):
  """The story: the lines so far, the first that differs, and where to look."""
  at = next((i for i, pair in enumerate(zip(wanted, got)) if pair[0] != pair[1]),
            min(len(wanted), len(got)))
  here = lambda lines: lines[at] if at < len(lines) else "nothing more"
  events = [line for line in got[:at] if not line.startswith("step ")]
  raise Differs("\n".join([
      f"{what} differ at line {at + 1} of {len(wanted)}. Until there:",
      *("    " + line for line in wanted[max(0, at - BEFORE):at]),
      f"  Tornado: {here(wanted)}",
      f"  ours:    {here(got)}",
      f"  look: {EYEWALL} replay {trace} --cmd 'goto {place(trace, len(events))}; print'"]))


def compare(what, wanted, words, trace):
  got = once(eyewall("order", *words, trace).stdout.splitlines())
  if once(wanted) != got:
    tell(what, once(wanted), got, trace)


def said(result):
  """What lesson 09 prints for this result; what is no HTTPError in Tornado is one with 599 here."""
  if "error" not in result:
    return "response.length = " + str(len(result["body"].encode()))
  kind, _, text = result["error"].partition(": ")
  return "no response: " + (text if kind == "HTTPError" else "HTTP 599: ")


def check(line, folder):
  trace, output = play(line, folder)
  if said(line["result"]) not in output:
    raise Differs(f"the lesson was to say '{said(line['result'])}', and said '{output.strip()}'")
  compare("the events", line["events"], [], trace)
  compare("the steps", line["order"], ["--steps"], trace)


def main(file, scenarios):
  lines = golden(file)
  failed = 0
  for name in scenarios or lines:
    try:
      check(lines[name], BUILD / "golden" / pathlib.Path(file).stem)
    except Differs as story:
      failed += 1
      print(f"{file}, {name}: {story}")
  return 1 if failed else 0


if __name__ == "__main__":
  sys.exit(main(sys.argv[1], sys.argv[2:]))
