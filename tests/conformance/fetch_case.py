"""What the cases of fetch_test.py share: running `eyewall fetch`, and what its answers must be."""

import hashlib
import json
import os
import pathlib
import shutil
import subprocess
import tempfile
import unittest

import fetch_servers as servers

ROOT = pathlib.Path(__file__).resolve().parents[2]
BUILD = pathlib.Path(os.environ.get("EYEWALL_BINARY_DIR", ROOT / "build/dev"))
EYEWALL = BUILD / "bin/eyewall"
PAGE = b"<p>" + b"All work and no play. " * 500 + b"</p>\n"


def run(*words):
  return subprocess.run([EYEWALL, "fetch", *words], capture_output=True, timeout=100)


class Case(unittest.TestCase):
  @classmethod
  def setUpClass(cls):
    cls.folder = pathlib.Path(tempfile.mkdtemp(prefix="eyewall-fetch-"))
    cls.site = servers.write_site(cls.folder / "site")

  @classmethod
  def tearDownClass(cls):
    shutil.rmtree(cls.folder)

  def fetch(self, url, *options):
    """What --json says; its exit code must fit."""
    done = run("--json", *options, url)
    self.assertTrue(done.stdout, done)
    answer = json.loads(done.stdout)
    self.assertEqual(list(answer),
                     ["code", "reason", "headers", "body_sha256", "body_len", "error"])
    self.assertEqual(done.returncode, 0 if 200 <= answer["code"] < 300 else 1, done.stderr)
    self.assertEqual(answer["error"] is None, done.returncode == 0)
    return answer

  def assert_body(self, answer, body, code=200):
    self.assertEqual(answer["code"], code, answer)
    self.assertEqual(answer["body_len"], len(body))
    self.assertEqual(answer["body_sha256"], hashlib.sha256(body).hexdigest())

  def header(self, answer, name):
    return [value for key, value in answer["headers"] if key == name]

  def assert_no_response(self, answer, *words):
    self.assertEqual(answer["code"], 599, answer)
    self.assertEqual(answer["headers"], [], answer)
    self.assertEqual(answer["body_len"], 0, answer)
    self.assertTrue(any(word in answer["error"] for word in words), answer["error"])
