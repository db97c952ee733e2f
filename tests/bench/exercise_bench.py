#!/usr/bin/env python3
"""How long from a saved file to its verdict: an exercise a layer, built, run and judged.

  python3 tests/bench/exercise_bench.py [ROUNDS]

A small change should be judged within two seconds. Run it on a machine with nothing else to do.
"""

import os
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
EYEWALL = pathlib.Path(os.environ.get("EYEWALL_BINARY_DIR", ROOT / "build/dev")) / "bin/eyewall"
EXERCISES = ("01_epoll/say_hello", "02_generators/countdown", "04_fake_loop/yield_it",
             "05_ioloop/first_callback", "06_futures/look_at_it", "07_runner/wait_for_it",
             "08_iostream/close_it", "09_async_client/status_or_error")


def judged(folder, name, change):
  """Seconds from a save of the stub, a line longer each time, to the verdict."""
  with open(folder / f"{name}.cc", "a", encoding="utf-8") as file:
    file.write(f"// change {change}\n")
  begin = time.perf_counter()
  done = subprocess.run([EYEWALL, "exercise", "run", name], cwd=folder, capture_output=True)
  if done.returncode != 1:
    sys.exit(done.stderr.decode())
  return time.perf_counter() - begin


def main():
  rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 5
  with tempfile.TemporaryDirectory() as name:
    folder = pathlib.Path(name)
    subprocess.run([EYEWALL, "exercise", "init", folder], check=True, capture_output=True)
    for exercise in EXERCISES:
      judged(folder, exercise, 0)  # the precompiled header may have to be made
      took = [judged(folder, exercise, change) for change in range(1, rounds + 1)]
      print(f"{exercise:32} {statistics.median(took):5.2f} s  (worst {max(took):.2f} s)")


if __name__ == "__main__":
  main()
