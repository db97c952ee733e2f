#!/usr/bin/env python3
"""Measures what an echoed message costs a server: ours, a bare epoll loop, Beast, in one run.

  tests/bench/websocket_bench.py                          programs of build/release

50 connections echo 125 bytes. Each server has one core, the load the other; rounds of all are
mixed. A row's CPU time is the least of the rounds, its user share that of all rounds together.
uWebSockets, which is not packaged, costs 1.13 of the bare loop where both were measured; the mark
is 1.1 of that.
"""

import argparse
import pathlib
import subprocess

from server_bench import ROOT, Row, Server

UWEBSOCKETS = 6.3 / 5.6  # of the bare loop's CPU time
MARK = 1.1 * UWEBSOCKETS


def one_round(row, load, options):
  def echo(seconds):
    done = subprocess.run(["taskset", "-c", str(options.load_core), load, str(server.port), "50",
                           str(options.bytes), str(seconds)], capture_output=True, check=True)
    return int(done.stdout)

  with Server(row, options.core) as server:
    echo(1)
    user, system = server.cpu()
    messages = echo(options.seconds)
    user, system = (after - before for after, before in zip(server.cpu(), (user, system)))
  row.alls.append((user + system) * 1e6 / messages)
  row.rates.append(messages / options.seconds)
  row.user += user * 1e6
  row.requests += messages


def main():
  parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
  parser.add_argument("--build", type=pathlib.Path, default=ROOT / "build/release")
  parser.add_argument("--rounds", type=int, default=5)
  parser.add_argument("--seconds", type=int, default=3)
  parser.add_argument("--bytes", type=int, default=125)
  parser.add_argument("--core", type=int, default=0)
  parser.add_argument("--load-core", type=int, default=1)
  options = parser.parse_args()
  servers = options.build / "tests/bench"
  ours = [servers / "ws_echo_server"]
  table = [Row("a bare epoll loop", [servers / "ws_bare_server"]),
           Row("Beast", [servers / "ws_beast_server"]), Row("ours", ours),
           Row("ours, recorded", ours, True)]
  for _ in range(options.rounds):
    for row in table:
      one_round(row, servers / "ws_load", options)
  bare = min(table[0].alls)
  print(f"{'':22}  us a message  user  of the bare loop  messages/s   (mark: {MARK:.2f})")
  for row in table:
    least = min(row.alls)
    print(f"{row.what:22}  {least:12.2f}  {row.user / row.requests:4.2f}  {least / bare:16.2f}"
          f"  {max(row.rates):10.0f}")


if __name__ == "__main__":
  main()
