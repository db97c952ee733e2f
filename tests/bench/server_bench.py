#!/usr/bin/env python3
"""Measures what a request costs a server: ours, nginx, a bare epoll loop, Beast, in one run.

  tests/bench/server_bench.py                            programs of build/release
  tests/bench/server_bench.py --notes notes/performance.md   write the table into that page

Each server has one core, wrk the other, with 50 connections; rounds of all are mixed. A row's CPU
time is the least of the rounds, its user share that of all rounds together: the kernel finds it by
sampling. Beside it: the ratios to nginx and to the bare loop, and the system calls a request, as
strace counts them in a round of their own. Whether a mark is met is told, never tested.
"""

import argparse
import dataclasses
import os
import pathlib
import re
import shutil
import signal
import socket
import subprocess
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
BEGIN, END = "<!-- measured: tests/bench/server_bench.py -->", "<!-- end of the servers' table -->"
TICK = os.sysconf("SC_CLK_TCK")
NGINX = """daemon off; master_process off; pid {folder}/pid; error_log stderr crit;
events {{ worker_connections 512; }}
http {{ access_log off; keepalive_requests 1000000000; default_type text/plain;
client_body_temp_path {folder}/a; proxy_temp_path {folder}/b; fastcgi_temp_path {folder}/c;
uwsgi_temp_path {folder}/d; scgi_temp_path {folder}/e;
server {{ listen 127.0.0.1:{port}; location / {{ return 200 "Hello, world"; }} }} }}
"""


@dataclasses.dataclass
class Row:
  what: str
  words: list                  # the command; None: nginx
  traced: bool = False
  alls: list = dataclasses.field(default_factory=list)   # CPU us a request, a round
  rates: list = dataclasses.field(default_factory=list)  # requests a second, a round
  user: float = 0.0            # us, of all rounds
  requests: int = 0            # of all rounds
  calls: dict = dataclasses.field(default_factory=dict)  # system call: times a request


def rows(build):
  servers = build / "tests/bench"
  table = [Row("a bare epoll loop", [servers / "bare_server"]), Row("nginx", None),
           Row("Beast", [servers / "beast_server"]),
           Row("ours, bytes", [servers / "hello_server", "raw"]),
           Row("ours, `write_headers`", [servers / "hello_server", "headers"]),
           Row("ours, a coroutine of `web`", [servers / "hello_server", "web"]),
           Row("ours, a coroutine of `web`, recorded", [servers / "hello_server", "web"], True)]
  eyewall = build / "bin/eyewall"
  if eyewall.exists() and "demo-server" in subprocess.run([eyewall, "--help"], capture_output=True,
                                                          text=True).stdout:
    demo = [eyewall, "demo-server", "--port", "0"]
    table += [Row("ours, `eyewall demo-server`", demo),
              Row("ours, `eyewall demo-server`, recorded", demo, True)]
  return table


def free_port():
  with socket.socket() as one:
    one.bind(("127.0.0.1", 0))
    return one.getsockname()[1]


class Server:
  """A server on the core, for as long as the block lasts."""

  def __init__(self, row, core):
    self.folder = pathlib.Path(tempfile.mkdtemp(prefix="eyewall-bench-"))
    environment = dict(os.environ)
    environment.pop("EYEWALL_TRACE", None)
    if row.traced:
      environment["EYEWALL_TRACE"] = str(self.folder / "trace.jsonl")
    pinned = ["taskset", "-c", str(core)]
    if row.words is None:
      self.port = free_port()
      config = self.folder / "nginx.conf"
      config.write_text(NGINX.format(folder=self.folder, port=self.port))
      words = ["/usr/sbin/nginx", "-p", self.folder, "-c", config]
    else:
      words = row.words
    self.process = subprocess.Popen([*pinned, *words], stdout=subprocess.PIPE, text=True,
                                    env=environment)
    if row.words is not None:
      self.port = int(re.findall(r"\d+", self.process.stdout.readline())[-1])

  def __enter__(self):
    for _ in range(200):
      try:
        socket.create_connection(("127.0.0.1", self.port), 1).close()
        return self
      except OSError:
        time.sleep(0.01)
    raise SystemExit(f"{self.process.args}: does not answer")

  def __exit__(self, *_):
    self.process.send_signal(signal.SIGTERM)
    try:
      self.process.wait(5)
    except subprocess.TimeoutExpired:
      self.process.kill()
      self.process.wait()
    shutil.rmtree(self.folder)

  def cpu(self):
    """User and system time so far, in seconds."""
    words = open(f"/proc/{self.process.pid}/stat").read().rsplit(")", 1)[1].split()
    return int(words[11]) / TICK, int(words[12]) / TICK

  def load(self, core, seconds):
    """wrk's requests, and its requests a second."""
    done = subprocess.run(["taskset", "-c", str(core), "wrk", "-t1", "-c50", f"-d{seconds}s",
                           f"http://127.0.0.1:{self.port}/"], capture_output=True, text=True,
                          check=True).stdout
    if "Non-2xx" in done:
      raise SystemExit(done)
    return (int(re.search(r"(\d+) requests in", done)[1]),
            float(re.search(r"Requests/sec:\s+([\d.]+)", done)[1]))


def one_round(row, options):
  with Server(row, options.core) as server:
    server.load(options.load_core, 1)
    user, system = server.cpu()
    requests, rate = server.load(options.load_core, options.seconds)
    user, system = (after - before for after, before in zip(server.cpu(), (user, system)))
  row.alls.append((user + system) * 1e6 / requests)
  row.rates.append(rate)
  row.user += user * 1e6
  row.requests += requests


def count_calls(row, options):
  with Server(row, options.core) as server, tempfile.NamedTemporaryFile() as out:
    strace = subprocess.Popen(["strace", "-c", "-f", "-o", out.name, "-p", str(server.process.pid)],
                              stderr=subprocess.PIPE, text=True)
    strace.stderr.readline()  # attached
    requests, _ = server.load(options.load_core, 2)
    strace.send_signal(signal.SIGINT)
    strace.wait()
    for line in open(out.name):
      words = line.split()
      if len(words) >= 5 and words[3].isdigit() and words[-1] != "total":
        each = int(words[3]) / requests
        if each >= 0.005:
          row.calls[words[-1]] = each


def mark(row, nginx, beast):
  if row.what.startswith("ours") and row.traced:
    return f"below Beast's {beast:.2f}: " + ("met" if min(row.alls) < beast else "missed")
  if not row.what.startswith(("ours, a coroutine", "ours, `eyewall")):
    return ""
  user = row.user / row.requests
  both = ["at most nginx's: " + ("met" if min(row.alls) <= nginx else "missed"),
          "at most 1.2 user: " + ("met" if user <= 1.2 else "missed")]
  return "; ".join(both)


def table(all_rows):
  least = {row.what: min(row.alls) for row in all_rows}
  lines = ["| server | requests a second | CPU µs a request | of it user | / nginx | / bare |"
           " system calls a request | mark |", "|---|---|---|---|---|---|---|---|"]
  for row in all_rows:
    each = least[row.what]
    calls = ", ".join(f"`{name}` {times:.2f}" for name, times in sorted(row.calls.items()))
    lines.append(f"| {row.what} | {max(row.rates):,.0f} | {each:.2f} | "
                 f"{row.user / row.requests:.2f} | {each / least['nginx']:.2f} | "
                 f"{each / least['a bare epoll loop']:.2f} | {calls} | "
                 f"{mark(row, least['nginx'], least['Beast'])} |")
  return lines


def machine(load):
  model = next(line.split(":")[1].strip() for line in open("/proc/cpuinfo")
               if line.startswith("model name"))
  return (f"{model}, {os.cpu_count()} processors (a virtual machine), Linux {os.uname().release}; "
          f"{time.strftime('%Y-%m-%d')}; load {load:.1f} when it began.")


def write_notes(path, lines):
  before, rest = path.read_text().split(BEGIN)
  path.write_text(before + "\n".join([BEGIN, *lines, END]) + rest.split(END)[1])


def main():
  parser = argparse.ArgumentParser(description=__doc__,
                                   formatter_class=argparse.RawDescriptionHelpFormatter)
  parser.add_argument("--build", type=pathlib.Path, default=ROOT / "build/release")
  parser.add_argument("--only", help="a pattern for the rows' names; nginx and Beast always run")
  parser.add_argument("--rounds", type=int, default=5)
  parser.add_argument("--seconds", type=int, default=3, help="of a round")
  parser.add_argument("--core", type=int, default=1, help="of the server")
  parser.add_argument("--load-core", type=int, default=0, help="of wrk")
  parser.add_argument("--no-calls", action="store_true", help="do not count system calls")
  parser.add_argument("--notes", type=pathlib.Path, help="page to write the table into")
  options = parser.parse_args()

  measured = [row for row in rows(options.build.resolve())
              if not options.only or not row.what.startswith("ours")
              or re.search(options.only, row.what)]
  load = os.getloadavg()[0]
  for _ in range(options.rounds):
    for row in measured:
      one_round(row, options)
  for row in measured if not options.no_calls else []:
    count_calls(row, options)
  lines = [machine(load), "", *table(measured)]
  print("\n".join(lines))
  if options.notes:
    write_notes(options.notes, lines)


if __name__ == "__main__":
  main()
