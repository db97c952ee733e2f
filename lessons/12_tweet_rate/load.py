#!/usr/bin/env python3
"""Lesson 12 under a load: siege with ten users against each of the three ways.

  load.py [--seconds 10] [--users 10] [--delay 500] [WAY...]

Prints how many pages a second each way serves, beside the bound: with so many users, each of whom
waits for a search of so many milliseconds, no server can serve more than users / delay.
"""

import argparse
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
BUILD = pathlib.Path(os.environ.get("EYEWALL_BINARY_DIR", ROOT / "build/dev"))
SERVER = BUILD / "lessons/12_tweet_rate/tweet_server"
WAYS = ("blocking", "callback", "coroutine")
SETTINGS = """verbose = false
quiet = true
json_output = true
connection = keep-alive
logging = false
"""


def siege(url, users, seconds, folder):
  """What siege counted: a dictionary."""
  settings = pathlib.Path(folder) / "siegerc"
  settings.write_text(SETTINGS)
  words = ["siege", "-R", settings, "-b", f"-c{users}", f"-t{seconds}S", url]
  done = subprocess.run(words, capture_output=True, text=True, timeout=seconds + 60,
                        env={**os.environ, "HOME": folder})
  text = done.stdout + done.stderr
  try:
    return json.loads(text[text.index("{"):text.rindex("}") + 1])
  except ValueError:
    sys.exit(f"siege did not say what it counted:\n{text}")


def measure(way, options):
  words = [SERVER, way, str(options.delay)]
  with tempfile.TemporaryDirectory() as folder, \
       subprocess.Popen(words, stdout=subprocess.PIPE, text=True) as server:
    try:
      port = server.stdout.readline().strip()
      return siege(f"http://127.0.0.1:{port}/?q=pants", options.users, options.seconds, folder)
    finally:
      server.terminate()


def main():
  parser = argparse.ArgumentParser(description=__doc__,
                                   formatter_class=argparse.RawTextHelpFormatter)
  parser.add_argument("ways", nargs="*", metavar="WAY", help="blocking, callback, coroutine (all)")
  parser.add_argument("--seconds", type=int, default=10)
  parser.add_argument("--users", type=int, default=10)
  parser.add_argument("--delay", type=int, default=500, help="of a search, in milliseconds")
  options = parser.parse_args()
  if unknown := [way for way in options.ways if way not in WAYS]:
    parser.error(f"{unknown[0]} is none of {', '.join(WAYS)}")
  if shutil.which("siege") is None:
    sys.exit("load.py: siege is not here: apt-get install siege")
  if not SERVER.exists():
    sys.exit(f"load.py: {SERVER} is not built: ./lab lesson 12 builds it")
  bound = options.users * 1000 / options.delay
  print(f"{options.users} users, searches of {options.delay} ms, {options.seconds} s each: "
        f"the bound is {bound:.2f} pages a second")
  first = None
  for way in options.ways or WAYS:
    counted = measure(way, options)
    rate = counted["transaction_rate"]
    first = first or rate
    print(f"{way:<10} {counted['transactions']:>6} pages {rate:>8.2f} a second "
          f"{rate / bound:>6.1%} of the bound {rate / first:>6.2f} of the first", flush=True)


if __name__ == "__main__":
  main()
