"""A lesson's text holds what it promises: its commands run, its predictions are answered by the
trace. (Its citations: tests/meta/citations_test.py.)"""

import os
import re
import shlex
import tempfile
import unittest

from lesson_files import (BUILD, EYEWALL, FENCE, LESSONS, ROOT, answers, items, main, run,
                          section)

SECTIONS = ["Predict first", "Run", "What to look for", "Try", "Questions"]
SHOWN = re.compile(r"Shown by `eyewall ([^`]+)`:\s+`([^`]+)`")


def command(line):
  """The command of a line as words for this build: ./lab is its eyewall, build/dev itself."""
  words = shlex.split(line, comments=True)
  if words and words[0] == "./lab":
    words[0] = str(EYEWALL)
  elif words and words[0].startswith("build/dev/"):
    words[0] = str(BUILD / words[0].removeprefix("build/dev/"))
  return words


class Text(unittest.TestCase):
  lesson = LESSONS[-1]

  def setUp(self):
    self.text = (self.lesson / "README.md").read_text()
    self.answers = answers(self.lesson).read_text()

  def test_it_has_its_sections_in_order(self):
    self.assertRegex(self.text, rf"\A# Lesson {self.lesson.name[:2]}: ")
    headings = re.findall(r"^## (.*)$", self.text, re.MULTILINE)
    self.assertEqual([each for each in headings if each in SECTIONS], SECTIONS)

  def test_its_commands_run(self):
    with tempfile.TemporaryDirectory(prefix="eyewall-lesson-") as folder:
      # Paths are written as seen from the checkout; what is written lands in a folder of its own.
      for name in ("lessons", "notes", "core", "tests"):
        os.symlink(ROOT / name, os.path.join(folder, name))
      lines = [line for fence in FENCE.findall(self.text) for line in fence.splitlines()]
      words = [each for each in map(command, lines) if each]
      self.assertGreater(len(words), 1)
      for each in words:
        with self.subTest(command=shlex.join(each)):
          done = run(each, cwd=folder)
          self.assertEqual(done.returncode, 0, done.stdout[-2000:] + done.stderr)

  def test_each_prediction_is_answered_by_the_trace(self):
    asked = items(section(self.text, "Predict first"))
    answered = items(section(self.answers, "Predictions"))
    self.assertGreater(len(asked), 1)
    self.assertEqual(len(answered), len(asked))
    for number, answer in enumerate(answered, 1):
      with self.subTest(prediction=number):
        shown = SHOWN.findall(answer)
        self.assertTrue(shown, "an answer is shown by a command")
        for words, text in shown:
          done = run([EYEWALL, *shlex.split(words)], cwd=ROOT)
          self.assertIn(text, done.stdout, done.stderr)

  def test_each_question_is_answered(self):
    asked = items(section(self.text, "Questions"))
    self.assertGreater(len(asked), 1)
    self.assertEqual(len(items(section(self.answers, "Questions"))), len(asked))

  def test_the_answers_stand_apart(self):
    self.assertIn(f"notes/answers/{self.lesson.name}.md", self.text)


if __name__ == "__main__":
  main(Text)
