"""The README's promises: its first lines, its commands, its lessons."""

import re
import subprocess
import unittest

import checkout


def readme():
  return (checkout.ROOT / "README.md").read_text()


def rows(heading):
  """The first cells of the table under a heading."""
  section = readme().split(f"\n## {heading}\n")[1].split("\n## ")[0]
  cells = re.findall(r"^\| *([^| ][^|]*?) *\|", section, re.MULTILINE)
  return [cell for cell in cells if not re.fullmatch(r"-+|command|idea", cell)]


class Readme(checkout.Claims):

  def test_the_first_lines_are_the_tour_and_the_tests(self):
    fence = re.search(r"\A# \w+\n+```sh\n(.*?)```", readme(), re.DOTALL)
    commands = [line.split("#")[0].strip() for line in fence[1].splitlines()]
    self.assertEqual(commands, ["./lab tour", "./lab test"])

  def test_ci_calls_the_test_command(self):
    self.assertRegex((checkout.ROOT / ".ci/run").read_text(), r"(?m)^exec \./lab test </dev/null$")

  def test_every_command_it_lists_is_there(self):
    listed = [cell.strip("`").split()[0] for cell in rows("Commands")]
    self.assertGreater(len(listed), 5)
    wrong = []
    for command in listed:
      run = subprocess.run([checkout.BUILD / "bin/eyewall", command, "--help"], capture_output=True)
      if run.returncode != 0:
        wrong.append(f"eyewall {command} --help fails")
    self.expect_none(wrong, "commands that the README promises:")

  def test_it_lists_every_command(self):
    run = subprocess.run([checkout.BUILD / "bin/eyewall", "--help"], capture_output=True, text=True)
    section = run.stdout.split("Subcommands:\n")[1].split("\n\n")[0]
    commands = re.findall(r"^  ([\w-]+) ", section, re.MULTILINE)
    self.assertEqual(sorted(cell.strip("`").split()[0] for cell in rows("Commands")),
                     sorted(commands))

  def test_it_lists_every_lesson(self):
    folders = [path.name[:2] for path in (checkout.ROOT / "lessons").glob("[0-9][0-9]_*")]
    self.assertEqual(sorted(rows("Lessons")), sorted(folders))


if __name__ == "__main__":
  unittest.main()
