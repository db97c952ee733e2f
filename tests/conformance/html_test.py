"""The HTML page in a real browser: opened from disk, used by keys and clicks.

Its state is held against the line player's, its explanations against `eyewall why` and `predict`.
"""

import json
import sys
import unittest

from exporting import LESSON, SHIPPED, events, run
from html_page import SHOWN_STATE, SHOWN_STEP, PageCase, states_told

LAST = len(events(LESSON))


class States(PageCase):
  """The page shows what the line player's `info` prints."""

  def expect_states(self, trace, steps, shown):
    for step, wanted in states_told(trace, steps).items():
      got = {pane: shown[str(step)].get(pane, []) for pane in wanted}
      self.assertEqual(got, wanted, f"{trace.name}, step {step}")

  def read(self, shown):
    step, state = self.browser.run(SHOWN_STATE + f"return [{SHOWN_STEP}, shown];")
    shown[step] = state

  def test_by_keys_forwards_and_backwards_the_state_is_the_line_players(self):
    shown = {}
    for key in ("l", "h"):
      for _ in range(LAST - 1):
        self.read(shown)
        self.press(key)
      self.read(shown)
      self.expect_states(LESSON, range(1, LAST + 1), shown)
    self.assertEqual(self.step(), 1)

  def test_every_shipped_trace_has_the_line_players_state_wherever_one_jumps(self):
    def check(trace):
      self.open(self.exported("page", trace))
      last = len(events(trace))
      rare = 1 + last // 800  # a long trace is tried in fewer places
      jumps = list(range(last, 0, -7 * rare)) + list(range(1, last + 1, 3 * rare))
      shown = self.browser.run(f"""
          const states = {{}};
          for (const step of arguments[0]) {{
            for (const key of `${{step}}g`) {{
              document.body.dispatchEvent(new KeyboardEvent('keydown', {{key, bubbles: true}}));
            }}
            {SHOWN_STATE}
            states[step] = shown;
          }}
          return states;""", jumps)
      self.expect_states(trace, sorted(set(jumps)), shown)

    self.each_trace(check)
    self.assertGreater(len(SHIPPED), 5)

  def test_a_part_of_a_trace_has_the_states_of_the_whole(self):
    self.open(self.exported("part", LESSON, "--from", "100", "--until", "130"))
    self.assertIn("Events 100 to 130 of", self.text("#about"))
    shown = {}
    for step in range(100, 131):
      self.read(shown)
      self.press("l")
    self.assertEqual(self.step(), 130)
    self.expect_states(LESSON, range(100, 131), shown)


class Moves(PageCase):
  """Keys and clicks lead where the players' keys lead."""

  def expect(self, keys, step):
    self.press(*keys)
    self.assertEqual(self.step(), step, f"after {keys}")

  def test_the_keys_of_the_players(self):
    self.expect("l", 2)
    self.expect("...", 5)
    self.expect(["Right", "Right"], 7)
    self.expect("h,", 5)
    self.expect(["Left"], 4)
    self.expect("17g", 17)
    self.expect("5l", 22)
    self.expect("3h", 19)
    self.expect("G", LAST)
    self.expect("l", LAST)
    self.expect("g", 1)
    self.expect("h", 1)
    self.expect("50%", LAST // 2 + LAST % 2)
    self.expect("999g", LAST // 2 + LAST % 2)

  def test_turns_of_the_loop(self):
    turns = [event["seq"] for event in events(LESSON) if event["kind"] == "loop.iteration"]
    self.expect(")", turns[0])
    self.expect("))", turns[2])
    self.expect("(", turns[1])
    self.expect("l(", turns[1])

  def test_arrows_lead_to_the_cause_and_to_the_first_effect(self):
    effect = next(event for event in events(LESSON) if event.get("cause", 0) < event["seq"] - 1
                  and event["kind"] == "callback.begin")
    self.expect(f"{effect['seq']}g[", effect["cause"])
    self.assertIn(f"Effect: {effect['seq']}", self.text("#effect"))
    self.expect("]", effect["seq"])
    self.browser.click("#cause")
    self.assertEqual(self.step(), effect["cause"])

  def test_levels_leave_out_what_is_finer_and_keep_the_place(self):
    self.press(*"60g", "z")
    self.assertEqual((self.step(), self.value("document.getElementById('level').value")),
                     (60, "loop"))
    kinds = []
    for _ in range(12):
      self.press("l")
      kinds.append(self.text("#kind"))
    self.assertFalse([kind for kind in kinds if kind.startswith("sys.")], kinds)
    self.press("z")
    self.assertEqual(self.value("document.getElementById('level').value"), "coroutine")
    self.press("z")
    self.assertEqual(self.value("document.getElementById('level').value"), "syscall")

  def test_every_button_does_what_its_key_does(self):
    for name, key in (("forward", "l"), ("turnOn", ")"), ("forward", "l"), ("back", "h"),
                      ("turnBack", "("), ("last", "G"), ("first", "g")):
      before = self.step()
      self.press(key)
      wanted = self.step()
      self.press(*f"{before}g")
      self.browser.click(f"[data-do={name}]")
      self.assertEqual(self.step(), wanted, name)

  def test_a_click_on_an_event_and_on_the_strip_goes_there(self):
    self.browser.click("#event-5")
    self.assertEqual(self.step(), 5)
    self.browser.click("#slider")  # in its middle
    self.assertLess(abs(self.step() - LAST / 2), LAST * 0.05)

  def test_the_address_has_the_step_and_leads_to_it(self):
    self.open(self.page, "#step=17")
    self.assertEqual(self.step(), 17)
    self.press("l")
    self.browser.wait("location.hash === '#step=18'")
    self.browser.run("location.hash = '#step=40'")
    self.browser.wait("document.getElementById('where').textContent.startsWith('Step 40 ')")
    self.open(self.page, "#step=99999")
    self.assertEqual(self.step(), 1)

  def test_play_steps_on_by_itself_until_it_is_stopped(self):
    self.press("+", "+", "+", "+", "Space")
    self.browser.wait("Number(document.getElementById('where').textContent.split(' ')[1]) > 5")
    self.press("Space")
    stopped = self.step()
    self.assertEqual(self.value("document.querySelector('[data-do=play]').ariaLabel"),
                     "Play (Space)")
    self.press("-", "h")
    self.assertEqual(self.step(), stopped - 1)
    self.press("G", "h", "Space")
    self.browser.wait("document.getElementById('live').textContent === 'This is the last step.'")
    self.assertEqual(self.step(), LAST)

  def test_the_keyboard_alone_reaches_every_control(self):
    reached = set()
    for _ in range(80):
      self.press("Tab")
      reached.add(self.browser.run("""
          const at = document.activeElement;
          return at.dataset.do ?? at.id;"""))
    self.assertLessEqual({"level", "theme", "help", "slider", "play", "query", "events", "source",
                          "why", "predict"}, reached)


class Asks(PageCase):
  """Search, why, predict, help; and what a screen reader is told."""

  def test_search_goes_from_hit_to_hit_both_ways_and_round(self):
    self.press("/", *"poll.event", "Enter")
    hits = [event["seq"] for event in events(LESSON) if event["kind"] == "poll.event"]
    seen = [self.step()]
    for key in "nnN":
      self.press(key)
      seen.append(self.step())
    self.assertEqual(seen, [hits[0], hits[1], hits[2], hits[1]])
    self.assertEqual(self.text("#found"), f"2 of {len(hits)}")
    self.press("G", "n")
    self.assertEqual(self.step(), hits[0])
    self.press("/", *"nothing has this", "Enter")
    self.assertEqual((self.text("#found"), self.step()), ("nothing found", hits[0]))

  def test_why_gives_the_sentences_of_eyewall_why(self):
    self.press("y")
    for step in range(1, LAST + 1, 6):
      self.press(*f"{step}g")
      done = json.loads(run("why", LESSON, str(step), "--json").stdout)
      wanted = [[link.get("seq"), link["text"]] for link in done["links"]]
      got = self.browser.run("""
          return [...document.querySelectorAll('#why li')].map((item) => [
            Number(item.querySelector('.number').textContent),
            item.querySelector('.text').textContent]);""")
      self.assertEqual(got, wanted, f"why {step}")
    self.press("Escape")
    self.assertTrue(self.value("document.getElementById('why').hidden"))

  def question(self, at):
    return json.loads(run("predict", LESSON, str(at), "--json").stdout)

  def test_predict_asks_what_eyewall_predict_asks_and_hides_what_follows(self):
    wanted = self.question(1)
    self.press("p")
    options = self.browser.run("""
        return [...document.querySelectorAll('.option span')].map((each) => each.textContent);""")
    self.assertEqual(options, [option["text"] for option in wanted["options"]])
    self.assertEqual(self.step(), wanted["at"])
    after = self.text(f"#event-{wanted['at'] + 1}")
    self.assertIn("hidden: predict it", after)

    right = next(i for i, option in enumerate(wanted["options"], start=1) if option["right"])
    wrong = 1 if right != 1 else 2
    self.press(str(wrong))
    self.assertIn(wanted["options"][wrong - 1]["feedback"], self.text(".verdict"))
    self.assertEqual(self.text(".score"), "0 of 1 right")
    self.assertNotIn("hidden", self.text(f"#event-{wanted['at'] + 1}"))

    following = self.question(wanted["at"] + 1)
    self.press("Escape", *f"{wanted['at'] + 1}g", "p")
    right = next(i for i, option in enumerate(following["options"], start=1) if option["right"])
    self.press(str(right))
    self.assertEqual((self.text(".verdict"), self.text(".score")), ("Right.", "1 of 2 right"))

  def test_to_move_on_closes_the_question_and_shows_what_was_hidden(self):
    self.press("p", "l")
    self.assertTrue(self.value("document.getElementById('predict').hidden"))
    self.assertEqual(self.value("document.querySelectorAll('.veiled').length"), 0)

  def test_a_screen_reader_is_told_each_step_and_what_it_changed(self):
    self.assertEqual(self.value("document.getElementById('live').ariaLive"), "polite")
    said = []
    for event in events(LESSON)[1:6]:
      self.press("l")
      said.append(self.text("#live"))
      self.assertIn(self.text("#sentence"), said[-1])
      self.assertTrue(said[-1].startswith(f"Step {event['seq']} of {LAST}. "), said[-1])
    self.assertIn("Changed: Handlers", said[0])
    self.assertEqual(len(set(said)), 5)

  def test_help_opens_and_closes(self):
    self.press("?")
    self.assertTrue(self.value("document.getElementById('keys').open"))
    self.press("l")
    self.assertEqual(self.step(), 1)
    self.press("Escape")
    self.assertFalse(self.value("document.getElementById('keys').open"))


if __name__ == "__main__":
  sys.exit(unittest.main())
