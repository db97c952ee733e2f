"""Clients that do not play fair, against our server: what each may cost is bounded, and others are
served meanwhile."""

import pathlib
import select
import socket
import unittest

from classes import SANITIZED
from strict_cases import HELLO
from strict_test import PROBE, Client, DemoServer

MEGABYTE = 1 << 20


class Abuse(unittest.TestCase):

  def setUp(self):
    self.server = DemoServer()
    self.other = Client(self.server.port)
    self.served()
    self.before = self.memory()

  def tearDown(self):
    self.other.close()
    self.assertEqual(self.server.close(), 0)

  def memory(self):
    """The most that the server has had in memory so far, in bytes."""
    status = pathlib.Path(f"/proc/{self.server.process.pid}/status").read_text()
    return int(status.split("VmHWM:")[1].split()[0]) * 1024

  def served(self):
    self.other.send(PROBE)
    self.assertEqual(self.other.answer(False)[2], HELLO)

  def costs_at_most(self, megabytes):
    if SANITIZED:
      return  # a sanitizer keeps what was freed
    self.assertLess((self.memory() - self.before) / MEGABYTE, megabytes)

  def open(self, receive=None):
    """A socket that takes what can be had at once; receive: bytes that its kernel keeps."""
    client = socket.socket()
    if receive:
      client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, receive)
    client.connect(("127.0.0.1", self.server.port))
    client.setblocking(False)
    return client

  def push(self, client, data, patience=0.3):
    """Sends until the server takes no more for `patience` seconds; how much it took."""
    view, sent = memoryview(data), 0
    while sent < len(data) and select.select([], [client], [], patience)[1]:
      sent += client.send(view[sent:])
    return sent

  def test_a_flood_of_requests_whose_answers_nobody_reads_stops(self):
    flood = PROBE * (64 * MEGABYTE // len(PROBE))
    client = self.open(receive=4096)
    self.assertLess(self.push(client, flood), len(flood))
    self.served()
    self.costs_at_most(8)
    client.close()

  def test_ten_thousand_requests_at_once_are_answered_each(self):
    client = self.open()
    client.setblocking(True)
    sent = PROBE * 1000
    answers = 0
    for _ in range(10):
      client.sendall(sent)
      tail = b""
      while (tail.count(HELLO)) < 1000:
        tail += client.recv(MEGABYTE)
      answers += tail.count(HELLO)
      self.served()
    self.assertEqual(answers, 10_000)
    self.costs_at_most(4)
    client.close()

  def test_large_answers_that_nobody_reads_cost_their_size(self):
    body = b"x" * (20 * 1000 * 1000)
    head = f"POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: {len(body)}\r\n\r\n".encode()
    clients = [self.open(receive=4096) for _ in range(3)]
    for client in clients:
      self.assertEqual(self.push(client, head + body, 5), len(head + body))
      self.served()
    self.costs_at_most(3 * 3 * 20)  # the request's body, the answer, and one copy on its way
    for client in clients:
      client.close()

  def test_slow_heads_and_bodies_cost_nobody_else(self):
    heads = [self.open() for _ in range(100)]
    bodies = [self.open() for _ in range(100)]
    for client in bodies:
      client.send(b"POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 9000000\r\n\r\n")
    for at, letter in enumerate(PROBE[:-1]):
      for client in heads + bodies:
        client.send(bytes([letter]))
      self.served()
    self.costs_at_most(16)
    for client in heads + bodies:
      client.close()
    self.served()

  def test_a_body_in_chunks_of_a_byte_costs_its_size(self):
    count = 200_000
    client = Client(self.server.port)
    client.send(b"POST /echo HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n")
    client.send(b"1\r\nx\r\n" * count + b"0\r\n\r\n")
    self.served()
    self.assertEqual(client.answer(False)[2], b"x" * count)
    self.costs_at_most(16)
    client.close()

  def test_what_is_sent_behind_a_refusal_is_thrown_away(self):
    client = self.open()
    client.setblocking(True)
    client.sendall(b"GET / HTTP/1.1\r\nHost : x\r\n\r\n")
    self.assertIn(b"400 Bad Request", client.recv(MEGABYTE))
    try:
      client.sendall(b"x" * (64 * MEGABYTE))
    except (BrokenPipeError, ConnectionResetError):
      pass  # it had its time
    self.served()
    self.costs_at_most(8)
    client.close()

  def test_connections_that_come_and_go_leave_nothing(self):
    for _ in range(2000):
      client = self.open()
      client.send(b"GET / HTTP/1.1\r\nHo")
      client.close()
    self.served()
    self.costs_at_most(8)


if __name__ == "__main__":
  unittest.main()
