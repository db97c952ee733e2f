"""`eyewall order` of a recorded server, and the order that the real Tornado 3.1.1 was seen to have.

server_order_test.py SCENARIO plays the client of one line of tests/golden/server.jsonl to a server
of ours. The server is killed in the end, so that its trace has nothing but the scenario.
"""

import json
import os
import pathlib
import signal
import socket
import subprocess
import sys
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
BUILD = pathlib.Path(os.environ.get("EYEWALL_BINARY_DIR", ROOT / "build/dev"))
PROGRAM = os.environ.get("EYEWALL_SERVER_PROGRAM", BUILD / "tests/conformance/server_program")
GOLDEN = ROOT / "tests/golden/server.jsonl"


def golden(name):
  lines = map(json.loads, GOLDEN.read_text().splitlines())
  return next(line for line in lines if line["scenario"] == name)


class Server:
  """A server that is recorded. What a client does while it is stopped, it finds all at once."""

  def __init__(self, trace):
    self.trace = trace
    self.process = subprocess.Popen(
        [PROGRAM], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        env={**os.environ, "EYEWALL_TRACE": str(trace)})
    self.port = int(self.process.stdout.readline())
    self.seen = 0

  def events(self):
    """What is in the trace by now; a line that is being written is not."""
    lines = self.trace.read_bytes().rstrip(b"\n\0").split(b"\n")[1:]
    try:
      return [json.loads(line) for line in lines]
    except ValueError:
      return []

  def settle(self, kind):
    """Until there is one more such event, and the server waits for something new."""
    while True:
      if self.process.poll() is not None:
        raise AssertionError(f"the server has ended: {self.process.returncode}")
      events = self.events()
      if any(event["kind"] == kind for event in events[self.seen:]):
        if events[-1]["kind"] == "poll.begin" and events[-1]["timeout_ns"] > 0:
          self.seen = len(events)
          return
      os.sched_yield()

  def stop(self):
    self.process.send_signal(signal.SIGSTOP)
    os.waitpid(self.process.pid, os.WUNTRACED)

  def go_on(self):
    self.process.send_signal(signal.SIGCONT)

  def kill(self):
    self.process.kill()
    self.process.wait()
    self.process.stdin.close()
    self.process.stdout.close()


def play(steps, server):
  """What comes before the first "accept" is there with the connection."""
  server.settle("loop.start")
  server.stop()
  with socket.create_connection(("127.0.0.1", server.port)) as client:
    while steps[0] != "accept":
      client.sendall(steps.pop(0).encode())
    server.go_on()
    for step in steps:
      if step == "accept":
        server.settle("net.accept")
      elif step == "read":
        client.recv(4096)
      elif step == "close":
        client.close()
        server.settle("stream.close")
      elif step != "wait":  # it has waited already
        client.sendall(step.encode())
        server.settle("http.finish")


class Order(unittest.TestCase):
  maxDiff = None
  scenario = "request-at-once"

  def test_is_tornados(self):
    line = golden(self.scenario)
    with tempfile.TemporaryDirectory(prefix="eyewall-order-") as folder:
      trace = pathlib.Path(folder) / "server.jsonl"
      server = Server(trace)
      try:
        play(list(line["client"]), server)
      finally:
        server.kill()
      order = subprocess.run([BUILD / "bin/eyewall", "order", trace], capture_output=True,
                             text=True, timeout=60)
      self.assertEqual(order.returncode, 0, order.stderr)
      self.assertEqual(order.stdout.splitlines(), line["events"])


if __name__ == "__main__":
  Order.scenario = sys.argv.pop(1)
  unittest.main()
