"""notes/trace-format.md is what `eyewall format` prints: the one table, and nothing by hand."""

import subprocess
import unittest

import checkout


class Format(checkout.Claims):

  def test_the_reference_page_is_what_eyewall_format_prints(self):
    run = subprocess.run([checkout.BUILD / "bin/eyewall", "format"], capture_output=True, text=True)
    self.assertEqual(run.returncode, 0, run.stderr)
    page = (checkout.ROOT / "notes/trace-format.md").read_text()
    self.maxDiff = None
    self.assertEqual(page.splitlines(), run.stdout.splitlines(),
                     "to bless it: ./lab format > notes/trace-format.md")


if __name__ == "__main__":
  unittest.main()
