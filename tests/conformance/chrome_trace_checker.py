"""A strict reader of Chrome Trace Event files: every rule that one of their importers is known to
need, whether the others forgive it or not.

chrome_trace_checker.py FILE... prints what is wrong, a line each, and exits with 1 where something
is. In tests: complaints(text) gives the list.
"""

import json
import sys
from decimal import Decimal

METADATA = {"process_name": str, "thread_name": str,
            "process_sort_index": int, "thread_sort_index": int}
PHASES = set("MXibneCsf")  # slices are X: some importers pair B and E across threads
TINY = Decimal("0.001")
MOST = 20  # complaints; the rest follow from them


class Complaint(Exception):
  """The file breaks a rule in such a way that nothing more can be said of it."""


def unique_keys(pairs):
  keys = [key for key, _ in pairs]
  if len(set(keys)) != len(keys):
    raise Complaint(f"a key twice in one object: {keys}")
  return dict(pairs)


def no_constant(word):
  raise Complaint(f"{word} is no JSON")


def is_number(value, kind=(int, Decimal)):
  return isinstance(value, kind) and not isinstance(value, bool)


class Checker:
  def __init__(self):
    self.found = []
    self.time = None      # of the last record
    self.previous = {}    # the last record
    self.stacks = {}      # (pid, tid) -> open slices, outermost first: (end, as floats add, name)
    self.open = {}        # (category, id) -> name of the object that lives
    self.begun = set()    # ids that were ever begun
    self.arrows = {}      # id -> (category, name, whether it arrived)
    self.named = set()    # pids and (pid, tid)s that metadata names
    self.used = set()

  def say(self, place, text):
    self.found.append(f"record {place}: {text}")

  def file(self, text):
    try:
      whole = json.loads(text, parse_float=Decimal, object_pairs_hook=unique_keys,
                         parse_constant=no_constant)
    except ValueError as error:
      raise Complaint(f"no JSON: {error}") from error
    if not isinstance(whole, dict) or not isinstance(whole.get("traceEvents"), list):
      raise Complaint("no object with a list of traceEvents")
    if whole.get("displayTimeUnit") not in ("ms", "ns"):
      raise Complaint("displayTimeUnit is neither ms nor ns: importers reject the whole file")
    own = whole.get("eyewall")
    if not isinstance(own, dict) or not isinstance(own.get("events"), int) or "header" not in own:
      self.found.append("no key of our own with the trace's header")
    for place, record in enumerate(whole["traceEvents"]):
      self.record(place, record)
      if len(self.found) >= MOST:
        raise Complaint("and more")
    self.end()

  def record(self, place, record):
    say = lambda text: self.say(place, text)
    if not isinstance(record, dict) or record.get("ph") not in PHASES:
      return say(f"no phase that importers know: {record}")
    if "cname" in record:
      say("cname: a colour name that an importer does not know ends the import")
    for key in ("pid", "tid"):
      if not is_number(record.get(key), int) or not 0 < record[key] < 2 ** 31:
        return say(f"{key} is no number from 1 to 2^31-1")
    if not isinstance(record.get("args", {}), dict):
      say("args is no object")
    if record["ph"] not in "sf" and not isinstance(record.get("args"), dict):
      say("no args")
    for key in ("name",) if record["ph"] == "M" else ("name", "cat"):
      if not isinstance(record.get(key), str) or not record[key]:
        return say(f"no {key}: an importer that looks at it breaks off")
    if record["ph"] == "M":
      return self.metadata(say, record)
    self.used |= {record["pid"], (record["pid"], record["tid"])}
    if not self.stamp(say, record):
      return None
    {"X": self.slice, "i": self.instant, "b": self.born, "n": self.change, "e": self.died,
     "C": self.counter, "s": self.leave, "f": self.arrive}[record["ph"]](say, record)
    self.previous = record
    return None

  def metadata(self, say, record):
    kind = METADATA.get(record["name"])
    if kind is None:
      return say(f"no importer reads metadata {record['name']}")
    value = record.get("args", {}).get("name" if kind is str else "sort_index")
    if not is_number(value, kind) or value == "":
      return say(f"{record['name']} says nothing")
    if record["name"] == "process_name":
      self.named.add(record["pid"])
    if record["name"] == "thread_name":
      self.named.add((record["pid"], record["tid"]))
    return None

  def micros(self, say, record, key):
    """A number of microseconds with three decimals; None where it is none."""
    value = record.get(key)
    if not isinstance(value, Decimal) or value.as_tuple().exponent != -3 or value < 0:
      return say(f"{key} has not three decimals: {value}")
    return value

  def stamp(self, say, record):
    time = self.micros(say, record, "ts")
    if time is None:
      return False
    if record["ph"] in "sf":
      if time != self.time:
        say("an arrow's end has another ts than the record in front of it")
    elif self.time is not None and time <= self.time:
      say(f"ts {time} is not later than {self.time} before it")
    self.time = time
    return True

  # --- slices ---

  def slice(self, say, record):
    length = self.micros(say, record, "dur")
    if length is None:
      return
    if length == 0:
      say("X of no length: it would be shown nowhere")
    stack = self.stacks.setdefault((record["pid"], record["tid"]), [])
    while stack and stack[-1][0] <= record["ts"]:
      if stack.pop()[1] > float(record["ts"]):
        say("X begins where another ends: added as floating point numbers, they overlap")
    end = record["ts"] + length
    if stack and end > stack[-1][0]:
      say(f"X goes on behind the end of X {stack[-1][2]}, in which it begins")
    stack.append((end, float(record["ts"]) + float(length), record["name"]))

  def instant(self, say, record):
    if record.get("s") not in ("t", "p", "g"):
      say("an instant has no scope")

  # --- objects ---

  def key(self, say, record):
    if not isinstance(record.get("id"), str):
      return say("an async record's id is no text")
    return record["cat"], record["id"]

  def born(self, say, record):
    key = self.key(say, record)
    if key is None:
      return
    if key[1] in self.begun:
      say(f"id {key[1]} was used before")
    self.begun.add(key[1])
    self.open[key] = record["name"]

  def change(self, say, record):
    key = self.key(say, record)
    if key is not None and key not in self.open:
      say(f"n of {key}, which is not there")

  def died(self, say, record):
    key = self.key(say, record)
    if key is None:
      return
    name = self.open.pop(key, None)
    if name is None:
      say(f"e of {key}, which is not there")
    elif name != record["name"]:
      say(f"e of {record['name']} ends b of {name}")

  # --- arrows, counters ---

  def arrow_end(self, say, record):
    """Whether the id is good and a slice holds this end of the arrow."""
    if not is_number(record.get("id"), int):
      say("an arrow's id is no integer")
      return False
    before = self.previous
    if (before.get("ph") != "X" or before["ts"] != record["ts"] or before["tid"] != record["tid"]
        or before["pid"] != record["pid"] or before.get("dur") != TINY):
      say("an arrow's end stands not behind a tiny X with its ts and tid")
    return True

  def leave(self, say, record):
    if not self.arrow_end(say, record):
      return
    if record["id"] in self.arrows:
      say(f"two arrows have the id {record['id']}")
    self.arrows[record["id"]] = [record.get("cat"), record["name"], False]

  def arrive(self, say, record):
    if not self.arrow_end(say, record):
      return
    if record.get("bp") != "e":
      say('no "bp":"e": it would bind to the next slice')
    arrow = self.arrows.get(record["id"])
    if arrow is None:
      return say(f"arrow {record['id']} arrives and never left")
    if arrow[2]:
      say(f"arrow {record['id']} arrives twice")
    if arrow[:2] != [record.get("cat"), record["name"]]:
      say(f"arrow {record['id']} has another cat or name where it left")
    arrow[2] = True

  def counter(self, say, record):
    values = list(record.get("args", {}).values())
    if not values or not all(is_number(value) and value >= 0 for value in values):
      say(f"a counter counts nothing: {values}")

  def end(self):
    for key in self.open:
      self.found.append(f"at the end: b of {key} is not closed")
    for number, arrow in self.arrows.items():
      if not arrow[2]:
        self.found.append(f"at the end: arrow {number} never arrives")
    for who in self.used - self.named:
      self.found.append(f"at the end: nothing names {who}")


def complaints(text):
  """What is wrong with a file's text: a list of lines, empty where nothing is."""
  checker = Checker()
  try:
    checker.file(text)
  except Complaint as error:
    checker.found.append(str(error))
  return checker.found


def main(paths):
  found = []
  for path in paths:
    with open(path, encoding="utf-8") as file:
      found += [f"{path}: {line}" for line in complaints(file.read())]
  print("\n".join(found) if found else "every rule is kept")
  return 1 if found else 0


if __name__ == "__main__":
  sys.exit(main(sys.argv[1:]))
