"""Prose cites code, and each citation leads somewhere: `core/ioloop/ioloop.h:/class IOLoop/`."""

import re
import subprocess
import unittest

import checkout

CITATION = re.compile(r"`([\w.+/-]+):/([^`]+)/`")
FOLDERS = r"(?:core|tracer|lessons|tests|notes|cmake|\.ci)"
PATH = re.compile(rf"`({FOLDERS}/[\w.+/-]*|[A-Z]\w+\.(?:md|txt|json))`")
LINK = re.compile(r"\]\((?!https?://|#|mailto:)([^)#\s]+)[^)]*\)")
FENCE = re.compile(r"^( *)(```+|~~~+) *([\w+-]*)[^\n]*\n(.*?)^\1\2 *$", re.M | re.S)
TRANSCRIPT = re.compile(r"<!-- transcript: (.+?) -->\s*$")
SHELL = {"sh", "shell", "bash", "console"}
GENERATED = {"notes/trace-format.md"}  # comes from a command; format_test.py compares the two


def pages():
  top = [page for page in checkout.ROOT.glob("*.md")]
  return sorted(top + checkout.files(["notes", "lessons"], [".md"]))


def places(pattern):
  """Each match of the pattern in each page, with where it stands."""
  for page in pages():
    text = page.read_text()
    for match in pattern.finditer(text):
      yield page, f"{checkout.name(page)}:{checkout.line_of(text, match.start())}", match, text


class Citations(checkout.Claims):

  def test_every_citation_of_a_line_resolves(self):
    wrong = []
    for _, where, match, _ in places(CITATION):
      path, pattern = match.groups()
      if not (checkout.ROOT / path).is_file():
        wrong.append(f"{where}: there is no file {path}")
      elif not re.search(pattern, (checkout.ROOT / path).read_text(), re.MULTILINE):
        wrong.append(f"{where}: no line of {path} matches /{pattern}/")
    self.expect_none(wrong, "citations that no longer resolve:")

  def test_every_path_in_prose_exists(self):
    wrong = [f"{where}: there is no {match[1]}" for _, where, match, _ in places(PATH)
             if not (checkout.ROOT / match[1]).exists()]
    self.expect_none(wrong, "paths that are not there:")

  def test_every_link_to_a_page_of_ours_leads_there(self):
    wrong = [f"{where}: there is no {match[1]}" for page, where, match, _ in places(LINK)
             if not (page.parent / match[1]).exists()]
    self.expect_none(wrong, "links that lead nowhere:")

  def test_citations_are_found_at_all(self):
    self.assertRegex("see `core/gen/gen.h:/class \\w+/`.", CITATION)
    self.assertTrue(any(True for _ in places(CITATION)), "no page cites a line")


class Fences(checkout.Claims):

  def test_fences_hold_shell_commands_or_transcripts_only(self):
    wrong = []
    for page, where, match, text in places(FENCE):
      if checkout.name(page) in GENERATED or match[3] in SHELL:
        continue
      if not TRANSCRIPT.search(text[:match.start()]):
        wrong.append(f"{where}: no <!-- transcript: COMMAND --> above a fence of '{match[3]}'")
    self.expect_none(wrong, "cite code, do not paste it; a shell command's fence says sh:")

  def test_no_page_repeats_a_line_of_a_source(self):
    sources = checkout.files(["core", "tracer", "lessons"], [".h", ".cc", ".def"])
    lines = {line.strip(): checkout.name(path) for path in sources
             for line in path.read_text().splitlines() if len(line.strip()) >= 30}
    wrong = []
    for page in pages():
      if checkout.name(page) in GENERATED:
        continue
      for number, line in enumerate(page.read_text().splitlines(), 1):
        if line.strip() in lines:
          wrong.append(f"{checkout.name(page)}:{number}: pasted from {lines[line.strip()]}")
    self.expect_none(wrong, "code stands in the sources; prose cites it:")

  def test_transcripts_are_what_their_commands_print(self):
    wrong = []
    for _, where, match, text in places(FENCE):
      command = TRANSCRIPT.search(text[:match.start()])
      if not command:
        continue
      words = command[1].split()
      program = checkout.BUILD / "bin/eyewall"
      self.assertEqual(words[0], "eyewall", f"{where}: a transcript is of an eyewall command")
      run = subprocess.run([program, *words[1:]], capture_output=True, text=True, cwd=checkout.ROOT)
      if run.stdout.rstrip() != match[4].rstrip():
        wrong.append(f"{where}: {command[1]} prints\n{run.stdout}{run.stderr}")
    self.expect_none(wrong, "transcripts that are not true any more:")


if __name__ == "__main__":
  unittest.main()
