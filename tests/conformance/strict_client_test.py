"""Our client against what RFC 9112 and RFC 9110 say of responses: every case of response_cases.py
and response_body_cases.py, as one piece and byte by byte; and where redirects lead."""

import json
import os
import pathlib
import socket
import struct
import subprocess
import unittest

import response_body_cases
import response_cases
from response_cases import CLOSE, ERROR, KEEP, RESET

ROOT = pathlib.Path(__file__).resolve().parents[2]
BUILD = pathlib.Path(os.environ.get("EYEWALL_BINARY_DIR", ROOT / "build/dev"))
PROGRAM = os.environ.get("EYEWALL_CLIENT_PROGRAM", BUILD / "tests/conformance/client_program")


def text(digits):
  return bytes.fromhex(digits)


class Wrong(Exception):
  """What the client gives is not what the case says."""


class Connection:
  """The server's end of one connection, and the request that came on it."""

  def __init__(self, listener):
    self.socket = listener.accept()[0]
    self.socket.settimeout(30)
    self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    self.request = b""
    while b"\r\n\r\n" not in self.request:
      piece = self.socket.recv(1 << 16)
      if not piece:
        raise Wrong(f"the request ends early: {self.request!r}")
      self.request += piece

  def send(self, pieces):
    try:
      for piece in pieces:
        self.socket.sendall(piece)
    except (BrokenPipeError, ConnectionResetError):
      pass  # the client has seen enough

  def end(self, how):
    if how == RESET:
      self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    if how != KEEP:
      self.socket.close()


class Fetching(unittest.TestCase):

  @classmethod
  def setUpClass(cls):
    cls.listener = socket.create_server(("127.0.0.1", 0))
    cls.listener.settimeout(30)
    cls.host = f"127.0.0.1:{cls.listener.getsockname()[1]}"
    cls.program = subprocess.Popen([PROGRAM], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                   text=True)

  @classmethod
  def tearDownClass(cls):
    cls.program.communicate(timeout=60)
    cls.listener.close()
    assert cls.program.returncode == 0

  def ask(self, line):
    self.program.stdin.write(line + "\n")
    self.program.stdin.flush()

  def answer(self):
    return json.loads(self.program.stdout.readline())

  def judge(self, case, answer):
    self.assertIn(answer["code"], case.codes, text(answer["error"]))
    self.assertEqual(answer["error"] == "", 200 <= answer["code"] < 300)
    if case.body is not None:
      self.assertEqual(text(answer["body"]), case.body)
    if case.headers is not None:
      headers = [(text(name).decode(), text(value).decode("latin-1"))
                 for name, value in answer["headers"]]
      for field in case.headers:
        self.assertIn(field, headers)

  def play(self, case, pieces):
    self.ask(f"{case.method} http://{self.host}/")
    connection = Connection(self.listener)
    connection.send(pieces)
    connection.end(case.ends)
    answer = self.answer()
    connection.socket.close()
    with self.subTest(f"{case.name} (RFC {case.section})"):
      self.judge(case, answer)


ALL = [*response_cases.cases(), *response_body_cases.cases()]
CHAINS = list(response_body_cases.chains())


class Responses(Fetching):

  def test_each_case_has_a_name_of_its_own(self):
    names = [case.name for case in [*ALL, *CHAINS]]
    self.assertEqual(sorted({name for name in names if names.count(name) > 1}), [])

  def test_each_is_understood_as_one_piece(self):
    for case in ALL:
      self.play(case, [case.sends])

  def test_each_is_understood_byte_by_byte(self):
    for case in ALL:
      # A reset takes with it what has not been read yet.
      if len(case.sends) < 500 and case.ends != RESET:
        self.play(case, [case.sends[at:at + 1] for at in range(len(case.sends))])

  def test_an_answer_that_comes_before_the_body_is_sent_is_understood(self):
    self.ask(f"POST http://{self.host}/ 20000000")
    connection = Connection(self.listener)
    connection.send([b"HTTP/1.1 413 Too Large\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"])
    connection.socket.shutdown(socket.SHUT_WR)
    answer = self.answer()
    connection.end(CLOSE)
    self.assertEqual(answer["code"], 413)


class Redirects(Fetching):

  def follow(self, case):
    answers = []
    for begin, reply in case.exchanges:
      connection = Connection(self.listener)
      begins = begin if isinstance(begin, tuple) else (begin,)
      answers.append(any(connection.request.startswith(each.encode()) for each in begins))
      if not answers[-1]:
        reply = response_cases.response()  # so that it ends
      url = reply.replace("{host}", self.host).replace("{url}", "http://" + self.host)
      connection.send([url.replace("{url5}", "//" + self.host).encode()])
      connection.end(CLOSE)
      if not answers[-1]:
        raise Wrong(f"not {begin} but {connection.request[:60]}")

  def test_each_is_followed_where_it_leads(self):
    for case in CHAINS:
      with self.subTest(f"{case.name} (RFC {case.section})"):
        body = " 5" if case.method in ("POST", "PUT") else ""
        self.ask(f"{case.method} http://{self.host}/{body}")
        try:
          self.follow(case)
        finally:
          answer = self.answer()
        self.assertIn(answer["code"], case.codes, text(answer["error"]))


if __name__ == "__main__":
  unittest.main()
