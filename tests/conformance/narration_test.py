"""A run told in words, in English and in Chinese: who chooses, and that both say the same.

With the name of a case as its argument it runs that case.
"""

import json
import os
import re
import unicodedata
import unittest

from exporting import Case, LESSON, ROOT, export, run
from screen_case import EYEWALL, Screen

EXPLAIN = ROOT / "tracer/explain"
HAN = re.compile("[\u4e00-\u9fff]")
VARIABLES = ("LC_ALL", "LC_MESSAGES", "LANG", "LC_CTYPE", "LANGUAGE")


def say(*words, code=0, **variables):
  """What eyewall prints in an environment that has no other locale than these variables."""
  plain = {name: value for name, value in os.environ.items() if name not in VARIABLES}
  done = run(*words, env={**plain, **variables})
  if done.returncode != code:
    raise AssertionError(f"eyewall ended with {done.returncode}: {done.stderr.decode()}")
  return (done.stdout if code == 0 else done.stderr).decode()


def cells(text):
  return sum(1 + (unicodedata.east_asian_width(c) in "WF") for c in text)


def templates(file, row):
  """By label, the sentences of the walkthrough that a .def file has."""
  text = re.sub(r'"\n +"', "", (EXPLAIN / file).read_text(encoding="utf-8"))
  return dict(re.findall(row, text, re.MULTILINE))


def values(template, sentence):
  """What stands in the place of each field, sorted by the fields' names."""
  names = re.findall(r"\{(.+?)\}", template)
  form = re.escape(template)
  for name in names:
    form = form.replace(re.escape("{" + name + "}"), "(.*?)", 1)
  match = re.fullmatch(form, sentence)
  if not match:
    raise AssertionError(f"{sentence!r} is not {template!r}")
  return sorted(zip(names, match.groups()))


class Walk(Case):

  def test_has_the_same_steps_and_values_in_both_languages(self):
    english = templates("walkthrough.def",
                        r'^EYEWALL_(?:STEP|EVENT)\("([\d.]+)",(?s:.*?)"([^"]*)"\)$')
    chinese = templates("catalogue/zh.def", r'^EYEWALL_STEP\("([\d.]+)", "(.*)"\)$')
    self.assertEqual(sorted(english), sorted(chinese))
    one = json.loads(say("walk", LESSON, "--json"))["walk"]
    two = json.loads(say("walk", LESSON, "--json", "--lang", "zh"))["walk"]
    self.assertEqual(len([step for step in two if "." not in step["step"]]), 52)
    for en, zh in zip(one, two, strict=True):
      with self.subTest(step=en["step"]):
        self.assertRegex(zh["text"], HAN)
        self.assertEqual(values(chinese[zh["step"]], zh.pop("text")),
                         values(english[en["step"]], en.pop("text")))
        self.assertEqual(zh, en)

  def test_shows_51_steps_in_chinese(self):
    lines = say("walk", LESSON, "--lang", "zh").splitlines()
    steps = [line for line in lines if re.match(r"[1-9]\d* +[\d.]+ ", line)]
    self.assertEqual([int(line.split()[0]) for line in steps], list(range(1, 52)))
    for line in steps:
      self.assertRegex(line, HAN)
    self.assertIn("协程启动", lines)
    self.assertEqual(lines[-1], "51 个步骤全部按次序出现。")

  def test_keeps_its_columns_beside_wide_characters(self):
    for columns in (60, 80, 100):
      for line in say("walk", LESSON, "--lang", "zh", "--columns", str(columns)).splitlines():
        self.assertLessEqual(cells(line), columns, line)
    places = set()
    for line in say("walk", LESSON, "--lang", "zh", "--columns", "180").splitlines():
      if match := re.match(r"(.*  )(?:core|lessons)/", line):
        places.add(cells(match[1]))
    self.assertEqual(len(places), 1, "our lines stand below each other")


class Choice(Case):

  def dumped(self, *words, **variables):
    return say("dump", LESSON, *words, **variables)

  def test_is_the_environments_in_the_order_of_posix(self):
    for variables, chinese in (
        ({}, False), ({"LANG": "zh_CN.UTF-8"}, True), ({"LANG": "C.UTF-8"}, False),
        ({"LANG": "en_US.UTF-8", "LC_MESSAGES": "zh_TW.UTF-8"}, True),
        ({"LANG": "zh_CN.UTF-8", "LC_ALL": "C"}, False), ({"LC_ALL": "", "LANG": "zh_CN"}, True)):
      with self.subTest(**variables):
        self.assertEqual(bool(HAN.search(self.dumped(**variables))), chinese)

  def test_of_the_command_line_wins_before_and_behind_the_command(self):
    english = self.dumped()
    chinese = self.dumped("--lang", "zh")
    self.assertRegex(chinese, "事件循环运行 on_headers。")
    self.assertEqual(self.dumped("--lang", "en", LANG="zh_CN.UTF-8"), english)
    self.assertEqual(say("--lang", "zh", "dump", LESSON), chinese)
    self.assertEqual(len(english.splitlines()), len(chinese.splitlines()))

  def test_of_an_unknown_language_is_an_error_that_names_those_there_are(self):
    for words in (("walk", LESSON, "--lang", "fr"), ("--lang", "fr", "walk", LESSON)):
      told = say(*words, code=2)
      self.assertIn("fr", told)
      self.assertRegex(told, r"\ben\b.*\bzh\b")

  def test_holds_for_whatever_tells_events(self):
    for words, wanted in (
        (("why", LESSON, "67"), "因为 on_connect 早已排入队列，编为回调 2。"),
        (("replay", LESSON, "--cmd", "goto 67; where"), "事件循环运行 on_connect。"),
        (("replay", LESSON, "--cmd", "goto 67; step"), "事件循环"),
        (("export", "--to", "csv", LESSON), "事件循环运行 on_connect。"),
        (("export", "--to", "html", LESSON), '<html lang="zh-Hans">')):
      with self.subTest(words=words):
        self.assertIn(wanted, say(*words, LANG="zh_CN.UTF-8"))

  def test_is_told_by_the_help_which_stays_english(self):
    for words in (("--help",), ("walk", "--help")):
      told = say(*words, LANG="zh_CN.UTF-8")
      self.assertNotRegex(told, HAN)
      self.assertRegex(told, r"--lang LANG:\{en,zh\}(?s:.*)all else stays English")


# A code span: a row of backticks, and what comes before the next row of as many.
SPAN = re.compile(r"(?<!`)(`+)(?!`)(.+?)(?<!`)\1(?!`)")
HOSTILE = ["<img src=x onerror=alert(1)>", "</li><script>", "`", "``", "`<b>`", " `` ` ``` ", "*a*",
           "[a](http://e.vil)", "![a](b)", "http://e.vil", "www.e.vil", "a@e.vil", "\n# h", "\n- l",
           "    code", "| a | b |", "&lt;b&gt;", "\\`", "$x$", "<!-- x", "\u2028x", "\u202ex", "\0",
           "~~~", "---", "[^1]", "1. x", "{text}", "", " ", "`" * 99]


class Markdown(Case):

  def test_tells_the_steps_with_our_lines_and_tornados(self):
    for language, heading in (("en", "## The coroutine starts"), ("zh", "## 协程启动")):
      text = export("markdown", LESSON, "--lang", language)
      self.assertIn(f"\n{heading}\n\n- **0** ", text)
      steps = re.findall(r"^- \*\*([\d.]+)\*\* .+\\\n  (.+) = (.+)$", text, re.MULTILINE)
      whole = [int(label) for label, _, _ in steps if "." not in label]
      self.assertEqual(whole, list(range(52)))
      self.assertEqual(len(re.findall(r"^## ", text, re.MULTILINE)), 8)
      for _, ours, tornado in steps:
        self.assertRegex(ours, r"^`(?:core|lessons)/[\w/]+\.(?:h|cc):\d+`$")
        self.assertRegex(tornado, r"^(?:`\w+\.py [\w.]+`|the program|程序)$")

  def test_tells_every_event_of_a_level_once_and_in_order(self):
    self.each_trace(self.tells_every_event)

  def tells_every_event(self, trace):
    for level in ("coroutine", "loop", "syscall"):
      wanted = [int(line.split()[0]) for line in
                say("dump", trace, "--level", level).splitlines()]
      for language in ("en", "zh"):
        text = export("markdown", trace, "--level", level, "--lang", language)
        self.assertEqual([int(n) for n in re.findall(r"^ *- \*\*(\d+)\*\* ", text, re.MULTILINE)],
                         wanted)
        self.nests_by_one(text)

  def nests_by_one(self, text):
    depth = 0
    for line in text.splitlines():
      if match := re.match(r"( *)- ", line):
        self.assertLessEqual(len(match[1]), depth + 2, line)
        depth = len(match[1])
      elif line.startswith("#"):
        depth = -2

  def test_is_the_same_whenever_it_is_written(self):
    for options in ((), ("--level", "loop"), ("--lang", "zh")):
      self.assertEqual(export("markdown", LESSON, *options), export("markdown", LESSON, *options))

  def test_goes_to_a_file(self):
    out = self.folder / "run.md"
    run("export", "--to", "markdown", LESSON, "-o", out)
    self.assertEqual(out.read_text(), export("markdown", LESSON))

  def test_shows_texts_and_never_obeys_them(self):
    trace = self.trace_of("hostile.jsonl", *(
        event for text in HOSTILE for event in (
            {"kind": "print", "text": text}, {"kind": "callback.begin", "cb": 1, "name": text},
            {"kind": "moon.rise", "text": text}, {"kind": "note", "text": "x", "at": text + ":1"},
            {"kind": "stream.read", "stream": 1, "bytes": 1,
             "data": text.encode().decode("latin-1")})))
    for language in ("en", "zh"):
      text = export("markdown", trace, "--level", "syscall", "--lang", language)
      items = re.findall(r"^- \*\*\d+\*\* (.*(?:\\\n  .*)?)$", text, re.MULTILINE)
      self.assertEqual(len(items), 5 * len(HOSTILE))
      for item in items:
        self.assertNotRegex(SPAN.sub("", item), r"[*`<>&\[\]|$@#]|e\.vil|alert", item)


class OnAScreen(Screen):

  def columns_of(self, screen, mark):
    return {cells(line[:line.index(mark)]) for line in screen.splitlines() if mark in line}

  def test_tells_events_in_chinese_and_keeps_its_columns(self):
    terminal = self.start(100, 30, "--lang zh", LC_ALL=None, LANG="C.UTF-8")
    terminal.type("57g")
    screen = self.at(terminal, 57)
    self.assertIn("on_connect 排入事件循环的下一轮，编为回调 2。", screen)
    self.assertIn("事件循环把描述符 7（conn1）改为关注 READ|ERR|HUP。", screen)
    self.assertIn("Ready queue", screen, "all else is English")
    self.assertEqual(len(self.columns_of(screen, "│")), 1, screen)
    for line in screen.splitlines():
      self.assertLessEqual(cells(line), 100)
    terminal.press("y")
    terminal.expect("在描述符 7（conn1）的处理函数 handle_events 中。")
    terminal.press("q")
    terminal.type("/唤醒管道")
    terminal.press("Enter")
    self.at(terminal, 64)

  def test_cuts_no_character_in_half_where_there_is_little_room(self):
    terminal = self.start(41, 24, "--lang zh", LC_ALL=None, LANG="C.UTF-8")
    terminal.type("60g")
    screen = self.at(terminal, 60)
    self.assertNotIn("\ufffd", screen)
    for line in screen.splitlines():
      self.assertLessEqual(cells(line), 41, screen)

  def test_takes_the_language_of_a_locale_that_the_machine_does_not_have(self):
    terminal = self.start(LC_ALL=None, LANG="zh_CN.UTF-8")
    terminal.type("67g")
    self.at(terminal, 67)
    terminal.expect("事件循环运行 on_connect。")
    terminal = self.start(options="--lang en", LC_ALL=None, LANG="zh_CN.UTF-8")
    terminal.type("67g")
    self.at(terminal, 67)
    terminal.expect("The loop runs on_connect.")

  def test_is_told_by_the_line_player_as_well(self):
    terminal = self.run_in_tmux(f"'{EYEWALL}' replay --plain --lang zh '{self.trace}'",
                                LC_ALL=None, LANG="C.UTF-8")
    terminal.expect("(0% 1/")
    terminal.type("goto 67")
    terminal.press("Enter")
    terminal.expect("事件循环运行 on_connect。")


if __name__ == "__main__":
  unittest.main()
