"""Clients that nobody here wrote, against our server."""

import http.client
import json
import os
import re
import subprocess
import tempfile
import unittest

from server_test import HELLO, Case, curl

TORNADO = """
import json, sys
from tornado import httpclient, ioloop, gen

async def main(url):
  client = httpclient.AsyncHTTPClient()
  got = [await client.fetch(url + "/")]
  got.append(await client.fetch(url + "/echo", method="POST", body=b"x" * 1000000))
  got.append(await client.fetch(url + "/", method="HEAD"))
  got.append(await client.fetch(url + "/no", raise_error=False))
  got.extend(await gen.multi([client.fetch(url + "/") for _ in range(50)]))
  pieces = []
  async def produce(write):
    for _ in range(3):
      await write(b"piece")
  got.append(await client.fetch(url + "/echo", method="POST", body_producer=produce))
  got.append(await client.fetch(url + "/echo", method="POST", body=b"y" * 5000,
                                expect_100_continue=True))
  print(json.dumps([[each.code, len(each.body)] for each in got]))

ioloop.IOLoop.current().run_sync(lambda: main(sys.argv[1]))
"""


def run(*words):
  """What a program prints, its errors included; it must end with 0."""
  done = subprocess.run(words, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                        timeout=100)
  if done.returncode != 0:
    raise AssertionError(done.stdout)
  return done.stdout


def number(pattern, text):
  found = re.search(pattern, text)
  if not found:
    raise AssertionError(f"no {pattern} in {text}")
  return float(found[1])


class Curls(Case):

  def test_puts_a_file_with_and_without_a_length(self):
    with tempfile.NamedTemporaryFile() as file:
      body = os.urandom(20_000_000)
      file.write(body)
      file.flush()
      self.assertTrue(curl("-T", file.name, self.url + "/echo") == body)
      self.assertTrue(curl("--data-binary", "@" + file.name, self.url + "/echo") == body)
    self.assertTrue(curl("-T", "-", self.url + "/echo", data=body) == body)

  def test_speaks_the_old_version(self):
    self.assertEqual(curl("--http1.0", self.url + "/"), HELLO)
    self.assertEqual(curl("--http1.0", "-d", "a=b", self.url + "/echo"), b"a=b")
    told = curl("--http1.0", "-v", "--stderr", "-", "-H", "Connection: keep-alive",
                *[self.url + "/"] * 5)
    self.assertEqual((told.count(HELLO), told.count(b"Connected to")), (5, 1))

  def test_expects_a_continue_or_does_not(self):
    for words in ((), ("-H", "Expect:"), ("-H", "Expect: 100-continue")):
      body = b"x" * 2_000_000
      self.assertTrue(curl(*words, "--data-binary", "@-", self.url + "/echo", data=body) == body)
    self.assertEqual(curl("-o", os.devnull, "-w", "%{http_code}", "-H", "Expect: miracles", "-d",
                          "a", self.url + "/echo"), b"417")

  def test_asks_for_what_we_do_not_speak(self):
    self.assertEqual(curl("--http2", self.url + "/"), HELLO)
    self.assertEqual(curl("--compressed", self.url + "/"), HELLO)
    self.assertEqual(curl("-H", "TE: gzip", "-H", "Accept-Encoding: br", self.url + "/"), HELLO)

  def test_speaks_as_to_a_proxy(self):
    self.assertEqual(curl("-x", self.url, "http://x.example/"), HELLO)

  def test_meets_the_limits(self):
    for word, code in (("X-Long: " + "a" * 80_000, b"431"), ("Content-Length: 2000000000", b"413")):
      self.assertEqual(curl("-o", os.devnull, "-w", "%{http_code}", "-H", word, self.url + "/"),
                       code)


class Loads(Case):
  """Tools that make load: nothing that they ask may fail."""

  def test_wrk(self):
    told = run("wrk", "-t1", "-c20", "-d1s", self.url + "/")
    self.assertGreater(number(r"(\d+) requests in", told), 100)
    self.assertNotIn("Socket errors", told)
    self.assertNotIn("Non-2xx", told)

  def test_ab_with_a_connection_a_request(self):
    told = run("ab", "-q", "-n", "500", "-c", "10", self.url + "/")
    self.assertEqual(number(r"Complete requests:\s+(\d+)", told), 500)
    self.assertEqual(number(r"Failed requests:\s+(\d+)", told), 0)
    self.assertNotIn("Non-2xx", told)

  def test_ab_keeping_its_connections(self):
    told = run("ab", "-q", "-k", "-n", "2000", "-c", "10", self.url + "/")
    self.assertEqual(number(r"Keep-Alive requests:\s+(\d+)", told), 2000)
    self.assertEqual(number(r"Failed requests:\s+(\d+)", told), 0)

  def test_ab_with_a_body(self):
    with tempfile.NamedTemporaryFile() as file:
      file.write(b"x" * 10_000)
      file.flush()
      told = run("ab", "-q", "-k", "-n", "500", "-c", "5", "-p", file.name, "-T", "text/plain",
                 self.url + "/echo")
    self.assertEqual(number(r"Document Length:\s+(\d+)", told), 10_000)
    self.assertEqual(number(r"Failed requests:\s+(\d+)", told), 0)

  def test_siege(self):
    with tempfile.TemporaryDirectory() as home:
      told = subprocess.run(["siege", "-b", "-c", "5", "-r", "50", "-j", self.url + "/"],
                            capture_output=True, text=True, timeout=100,
                            env={**os.environ, "HOME": home}).stdout
    result = json.loads(told[told.index("{"):])
    self.assertEqual((result["transactions"], result["failed_transactions"]), (250, 0))


class Libraries(Case):

  def test_http_client_keeps_its_connection(self):
    client = http.client.HTTPConnection("127.0.0.1", self.server.port, timeout=60)
    for _ in range(100):
      client.request("GET", "/")
      self.assertEqual(client.getresponse().read(), HELLO)
    client.request("HEAD", "/")
    response = client.getresponse()
    self.assertEqual((response.read(), response.getheader("Content-Length")), (b"", "12"))
    client.request("POST", "/echo", iter([b"a" * 70_000, b"b"]), encode_chunked=True,
                   headers={"Transfer-Encoding": "chunked"})
    self.assertEqual(client.getresponse().read(), b"a" * 70_000 + b"b")
    client.close()

  def test_tornado_fetches(self):
    got = json.loads(run("/usr/bin/python3", "-c", TORNADO, self.url))
    self.assertEqual(got[:3], [[200, 12], [200, 1_000_000], [200, 0]])
    self.assertEqual(got[3][0], 404)
    self.assertEqual(got[4:], [[200, 12]] * 50 + [[200, 15], [200, 5000]])


if __name__ == "__main__":
  unittest.main()
