"""WebSockets: clients and servers that nobody here wrote talk with ours, Python's websockets and
node's ws; and the Autobahn suite's cases, over raw sockets."""

import json
import os
import pathlib
import socket
import struct
import subprocess
import tempfile
import unittest
import zlib

import websocket_cases as cases

HERE = pathlib.Path(__file__).resolve().parent
BUILD = pathlib.Path(os.environ.get("EYEWALL_BINARY_DIR", HERE.parents[1] / "build/dev"))
PROGRAM = os.environ.get("EYEWALL_WEBSOCKET_PROGRAM",
                         BUILD / "tests/conformance/websocket_program")
PYTHON = ("/usr/bin/python3", HERE / "websocket_peer.py")
NODE = ("node", HERE / "websocket_peer.js")
ENVIRONMENT = {**os.environ, "NODE_PATH": "/usr/share/nodejs"}
KEY = "dGhlIHNhbXBsZSBub25jZQ=="


class Server:
  """A program that prints its port, and serves until its input ends."""

  def __init__(self, *words, **more):
    self.process = subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                    text=True, env={**ENVIRONMENT, **more})
    self.port = int(self.process.stdout.readline())

  def close(self):
    self.process.communicate(timeout=60)
    return self.process.returncode


def run(*words):
  return subprocess.run(words, capture_output=True, text=True, timeout=250, env=ENVIRONMENT)


class Peers(unittest.TestCase):

  def test_their_clients_talk_with_our_server(self):
    server = Server(PROGRAM)
    for client in (PYTHON, NODE):
      done = run(*client, "client", f"ws://127.0.0.1:{server.port}")
      self.assertEqual((done.returncode, done.stdout), (0, "done\n"), done.stderr)
    self.assertEqual(server.close(), 0)

  def test_our_client_talks_with_their_servers(self):
    for peer in (PYTHON, NODE):
      server = Server(*peer, "server")
      done = run(PROGRAM, f"ws://127.0.0.1:{server.port}/")
      self.assertEqual(done.stdout, "38 messages, 0 wrong, closed with 1000, subprotocol chat\n")
      self.assertEqual((done.returncode, server.close()), (0, 0))


class Raw:
  """A client that sends bytes, and reads frames."""

  def __init__(self, port, path="/plain", offer=None):
    self.socket = socket.create_connection(("127.0.0.1", port), timeout=60)
    more = f"Sec-WebSocket-Extensions: {offer}\r\n" if offer else ""
    self.socket.sendall((f"GET {path} HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\n"
                         f"Connection: Upgrade\r\nSec-WebSocket-Key: {KEY}\r\n"
                         f"Sec-WebSocket-Version: 13\r\n{more}\r\n").encode())
    self.data = b""
    while b"\r\n\r\n" not in self.data:
      self.data += self.socket.recv(65536)
    self.head, self.data = self.data.split(b"\r\n\r\n", 1)

  def take(self, size):
    pieces = [self.data]
    have = len(self.data)
    while have < size:
      piece = self.socket.recv(1 << 20)
      if not piece:
        raise EOFError
      pieces.append(piece)
      have += len(piece)
    data = b"".join(pieces)
    self.data = data[size:]
    return data[:size]

  def read(self):
    """(first byte, payload) of the next frame."""
    first, size = self.take(2)
    if size > 125:
      size = int.from_bytes(self.take(2 if size == 126 else 8), "big")
    return first, self.take(size)

  def talk(self, data, count=None):
    """Sends; after so many frames a close. What comes until the server closes: frames, code."""
    frames = []
    self.send_and_read(data)
    while True:
      if len(frames) == count:
        self.socket.sendall(cases.closing(1000))
      first, payload = self.read()
      if first & 15 == cases.CLOSE:
        self.expect_end()
        return frames, struct.unpack(">H", payload[:2])[0] if payload else None
      frames.append((first & 15, payload))

  def send_and_read(self, data):
    view = memoryview(data)
    self.socket.setblocking(False)
    while view:
      try:
        view = view[self.socket.send(view[:1 << 18]):]
      except BlockingIOError:
        try:
          self.data += self.socket.recv(1 << 20)
        except BlockingIOError:
          pass
    self.socket.settimeout(60)

  def expect_end(self):
    if self.data or self.socket.recv(1):
      raise AssertionError("more came behind the close")
    self.socket.close()


class Autobahn(unittest.TestCase):

  def setUp(self):
    self.server = Server(PROGRAM)

  def tearDown(self):
    self.assertEqual(self.server.close(), 0)

  def check(self, *lists):
    for each in lists:
      for number, data, frames, code in each():
        with self.subTest(case=number):
          ends_itself = code != 1000 or number.startswith("7")
          got = Raw(self.server.port).talk(data, None if ends_itself else len(frames))
          self.assertEqual(got[1], code)
          self.assertTrue(got[0] == frames, f"{len(got[0])} frames")

  def test_echoes_pings_reserved_bits_and_opcodes(self):
    self.check(cases.echoes, cases.reserved)

  def test_fragments_and_utf8(self):
    self.check(cases.fragments, cases.utf8)

  def test_closes(self):
    self.check(cases.closes)

  def test_sizes(self):
    self.check(cases.sizes)

  def test_a_frame_in_single_bytes(self):
    client = Raw(self.server.port)
    client.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    for byte in cases.text(cases.KOSME) + cases.frame(cases.PING, b"p"):
      client.socket.sendall(bytes([byte]))
    self.assertEqual(client.talk(b"", 2), ([(cases.TEXT, cases.KOSME), (cases.PONG, b"p")], 1000))

  def compressed(self, offer, answer, count, size):
    """12.x and 13.x: messages there and back, compressed as was agreed."""
    client = Raw(self.server.port, "/ws", offer)
    self.assertIn(f"Sec-Websocket-Extensions: {answer}\r\n".encode(), client.head + b"\r\n")
    deflate = zlib.compressobj(wbits=-(9 if "client_max_window_bits=9" in answer else 15))
    inflate = zlib.decompressobj(-(9 if "server_max_window_bits=9" in answer else 15))
    message = (b"The quick brown fox %d. " % size * (size // 24 + 1))[:size]
    for _ in range(count):
      if "client_no_context_takeover" in answer:
        deflate = zlib.compressobj(wbits=-15)
      data = deflate.compress(message) + deflate.flush(zlib.Z_SYNC_FLUSH)
      half = len(data) // 2
      client.socket.sendall(cases.frame(cases.TEXT, data[:half], fin=False, rsv=4) +
                            cases.more(data[half:-4]))
      first, payload = client.read()
      self.assertEqual(first, 0xc1 if size >= 64 else 0x81)
      if first == 0xc1:
        payload = inflate.decompress(payload + b"\0\0\xff\xff")
      if "server_no_context_takeover" in answer:
        inflate = zlib.decompressobj(-15)
      self.assertTrue(payload == message)
    self.assertEqual(client.talk(b"", 0), ([], 1000))

  def test_compression(self):
    name = "permessage-deflate"
    for size, count in ((16, 100), (64, 100), (1024, 100), (131072, 20), (4_000_000, 2)):
      self.compressed(name, name, count, size)
    for words in ("; client_no_context_takeover", "; server_no_context_takeover",
                  "; server_max_window_bits=9", "; client_max_window_bits=9"):
      self.compressed(name + words, name + words, 20, 10_000)
    self.compressed(f"{name}; unknown, {name}; server_max_window_bits=9; client_max_window_bits",
                    f"{name}; server_max_window_bits=9", 20, 10_000)


class Recorded(unittest.TestCase):

  def test_a_trace_tells_the_frames_and_messages_in_order(self):
    with tempfile.TemporaryDirectory() as folder:
      trace = pathlib.Path(folder) / "trace.jsonl"
      server = Server(PROGRAM, EYEWALL_TRACE=str(trace))
      Raw(server.port).talk(cases.text(b"he", fin=False) + cases.more(b"llo"), 1)
      self.assertEqual(server.close(), 0)
      events = [json.loads(line) for line in trace.read_text().splitlines() if line]
    told = [(event["kind"], *(event[key] for key in ("how", "type", "bytes", "status")
                              if key in event))
            for event in events if event.get("kind", "").startswith("ws.")]
    self.assertEqual(told, [
        ("ws.open",), ("ws.frame", "received", "text", 2),
        ("ws.frame", "received", "continuation", 3), ("ws.message", "text", 5),
        ("ws.send", "text", 5), ("ws.frame", "sent", "text", 5),
        ("ws.frame", "received", "close", 2), ("ws.frame", "sent", "close", 2),
        ("ws.close", 1000)])


if __name__ == "__main__":
  unittest.main()
