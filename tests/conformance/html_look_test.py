"""The HTML page: how it looks, what it never does, and how large a trace may be."""

import http.server
import json
import re
import sys
import threading
import unittest

from exporting import LESSON, run
from html_page import PageCase, states_told

DATA = re.compile(r'<script type="application/json" id="trace">(.*?)</script>', re.S)
IDS = ("cb", "future", "gen", "runner", "stream", "timer", "call", "task")


def repeated(count):
  """The lesson's run, again and again: so many events, with ids and times that go on."""
  lines = [json.loads(line) for line in LESSON.read_text().splitlines()]
  body = lines[2:-2]
  most = {name: max(event.get(name, 0) for event in body) for name in IDS}
  out = lines[:2]
  while len(out) <= count:
    turn, before = divmod(len(out) - 2, len(body))[0], len(out) - 2
    for event in body[:count + 1 - len(out)]:
      copy = dict(event, seq=event["seq"] + before, t=event["t"] + turn * body[-1]["t"])
      copy.update({name: event[name] + before for name in ("cause", "in") if name in event})
      copy.update({name: event[name] + turn * most[name] for name in IDS if name in event})
      out.append(copy)
  return "".join(json.dumps(line, separators=(",", ":")) + "\n" for line in out)


class Looks(PageCase):
  """Light and dark, narrow and wide."""

  def colours(self):
    return self.browser.run("""
        const style = getComputedStyle(document.documentElement);
        const of = (name) => style.getPropertyValue('--' + name).trim();
        return Object.fromEntries(arguments[0].map((name) => [name, of(name)]));""",
        ["paper", "surface", "sunk", "soft", "new", "ink", "muted", "accent", "on-accent", "loop",
         "callback", "coroutine", "program", "right", "wrong"])

  def expect_readable(self):
    def light(colour):
      parts = [int(colour[i:i + 2], 16) / 255 for i in (1, 3, 5)]
      parts = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
      return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]

    colours = self.colours()
    pairs = [(text, ground) for text in ("ink", "muted")
             for ground in ("paper", "surface", "sunk", "soft", "new")]
    pairs += [(text, "surface") for text in ("loop", "callback", "coroutine", "program", "right",
                                             "wrong", "accent")]
    pairs += [("on-accent", "accent"), ("callback", "new"), ("coroutine", "new")]
    for text, ground in pairs:
      low, high = sorted((light(colours[text]), light(colours[ground])))
      self.assertGreaterEqual((high + 0.05) / (low + 0.05), 4.5, f"{text} on {ground}: {colours}")

  def background(self):
    return self.value("getComputedStyle(document.documentElement).backgroundColor")

  def test_colours_follow_the_system_and_the_toggle_and_are_readable(self):
    self.browser.prefer(prefers_color_scheme="light")
    light = self.background()
    self.expect_readable()
    self.browser.prefer(prefers_color_scheme="dark")
    dark = self.background()
    self.assertNotEqual(light, dark)
    self.expect_readable()
    self.browser.click("#theme")
    self.assertEqual((self.text("#theme"), self.background()), ("Theme: light", light))
    self.press("t")
    self.browser.prefer(prefers_color_scheme="light")
    self.assertEqual((self.text("#theme"), self.background()), ("Theme: dark", dark))
    self.expect_readable()
    self.press("t")
    self.assertEqual((self.text("#theme"), self.background()), ("Theme: auto", light))

  def test_nothing_is_wider_than_the_window(self):
    self.press(*"60g", "y")
    for width in (320, 400, 768, 1024, 1200, 1440, 1920, 2560):
      self.browser.resize(width, 900)
      too_wide = self.browser.run("""
          const wide = document.documentElement.clientWidth;
          return [...document.querySelectorAll('main > section, .top > *, .controls > *')]
            .filter((box) => box.getBoundingClientRect().right > wide + 1 || box.scrollWidth
              > box.clientWidth + 1 && !['auto', 'scroll'].includes(getComputedStyle(box).overflowX)
              && getComputedStyle(box).overflowX === 'visible' && box.matches('main > section'))
            .map((box) => box.className || box.id);""")
      self.assertEqual(too_wide, [], f"at {width} pixels")
      self.assertLessEqual(self.value("document.documentElement.scrollWidth"), width)

  def test_what_the_step_changed_is_told_in_words_too(self):
    self.press(*"2g")
    self.assertIn(["fd 6 waker1  asks for READ|ERR|HUP", True], self.state()["handlers"])
    mark = self.text("[data-pane=handlers] .changed .mark")
    self.assertEqual(mark, "changed")

  def test_the_source_shows_the_line_that_acted(self):
    self.press(*"4g")
    self.assertEqual(self.text("#file"), "lessons/09_async_client/async_client.cc:37")
    self.assertEqual(self.value("document.querySelector('.acts').dataset.line"), "37")
    self.assertIn("download", self.text(".acts"))
    self.press("g")
    self.assertIn("names no source line", self.text("#source"))


class Safety(PageCase):
  """A trace from a stranger is text in the page, and nothing goes out of it."""

  def test_hostile_text_stays_text(self):
    bad = "</script><img src=x onerror=document.title='bad'><b>\u2028\u2029<!--"
    page = self.exported("bad", self.trace_of(
        "bad.jsonl",
        {"kind": "call.begin", "name": bad, "at": f"{bad}.cc:1"},
        {"kind": "future.new", "future": 1, "name": bad, "in": 1},
        {"kind": "future.reject", "future": 1, "type": bad, "error": bad, "in": 1},
        {"kind": bad, "what": bad, "in": 1},
        {"kind": "print", "text": bad, "in": 1}))
    self.assertNotIn("<", DATA.search(page.read_text())[1])
    self.open(page)
    for keys in ("l", "l", "l", "l", "y", "p", "/"):
      self.press(keys)
    self.assertIn("<img src=x", self.text("#sentence"))
    self.assertEqual(self.value("document.querySelectorAll('img, b').length"), 0)
    self.assertIn("made up", self.value("document.title"))

  def test_nothing_is_asked_of_any_network_and_the_policy_forbids_it(self):
    asked = []

    class Server(http.server.BaseHTTPRequestHandler):
      def do_GET(self):
        asked.append(self.path)
        self.send_response(200)
        self.end_headers()

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Server)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    self.addCleanup(server.server_close)
    self.addCleanup(server.shutdown)
    url = f"http://127.0.0.1:{server.server_address[1]}/"
    outcome = self.browser.run("""
        const image = document.createElement('img');
        const loaded = new Promise((done) => {
          image.onload = () => done('loaded');
          image.onerror = () => done('refused');
        });
        image.src = arguments[0] + 'image';
        document.body.append(image);
        const script = document.createElement('script');
        script.textContent = 'document.title = "bad"';
        document.body.append(script);
        return Promise.all([loaded, fetch(arguments[0] + 'fetch').then(() => 'fetched',
          () => 'refused'), document.title]);""", url)
    self.assertEqual(outcome[:2], ["refused", "refused"])
    self.assertNotEqual(outcome[2], "bad")
    self.assertEqual(asked, [])
    self.assertIn("Content Security Policy", " ".join(self.browser.log()))

  def test_the_page_loads_nothing_and_is_one_file(self):
    self.assertEqual(self.value("performance.getEntriesByType('resource').length"), 0)
    self.assertEqual(self.value("location.protocol"), "file:")

  def test_a_trace_without_events_and_one_that_is_cut_off_say_so(self):
    self.open(self.exported("empty", self.trace_of("empty.jsonl")))
    self.assertIn("no events", self.text("#program"))
    cut = self.folder / "cut.jsonl"
    cut.write_text("\n".join(LESSON.read_text().splitlines()[:50]) + "\n")
    self.open(self.exported("cut", cut))
    self.assertIn("cut off", self.text("#about"))


class Large(PageCase):
  """A hundred thousand events."""

  def test_a_page_of_100000_events_opens_steps_and_is_no_larger_than_its_trace(self):
    trace = self.folder / "large.jsonl"
    trace.write_text(repeated(100_000))
    page = self.exported("large", trace)
    self.assertLess(page.stat().st_size, trace.stat().st_size + 1_000_000)
    self.open(page)
    self.press("G")
    self.assertEqual(self.step(), 100_000)
    shown = {}
    for keys in ("77777g", "h", "12345g", "l", "50%"):
      self.press(*keys)
      shown[self.step()] = self.state()
    for step, wanted in states_told(trace, sorted(shown)).items():
      self.assertEqual({pane: shown[step].get(pane, []) for pane in wanted}, wanted, step)

  def test_a_page_of_one_fetch_is_far_under_a_megabyte(self):
    self.assertLess(self.page.stat().st_size, LESSON.stat().st_size + 500_000)

  def test_more_than_a_page_takes_is_refused_with_the_way_out(self):
    trace = self.folder / "long.jsonl"
    lines = [f'{{"seq":{i},"t":{i},"kind":"note"}}' for i in range(1, 300_002)]
    trace.write_text("\n".join(['{"eyewall":1}', *lines]) + "\n")
    done = run("export", "--to", "html", trace)
    self.assertEqual((done.returncode, done.stdout), (2, b""))
    self.assertIn(b"--from", done.stderr)
    self.open(self.exported("long", trace, "--from", "299990"))
    self.assertEqual(self.step(), 299_990)
    done = run("export", "--to", "csv", trace, "--from", "2")
    self.assertEqual(done.returncode, 2)


if __name__ == "__main__":
  sys.exit(unittest.main())
