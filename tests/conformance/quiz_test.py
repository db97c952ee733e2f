"""`eyewall quiz` and `eyewall predict`, from a pipe, as JSON, and at a terminal."""

import json
import os
import pathlib
import pty
import subprocess
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
BUILD = pathlib.Path(os.environ.get("EYEWALL_BINARY_DIR", ROOT / "build/dev"))
EYEWALL = BUILD / "bin/eyewall"
LESSON = ROOT / "lessons/09_async_client/golden.jsonl"
SERVER = ROOT / "tests/tracer/explain/data/post.jsonl"
BEGINS = ("callback.begin", "handler.begin", "gen.send", "gen.throw", "call.begin",
          "executor.begin")


def eyewall(*words, answers=""):
  return subprocess.run([EYEWALL, *map(str, words)], input=answers, capture_output=True,
                        text=True, timeout=100)


def questions(*words):
  return json.loads(eyewall("quiz", LESSON, "--json", *words).stdout)["questions"]


def events():
  return [json.loads(line) for line in LESSON.read_text().splitlines() if '"seq"' in line]


def wrong(question):
  return question["right"] % len(question["options"]) + 1


class Command(unittest.TestCase):
  def ends(self, code, *words, answers=""):
    done = eyewall(*words, answers=answers)
    self.assertEqual(done.returncode, code, done)
    return done


class Quiz(Command):
  def test_as_json_every_answer_is_what_the_trace_says(self):
    trace = events()
    asked = questions("--questions", "1000")
    self.assertGreater(len(asked), 10)
    for question in asked:
      begin = next(event for event in trace[question["at"]:] if event["kind"] in BEGINS)
      self.assertEqual(question["answer"], begin["seq"])
      options = question["options"]
      self.assertEqual([option["right"] for option in options].index(True) + 1, question["right"])
      who = f"fd {begin['fd']}" if "fd" in begin else begin.get("name", "coroutine")
      self.assertIn(who, options[question["right"] - 1]["text"])
      self.assertEqual(question["why"][0]["seq"], begin["seq"])

  def test_the_seed_says_which_questions_and_options(self):
    self.assertEqual(questions("--seed", "5"), questions("--seed", "5"))
    self.assertNotEqual(questions("--seed", "5"), questions("--seed", "6"))

  def test_the_level_of_coroutines_asks_of_futures_and_yields_alone(self):
    kinds = [question["decision"] for question in questions("--level", "coroutine")]
    self.assertEqual(kinds, ["runner.yielded", "future.resolve"])

  def test_right_answers_from_a_pipe_are_0(self):
    answers = "".join(f"{question['right']}\n" for question in questions())
    said = self.ends(0, "quiz", LESSON, answers=answers).stdout
    self.assertIn("Score: 10 of 10 right.", said)
    self.assertEqual(said.count("\nRight.\nWhy:\n"), 10)
    self.assertNotIn("Misconceptions", said)

  def test_a_wrong_answer_is_1_and_its_misconception_is_named_with_what_is_true(self):
    asked = questions("--questions", "3")
    answers = "".join(f"{wrong(question)}\n" for question in asked)
    said = self.ends(1, "quiz", LESSON, "--questions", 3, answers=answers).stdout
    self.assertIn("Score: 0 of 3 right.", said)
    for question in asked:
      option = question["options"][wrong(question) - 1]
      self.assertIn(f"No. ({option['misconception']}) {option['feedback']}", said)
      self.assertIn(f"  {option['misconception']} (", said.split("Misconceptions met:")[1])
      right = question["options"][question["right"] - 1]["text"]
      self.assertIn(f"Right is {question['right']}: {right}.", said)

  def test_the_question_mark_shows_the_state_and_asks_again(self):
    right = questions("--questions", "1")[0]["right"]
    said = self.ends(0, "quiz", LESSON, "--questions", 1, answers=f"?\n{right}\n").stdout
    for pane in ("Loop\n", "Handlers\n", "Coroutines\n"):
      self.assertIn(pane, said)
    self.assertIn("Score: 1 of 1 right.", said)

  def test_a_quiz_that_is_left_or_cut_short_is_1(self):
    first = questions()[0]["right"]
    for rest in ("q\n", ""):
      said = self.ends(1, "quiz", LESSON, answers=f"{first}\n{rest}").stdout
      self.assertIn("Score: 1 of 1 right, 9 not answered.", said)

  def test_what_is_no_answer_is_2_from_a_pipe(self):
    for text in ("0", "9", "first", "1x"):
      self.assertIn(f"'{text}' is no answer",
                    self.ends(2, "quiz", LESSON, answers=text + "\n").stderr)

  def test_what_cannot_be_asked_or_read(self):
    self.assertIn("nothing in this trace", self.ends(4, "quiz", SERVER, "--level", "coroutine")
                  .stderr)
    self.assertIn("no Eyewall trace", self.ends(3, "quiz", __file__).stderr)
    self.assertIn("--json", self.ends(2, "quiz", "-", answers=LESSON.read_text()).stderr)
    self.ends(0, "quiz", "-", "--json", answers=LESSON.read_text())
    self.ends(2, "quiz", LESSON, "--questions", 0)

  def test_at_a_terminal_what_is_no_answer_is_asked_again(self):
    right = questions("--questions", "1")[0]["right"]
    master, terminal = pty.openpty()
    quiz = subprocess.Popen([EYEWALL, "quiz", LESSON, "--questions", "1"], stdin=terminal,
                            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    os.close(terminal)
    os.write(master, f"nonsense\n{right}\n".encode())
    said, complained = quiz.communicate(timeout=100)
    os.close(master)
    self.assertEqual(quiz.returncode, 0)
    self.assertIn("'nonsense' is no answer", complained)
    self.assertIn("Score: 1 of 1 right.", said)


class Predict(Command):
  def test_asks_at_the_first_decision_from_the_event_on(self):
    said = self.ends(0, "predict", LESSON, 20).stdout
    self.assertIn("After event 26 [core/concurrent/run_on_executor.h:40]:\n", said)
    self.assertIn("The program calls add_callback with on_resolve (callback 1). What runs next?",
                  said)
    self.assertNotIn("Why", said)

  def test_judges_an_answer(self):
    question = json.loads(self.ends(0, "predict", LESSON, 26, "--json").stdout)
    said = self.ends(0, "predict", LESSON, 26, "--answer", question["right"]).stdout
    self.assertIn("Right.\nWhy:\n", said)
    said = self.ends(1, "predict", LESSON, 26, "--answer", wrong(question)).stdout
    self.assertIn(f"Right is {question['right']}: on_resolve (callback 1), from the loop.", said)
    told = json.loads(self.ends(1, "predict", LESSON, 26, "--json", "--answer", wrong(question))
                      .stdout)
    self.assertEqual((told["chosen"], told["is_right"]), (wrong(question), False))
    self.assertIn("from 1 to", self.ends(2, "predict", LESSON, 26, "--answer", 9).stderr)

  def test_the_seed_changes_the_order_and_not_the_answer(self):
    texts = set()
    for seed in range(1, 9):
      told = json.loads(self.ends(0, "predict", LESSON, 26, "--json", "--seed", seed).stdout)
      texts.add(tuple(option["text"] for option in told["options"]))
      self.assertEqual(told["answer"], 39)
    self.assertGreater(len(texts), 1)

  def test_is_4_where_no_decision_follows(self):
    self.assertIn("follows event 175", self.ends(4, "predict", LESSON, 175).stderr)
    self.ends(4, "predict", LESSON, 99999)
    self.ends(2, "predict", LESSON)
    self.ends(3, "predict", "/no/trace", 1)

  def test_helps_with_an_example(self):
    for command in ("quiz", "predict"):
      self.assertIn(f"Example: eyewall {command} ", self.ends(0, command, "--help").stdout)


if __name__ == "__main__":
  unittest.main()
