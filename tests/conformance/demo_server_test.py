"""`eyewall demo-server`: its pages, its end, and its shop in two real browser windows."""

import http.client
import json
import pathlib
import signal
import socket
import subprocess
import tempfile
import threading
import unittest

import browser
from classes import SANITIZED
from lesson_files import EYEWALL, ROOT, run


class Server:
  """A running demo-server; `with` ends it."""

  def __init__(self, *words):
    self.process = subprocess.Popen([EYEWALL, "demo-server", "--port", "0", *words],
                                    stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    self.port = int(self.process.stdout.readline())
    self.url = f"http://localhost:{self.port}"

  def __enter__(self):
    return self

  def __exit__(self, *_):
    self.end()

  def end(self, by=signal.SIGTERM):
    """(exit code, what it said)."""
    if self.process.poll() is None:
      self.process.send_signal(by)
    said = self.process.communicate(timeout=60)[1]
    return self.process.returncode, said

  def ask(self, method, path, body=None, headers={}):
    connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
    connection.request(method, path, body, headers)
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    return answer.status, body


class Pages(unittest.TestCase):

  @classmethod
  def setUpClass(cls):
    cls.server = Server()

  @classmethod
  def tearDownClass(cls):
    assert cls.server.end()[0] == 0

  def test_each_says_what_it_is_there_for(self):
    self.assertEqual(self.server.ask("GET", "/"), (200, b"Hello, world"))
    self.assertEqual(self.server.ask("GET", "/later"), (200, b"Hello, world"))
    self.assertEqual(self.server.ask("GET", "/justnow"), (200, b"i hope just now see you"))
    self.assertEqual(self.server.ask("HEAD", "/"), (200, b""))
    self.assertEqual(self.server.ask("GET", "/nothing")[0], 404)
    self.assertEqual(self.server.ask("DELETE", "/")[0], 405)

  def test_headers_are_told_as_json(self):
    status, body = self.server.ask("GET", "/headers", headers={"x-one": "\u00e9\"<"})
    self.assertEqual(status, 200)
    self.assertIn("X-One", json.loads(body.decode("utf-8", "replace")))

  def test_a_body_of_20_mb_comes_back_and_one_byte_more_is_413(self):
    body = bytes(range(256)) * (20 * 4096)
    self.assertEqual(self.server.ask("POST", "/echo", body), (200, body))
    self.assertEqual(self.server.ask("POST", "/echo", None,
                                     {"Content-Length": str(len(body) + 1)})[0], 413)

  def test_sleep_keeps_nobody_waiting(self):
    waiting = http.client.HTTPConnection("127.0.0.1", self.server.port, timeout=60)
    waiting.request("GET", "/sleep")
    self.assertEqual(self.server.ask("GET", "/justnow")[0], 200)
    waiting.sock.setblocking(False)
    with self.assertRaises(BlockingIOError):  # five seconds are not over
      waiting.sock.recv(1)
    waiting.close()


class End(unittest.TestCase):

  def test_a_signal_ends_it_and_its_trace_is_complete(self):
    for by in (signal.SIGINT, signal.SIGTERM):
      with self.subTest(by=by), tempfile.TemporaryDirectory() as folder:
        trace = pathlib.Path(folder) / "t.jsonl"
        server = Server("--trace", str(trace))
        self.assertEqual(server.ask("GET", "/")[0], 200)
        self.assertEqual(server.end(by)[0], 0)
        self.assertIn('"eyewall_end"', trace.read_text().splitlines()[-1])
        self.assertEqual(run([EYEWALL, "grep", "--count", "http.finish", trace]).stdout, "1\n")

  def test_a_request_under_way_is_answered_first(self):
    server = Server()
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
    connection.request("GET", "/later")
    self.assertEqual(server.ask("GET", "/")[0], 200)  # so the first one is being served
    self.assertEqual(server.end()[0], 0)
    self.assertEqual(connection.getresponse().read(), b"Hello, world")

  def test_lab_does_not_stand_between(self):
    # ./lab ends in exec: the process that a shell sees is the server.
    text = (ROOT / "lab").read_text()
    self.assertIn('exec "$eyewall" "$@"', text)

  def test_a_port_that_is_taken_is_refused_with_a_way_out(self):
    with Server() as server:
      done = run([EYEWALL, "demo-server", "--port", str(server.port)])
      self.assertEqual(done.returncode, 2)
      self.assertIn(str(server.port), done.stderr)
      self.assertIn("--port 0", done.stderr)


class Cart(unittest.TestCase):
  """The flaws that the book confesses are not here."""

  def setUp(self):
    self.server = Server()

  def tearDown(self):
    self.assertEqual(self.server.end()[0], 0)

  def buy(self, session, action="add"):
    body = f"session={session}&action={action}"
    status, body = self.server.ask("POST", "/cart", body,
                                   {"Content-Type": "application/x-www-form-urlencoded"})
    return status, json.loads(body)["inventoryCount"] if status in (200, 409) else body

  def test_the_stock_never_falls_below_zero(self):
    answers = []
    threads = [threading.Thread(target=lambda n=n: answers.append(self.buy(n)))
               for n in range(14)]
    for thread in threads:
      thread.start()
    for thread in threads:
      thread.join()
    self.assertEqual(sorted(answers), sorted([(200, n) for n in range(10)] + [(409, 0)] * 4))
    self.assertEqual(self.buy("99"), (409, 0))
    self.assertEqual(self.buy("0", "remove"), (200, 1))
    self.assertEqual(self.buy("99"), (200, 0))

  def test_a_session_holds_one_only_and_puts_back_what_it_has(self):
    self.assertEqual(self.buy("a"), (200, 9))
    self.assertEqual(self.buy("a"), (200, 9))
    self.assertEqual(self.buy("b", "remove"), (200, 9))
    self.assertEqual(self.buy("a", "remove"), (200, 10))
    self.assertEqual(self.buy("a", "steal")[0], 400)
    self.assertEqual(self.server.ask("POST", "/cart", "")[0], 400)

  def test_clients_that_are_gone_are_not_called(self):
    waiting = [socket.create_connection(("127.0.0.1", self.server.port)) for _ in range(20)]
    for client in waiting:
      client.sendall(b"GET /cart/status HTTP/1.1\r\nHost: x\r\n\r\n")
    for client in waiting[1:]:
      client.close()
    # Ten changes: who is gone costs nothing, and who is there is answered once.
    for n in range(5):
      self.assertEqual(self.buy("a"), (200, 9))
      self.assertEqual(self.buy("a", "remove"), (200, 10))
    waiting[0].settimeout(60)
    self.assertEqual(waiting[0].recv(65536).count(b"HTTP/1.1 200 OK"), 1)
    waiting[0].close()

  def test_a_page_that_missed_a_change_hears_at_once(self):
    self.assertEqual(self.buy("a"), (200, 9))
    status, body = self.server.ask("GET", "/cart/status?seen=10")
    self.assertEqual((status, json.loads(body)), (200, {"inventoryCount": 9}))


@unittest.skipIf(SANITIZED, "a browser does not know how the server was built")
@unittest.skipIf(browser.MISSING, browser.MISSING)
class Windows(unittest.TestCase):
  """Two windows of a real browser see the same stock."""

  def shop(self, path):
    count = "document.getElementById('count').textContent"
    visible = "document.getElementById('{}').hidden === {}"
    with Server() as server, browser.Browser(500, 500) as one, browser.Browser(500, 500) as two:
      for window in (one, two):
        window.open(server.url + path)
        self.assertEqual(window.run(f"return {count}"), "10")
      one.run("document.getElementById('add').click()")
      for window in (one, two):
        window.wait(f"{count} === '9'")
      one.wait(visible.format("remove", "false"))
      self.assertTrue(two.run("return " + visible.format("remove", "true")))
      two.run("document.getElementById('add').click()")
      for window in (one, two):
        window.wait(f"{count} === '8'")
      one.run("document.getElementById('remove').click()")
      for window in (one, two):
        window.wait(f"{count} === '9'")
      self.assertEqual(one.log(), [])

  def test_by_long_polling(self):
    self.shop("/cart")

  def test_by_websocket(self):
    self.shop("/cart/live")


if __name__ == "__main__":
  unittest.main()
