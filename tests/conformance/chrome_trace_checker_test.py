"""The strict reader of Chrome traces finds what is broken on purpose, and nothing else."""

import pathlib
import unittest

import chrome_trace_checker
from exporting import export

# A run of lesson 09 that is never recorded anew: what is broken here is found by its times.
TRACE = pathlib.Path(__file__).with_name("chrome_trace.jsonl")


class Checker(unittest.TestCase):
  @classmethod
  def setUpClass(cls):
    cls.text = export("perfetto", TRACE)

  def finds(self, text, reason):
    self.assertIn(reason, "\n".join(chrome_trace_checker.complaints(text)))

  def line(self, *words):
    """The first record that has those words."""
    return next(line for line in self.text.splitlines() if all(word in line for word in words))

  def change(self, words, old, new, reason):
    line = self.line(*words, old)
    self.finds(self.text.replace(line, line.replace(old, new, 1), 1), reason)

  def test_lets_the_undamaged_file_pass(self):
    self.assertEqual(chrome_trace_checker.complaints(self.text), [])

  def test_finds_a_broken_frame(self):
    self.finds(self.text[:-4], "no JSON")
    self.finds(self.text.replace('"ns"', '"us"'), "displayTimeUnit")
    self.finds(self.text.replace('"eyewall":{"header"', '"x":{"header"'), "no key of our own")
    self.finds(self.text.replace('"traceEvents"', '"events"'), "no object with a list")
    self.finds(self.text.replace('"ts":6.692', '"ts":NaN'), "NaN is no JSON")

  def test_finds_a_broken_record(self):
    point = ('"ph":"X"', '"fd.add"')
    self.change(point, '"ph":"X"', '"ph":"Q"', "no phase")
    self.change(point, '"tid":1', '"tid":0', "tid is no number")
    self.change(point, '"cat":"event",', "", "no cat")
    self.change(point, '"cat":"event"', '"cat":"event","cname":"good"', "cname")
    self.change(point, '"cat":"event"', '"cat":"event","cat":"x"', "a key twice")
    self.change(point, '"dur":0.001', '"dur":0.000', "X of no length")
    self.change(('"M"', "process_name"), "process_name", "process_colour", "no importer reads")
    self.change(('"M"', "thread_name"), "thread_name", "process_name", "nothing names")
    self.change(('"ph":"C"',), '"count":0', '"count":"0"', "a counter counts nothing")
    self.change(('"ph":"i"',), '"s":"t",', "", "an instant has no scope")

  def test_finds_broken_times(self):
    self.change(('"ph":"X"', '"ts":6.692'), "6.692", "6.6920", "three decimals")
    self.change(('"ph":"X"', '"ts":6.692'), "6.692", "6.694", "not later")
    lines = self.text.splitlines()
    lines[10:12] = reversed(lines[10:12])
    self.finds("\n".join(lines), "not later")

  def test_finds_slices_that_do_not_nest(self):
    end = self.line('"causes 51"').replace("273.702", "273.701").replace('"X"', '"X"')
    self.finds(self.text.replace(self.line('"causes 51"'), end), "not behind a tiny X")
    self.change(('"name":"future.new"', '"seq":5'), '"dur":0.001', '"dur":2.934', "they overlap")
    self.change(('"name":"fetch_impl"',), '"dur":', '"dur":9', "X goes on behind the end of X")

  def test_finds_broken_objects(self):
    self.change(('"ph":"b"', '"future 2"'), '"id":"3"', '"id":"1"', "id 1 was used before")
    self.change(('"ph":"n"',), '"id":"', '"id":"77', "which is not there")
    self.change(('"ph":"e"', '"future 2"'), "future 2", "future 3", "ends b of future 2")
    line = self.line('"ph":"e"', '"future 2"')
    self.finds(self.text.replace(line + "\n", ""), "is not closed")

  def test_finds_broken_arrows(self):
    arrive, leave = ('"ph":"f"',), ('"ph":"s"',)
    self.change(leave, '"id":51', '"id":"51"', "no integer")
    self.change(arrive, ',"bp":"e"', "", "bind to the next slice")
    self.change(arrive, '"name":"cause"', '"name":"effect"', "another cat or name")
    self.change(arrive, '"id":18', '"id":51', "arrow 18 never arrives")
    held = self.line('"ph":"X"', '"caused by 17"')
    self.finds(self.text.replace(held, held.replace('"dur":0.001', '"dur":0.002')), "tiny X")
    self.finds(self.text.replace(held + "\n", ""), "tiny X")


if __name__ == "__main__":
  unittest.main()
