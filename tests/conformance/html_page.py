"""What the tests of the HTML page share: exported pages, opened from disk in a browser."""

import json
import pathlib
import unittest

from browser import MISSING, Browser
from exporting import LESSON, Case, export, run

PANES = ("loop", "stack", "ready", "handlers", "timers", "futures", "coroutines", "streams",
         "exchanges", "threads", "output")

SHOWN_STEP = "document.getElementById('where').textContent.split(' ')[1]"

# The state as the page shows it: {pane: [[text, changed], ...]}.
SHOWN_STATE = """
  const shown = {};
  for (const pane of document.querySelectorAll('[data-pane]')) {
    shown[pane.dataset.pane] = [...pane.querySelectorAll('li')].map((row) =>
      [row.querySelector('.text').textContent, row.querySelector('.mark').textContent !== '']);
  }"""


@unittest.skipIf(MISSING, MISSING)
class PageCase(Case):
  """A test with a browser of its own, and the lesson's page in it at its first step."""

  @classmethod
  def setUpClass(cls):
    super().setUpClass()
    cls.page = cls.exported("lesson", LESSON)
    cls.browser = Browser()
    cls.addClassCleanup(cls.browser.__exit__)

  @classmethod
  def exported(cls, name, trace, *options):
    path = cls.folder / (name + ".html")
    path.write_text(export("html", trace, *options), encoding="utf-8")
    return path

  def setUp(self):
    self.open(self.page)

  def open(self, page, fragment=""):
    self.browser.open("about:blank")  # so that another fragment of one page is a fresh page, too
    self.browser.open(pathlib.Path(page).as_uri() + fragment)
    self.browser.wait("document.documentElement.dataset.ready")
    self.assertEqual(self.value("document.documentElement.dataset.ready"), "true",
                     self.text("#about"))

  def tearDown(self):
    self.assertEqual(self.browser.log(), [], "the console has complaints")

  def press(self, *keys):
    self.browser.press(*keys)

  def value(self, expression):
    return self.browser.run(f"return {expression}")

  def text(self, selector):
    return self.browser.run("return document.querySelector(arguments[0]).textContent", selector)

  def step(self):
    return int(self.value(SHOWN_STEP))

  def state(self):
    return self.browser.run(SHOWN_STATE + "return shown;")


def told(trace, commands):
  """What the line player answers to each command, as JSON."""
  done = run("replay", trace, "--json", "-x", "/dev/stdin", input="\n".join(commands).encode())
  if done.returncode != 0:
    raise AssertionError(f"eyewall replay ended with {done.returncode}: {done.stderr.decode()}")
  return [json.loads(line) for line in done.stdout.decode().split("\n") if line]


def states_told(trace, steps):
  """The line player's state at each step, in the form of SHOWN_STATE."""
  commands = []
  for step in steps:
    commands += [f"goto {step}", *(f"info {pane}" for pane in PANES)]
  infos = [answer for answer in told(trace, commands) if "pane" in answer]
  states = {}
  for at, step in enumerate(steps):
    of_step = infos[at * len(PANES):(at + 1) * len(PANES)]
    states[step] = {info["pane"]: [[row["text"], row["changed"]] for row in info["rows"]]
                    for info in of_step}
  return states
