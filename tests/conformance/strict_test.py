"""Our server against what RFC 9112 and RFC 9110 say of requests: every case of request_cases.py and
its neighbours, as one piece, and byte by byte."""

import re
import socket
import subprocess
import unittest

import request_body_cases
import request_cases
import request_field_cases
from server_test import BUILD
from strict_cases import HELLO, fields

STATUS_LINE = re.compile(rb"HTTP/1\.1 ([1-9]\d\d) [\t\x20-\x7e]*")
FIELD = re.compile(rb"([!#$%&'*+\-.^_`|~\w]+): ?([\t\x20-\x7e]*)")
PROBE = fields("").encode()
PATIENCE = 30  # seconds: whatever does not come until then does not come


class DemoServer:
  """eyewall demo-server, on a port that is free."""

  def __init__(self):
    self.process = subprocess.Popen([BUILD / "bin/eyewall", "demo-server", "--port", "0"],
                                    stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    self.port = int(self.process.stdout.readline())

  def close(self):
    """Its exit code."""
    self.process.terminate()
    self.process.communicate(timeout=60)
    return self.process.returncode


class Wrong(Exception):
  """What came is not what the case says."""


class Client:
  """One connection, and the answers that come on it, held to the grammar."""

  def __init__(self, port):
    self.socket = socket.create_connection(("127.0.0.1", port), timeout=PATIENCE)
    self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    self.data = b""
    self.ended = False

  def send(self, data):
    try:
      self.socket.sendall(data)
    except (BrokenPipeError, ConnectionResetError):
      pass  # it was refused meanwhile

  def more(self):
    try:
      piece = self.socket.recv(1 << 16)
    except ConnectionResetError:
      piece = b""
    except socket.timeout:
      raise Wrong(f"nothing more comes behind {self.data[-60:]!r}") from None
    self.data += piece
    self.ended = not piece
    return not self.ended

  def take(self, count):
    while len(self.data) < count:
      if not self.more():
        raise Wrong(f"the answer ends early: {self.data!r}")
    taken, self.data = self.data[:count], self.data[count:]
    return taken

  def take_until(self, mark):
    while mark not in self.data:
      if not self.more():
        raise Wrong(f"the connection ends behind {self.data[-200:]!r}")
    return self.take(self.data.index(mark) + len(mark))

  def head(self):
    first, *lines = self.take_until(b"\r\n\r\n")[:-4].split(b"\r\n")
    status = STATUS_LINE.fullmatch(first)
    if not status:
      raise Wrong(f"status line {first!r}")
    headers = {}
    for each in lines:
      field = FIELD.fullmatch(each)
      if not field or field[1].lower() in headers:
        raise Wrong(f"field {each!r}")
      headers[field[1].lower()] = field[2]
    return int(status[1]), headers

  def answer(self, bodiless):
    """(status, headers, body) of the next answer that is final."""
    status = 100
    while status < 200:
      status, headers = self.head()
    length = headers.get(b"content-length")
    if b"date" not in headers and status < 500:
      raise Wrong(f"{status} has no Date: {headers}")
    if bodiless:
      return status, headers, b""
    if length is not None:
      return status, headers, self.take(int(length))
    if headers.get(b"transfer-encoding") != b"chunked":
      raise Wrong(f"no length in {headers}")
    body = b""
    while (size := int(self.take_until(b"\r\n"), 16)) != 0:
      body += self.take(size + 2)[:-2]
    self.take_until(b"\r\n")
    return status, headers, body

  def expect_end(self):
    while self.more():
      pass
    if self.data:
      raise Wrong(f"and goes on: {self.data[:200]!r}")

  def close(self):
    self.socket.close()


def heads_in(data):
  """Of which answer it is known that it has no body: those to HEAD, in the order of requests."""
  return [start == b"HEAD" for start in re.findall(rb"^([A-Z]+) [^\r\n]+ HTTP/", data, re.M)]


def judge(case, client):
  """Reads the answers to a case; raises Wrong."""
  heads = heads_in(case.sends) + [False] * 100
  for number, wanted in enumerate(case.statuses):
    status, headers, body = client.answer(heads[number])
    wanted = wanted if isinstance(wanted, tuple) else (wanted,)
    if status not in wanted:
      raise Wrong(f"answer {number + 1} is {status}, not {wanted}: {body[:100]!r}")
    if case.bodies and number < len(case.bodies) and body != case.bodies[number]:
      raise Wrong(f"answer {number + 1} has the body {body[:100]!r}")
  if case.closes:
    if headers.get(b"connection", b"").lower() != b"close":
      raise Wrong("closes, and does not say so")
    client.expect_end()
  elif case.closes is False:
    client.send(PROBE)
    status, headers, body = client.answer(False)
    if (status, body) != (200, HELLO):
      raise Wrong(f"the next request is answered by {status} {body[:100]!r}")


ALL = [case for module in (request_cases, request_field_cases, request_body_cases)
       for case in module.cases()]


class Requests(unittest.TestCase):

  @classmethod
  def setUpClass(cls):
    cls.server = DemoServer()

  @classmethod
  def tearDownClass(cls):
    assert cls.server.close() == 0

  def expect(self, case, client):
    with self.subTest(f"{case.name} (RFC {case.section})"):
      try:
        judge(case, client)
      except Wrong as wrong:
        self.fail(f"{case.sends[:200]!r}: {wrong}")
      finally:
        client.close()

  def test_each_case_has_a_name_of_its_own(self):
    names = [case.name for case in ALL]
    self.assertEqual(sorted({name for name in names if names.count(name) > 1}), [])

  def test_each_is_answered_as_one_piece(self):
    for case in ALL:
      client = Client(self.server.port)
      client.send(case.sends)
      self.expect(case, client)

  def test_each_is_answered_byte_by_byte(self):
    # All at once: behind each byte of everybody another client's request is answered, so that
    # the server has seen them.
    other = Client(self.server.port)
    short = [case for case in ALL if len(case.sends) < 500]
    clients = [Client(self.server.port) for _ in short]
    for at in range(max(len(case.sends) for case in short)):
      for case, client in zip(short, clients):
        if at < len(case.sends):
          client.send(case.sends[at:at + 1])
      other.send(PROBE)
      other.answer(False)
    other.close()
    for case, client in zip(short, clients):
      self.expect(case, client)


if __name__ == "__main__":
  unittest.main()
