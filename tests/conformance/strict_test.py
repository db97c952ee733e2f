"""Our server against what RFC 9112 and RFC 9110 say of requests: every case of request_cases.py and
its neighbours, as one piece, and byte by byte."""

import json
import re
import socket
import subprocess
import unittest

import request_body_cases
import request_cases
import request_field_cases
from server_test import BUILD
from strict_cases import HELLO, answered, fields

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


class Served(unittest.TestCase):

  @classmethod
  def setUpClass(cls):
    cls.server = DemoServer()

  @classmethod
  def tearDownClass(cls):
    assert cls.server.close() == 0


class Requests(Served):

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

  def test_a_message_may_be_cut_anywhere(self):
    other = Client(self.server.port)
    chunks = "4;a=b\r\nbody\r\n0\r\nC: d\r\n\r\n"
    text = fields("Transfer-Encoding: chunked\r\n", "POST /echo HTTP/1.1") + chunks
    sends = (text + fields("Content-Length: 2\r\n", "POST /echo HTTP/1.1") + "by").encode()
    case = answered("cut", "2.2", "", (200, 200), bodies=[b"body", b"by"])
    for at in range(1, len(sends)):
      client = Client(self.server.port)
      client.send(sends[:at])
      other.send(PROBE)
      other.answer(False)
      client.send(sends[at:])
      self.expect(case._replace(name=f"cut at {at}", sends=sends), client)
    other.close()

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


class Answers(Served):
  """What an answer must say, by RFC 9110."""

  def ask(self, start, more="", version="1.1"):
    client = Client(self.server.port)
    client.send(fields(more, f"{start} HTTP/{version}").encode("latin-1"))
    answer = client.answer(start.startswith("HEAD"))
    client.close()
    return answer

  def test_head_is_answered_as_get_without_the_body(self):
    for path in ("/", "/later", "/headers", "/no"):
      get, head = self.ask(f"GET {path}"), self.ask(f"HEAD {path}")
      for answer in (get, head):
        answer[1].pop(b"date")
      self.assertEqual(get[:2], head[:2])

  def test_a_method_that_is_not_allowed_is_told_which_are(self):
    for start in ("POST /", "DELETE /headers", "PUT /echo", "GET /echo"):
      status, headers, _ = self.ask(start)
      self.assertEqual(status, 405)
      self.assertNotIn(start.split()[0], headers[b"allow"].decode().split(", "))
    self.assertEqual(self.ask("FROB /")[0], 501)

  def test_the_server_as_a_whole_may_be_asked(self):
    status, headers, body = self.ask("OPTIONS *")
    self.assertEqual((status, body), (200, b""))
    self.assertIn(b"GET", headers[b"allow"])

  def test_values_are_trimmed_joined_and_kept_byte_by_byte(self):
    body = self.ask("GET /headers", "A: \t b \t\r\na:c  d\r\nE:\r\nF: \xe4\xff\r\n")[2]
    self.assertEqual(json.loads(body), {"Host": "x", "A": "b,c  d", "E": "", "F": "\xe4\xff"})

  def test_a_version_that_is_known_is_not_sent_again(self):
    status, headers, _ = self.ask("GET /")
    tag = headers[b"etag"].decode()
    for listed in (tag, "*", f'"x", W/{tag}'):
      client = Client(self.server.port)
      client.send(fields(f"If-None-Match: {listed}\r\n").encode())
      status, headers, _ = client.answer(True)
      self.assertEqual((status, headers[b"etag"].decode()), (304, tag))
      client.send(PROBE)
      self.assertEqual(client.answer(False)[2], HELLO)
      client.close()
    self.assertEqual(self.ask("GET /", 'If-None-Match: "x"\r\n')[0], 200)

  def test_a_body_is_waited_for_behind_a_continue(self):
    for framing, body in (("Content-Length: 5", b"hello"),
                          ("Transfer-Encoding: chunked", b"5\r\nhello\r\n0\r\n\r\n")):
      client = Client(self.server.port)
      client.send(fields(f"Expect: 100-continue\r\n{framing}\r\n", "POST /echo HTTP/1.1").encode())
      self.assertEqual(client.head(), (100, {}))
      client.send(body)
      self.assertEqual(client.answer(False)[2], b"hello")
      client.close()

  def test_a_client_that_has_said_all_still_gets_its_answer(self):
    client = Client(self.server.port)
    client.send(PROBE)  # of several requests those that wait behind the first may be lost
    client.socket.shutdown(socket.SHUT_WR)
    self.assertEqual(client.answer(False)[2], HELLO)
    client.expect_end()
    client.close()


if __name__ == "__main__":
  unittest.main()
