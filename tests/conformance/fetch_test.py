"""`eyewall fetch` against servers that nobody here wrote: see fetch_servers.py.

The build directory is in EYEWALL_BINARY_DIR. One argument: the case to run (see fetch_test.py -h of
unittest); none: all. Tests of nginx are left out, with a message, where nginx is not installed.
"""

import json
import signal
import socket
import subprocess
import unittest

import fetch_servers as servers
from fetch_case import EYEWALL, PAGE, Case, run


class StaticServer(Case):
  """What is the same for Python's http.server and for nginx."""
  base = None

  def setUp(self):
    if self.base is None:
      self.skipTest("the cases of the servers that derive from it")

  def test_a_file(self):
    answer = self.fetch(self.base + "/hello.txt")
    self.assert_body(answer, b"Hello, world\n")
    self.assertEqual(answer["reason"], "OK")
    self.assertEqual(self.header(answer, "Content-Length"), ["13"])

  def test_an_empty_file(self):
    self.assert_body(self.fetch(self.base + "/empty.txt"), b"")

  def test_head(self):
    answer = self.fetch(self.base + "/page.html", "--method", "HEAD")
    self.assert_body(answer, b"")
    self.assertEqual(self.header(answer, "Content-Length"), [str(len(PAGE))])

  def test_not_found(self):
    answer = self.fetch(self.base + "/missing")
    self.assertEqual(answer["code"], 404)
    self.assertGreater(answer["body_len"], 0)
    self.assertEqual(answer["error"], "HTTP 404: Not Found")

  def test_not_modified(self):
    date = self.header(self.fetch(self.base + "/hello.txt"), "Last-Modified")[0]
    answer = self.fetch(self.base + "/hello.txt", "--header", "If-Modified-Since: " + date)
    self.assert_body(answer, b"", code=304)

  def test_50_megabytes(self):
    answer = self.fetch(self.base + "/large.bin")
    self.assert_body(answer, servers.large_body())

  def test_50_megabytes_recorded(self):
    trace = self.folder / "large.jsonl"
    self.assert_body(self.fetch(self.base + "/large.bin", "--record", trace), servers.large_body())
    info = subprocess.run([EYEWALL, "info", trace], capture_output=True, text=True, timeout=60)
    self.assertEqual(info.returncode, 0, info.stderr)


class PythonHttpServer(StaticServer):
  @classmethod
  def setUpClass(cls):
    super().setUpClass()
    site = str(cls.site)
    cls.server = servers.PythonServer(lambda *a: servers.Files(*a, directory=site))
    cls.base = cls.server.url

  @classmethod
  def tearDownClass(cls):
    cls.server.close()
    super().tearDownClass()

  def test_a_directory_redirects(self):
    (self.site / "folder").mkdir()
    (self.site / "folder/index.html").write_bytes(b"inside")
    self.assert_body(self.fetch(self.base + "/folder"), b"inside")


class Nginx(StaticServer):
  @classmethod
  def setUpClass(cls):
    if servers.NGINX is None:
      raise unittest.SkipTest("nginx is not installed (apt-get install nginx-light)")
    super().setUpClass()
    cls.server = servers.Nginx(cls.folder / "nginx", cls.site)
    cls.base = cls.server.url

  @classmethod
  def tearDownClass(cls):
    cls.server.close()
    super().tearDownClass()

  def test_chunked(self):
    answer = self.fetch(self.base + "/chunked/page.html")
    self.assertEqual(self.header(answer, "Transfer-Encoding"), ["chunked"])
    self.assert_body(answer, PAGE)

  def test_chunked_50_megabytes(self):
    answer = self.fetch(self.base + "/chunked/large.bin")
    self.assertEqual(self.header(answer, "Transfer-Encoding"), ["chunked"])
    self.assert_body(answer, servers.large_body())

  def test_gzip(self):
    answer = self.fetch(self.base + "/gzip/page.html")
    self.assertEqual(self.header(answer, "Content-Encoding"), ["gzip"])
    self.assert_body(answer, PAGE)

  def test_gzip_50_megabytes(self):
    self.assert_body(self.fetch(self.base + "/gzip/large.bin"), servers.large_body())

  def test_redirect(self):
    self.assert_body(self.fetch(self.base + "/moved-again"), b"Hello, world\n")
    stopped = self.fetch(self.base + "/moved-again", "--max-redirects", "1")
    self.assertEqual(stopped["code"], 301)
    unfollowed = self.fetch(self.base + "/moved", "--max-redirects", "0")
    self.assertEqual(unfollowed["code"], 301)
    self.assertEqual(self.header(unfollowed, "Location"), [self.base + "/hello.txt"])

  def test_no_content(self):
    self.assert_body(self.fetch(self.base + "/nothing"), b"", code=204)

  def test_a_range(self):
    answer = self.fetch(self.base + "/hello.txt", "--header", "Range: bytes=0-4")
    self.assert_body(answer, b"Hello", code=206)

  def test_basic_auth(self):
    self.assertEqual(self.fetch(self.base + "/secret/hello.txt")["code"], 401)
    url = self.base.replace("http://", "http://user:pa%40ss@")
    self.assert_body(self.fetch(url + "/secret/hello.txt"), b"Hello, world\n")

  def test_a_method_it_does_not_take(self):
    self.assertEqual(self.fetch(self.base + "/hello.txt", "--method", "POST")["code"], 405)


class ScriptedPythonServer(Case):
  @classmethod
  def setUpClass(cls):
    super().setUpClass()
    cls.server = servers.PythonServer(servers.Scripted)
    cls.base = cls.server.url

  @classmethod
  def tearDownClass(cls):
    cls.server.close()
    super().tearDownClass()

  def test_chunks_with_extensions_and_trailers(self):
    self.assert_body(self.fetch(self.base + "/chunked"), b"c" * sum(range(1, 200)))

  def test_gzip_of_two_members(self):
    self.assert_body(self.fetch(self.base + "/gzip"), b"one two")

  def test_gzip_head(self):
    self.assert_body(self.fetch(self.base + "/gzip", "--method", "HEAD"), b"")

  def test_until_close(self):
    self.assert_body(self.fetch(self.base + "/until-close"), b"until the end")

  def test_an_interim_response(self):
    self.assert_body(self.fetch(self.base + "/interim"), b"at last")

  def test_redirects_up_to_the_limit(self):
    self.assert_body(self.fetch(self.base + "/redirect/5"), b"at last")
    self.assertEqual(self.fetch(self.base + "/redirect/6")["code"], 302)

  def test_bodies(self):
    body = bytes(range(256)) * 5000
    file = self.folder / "body"
    file.write_bytes(body)
    for method in ("POST", "PUT", "PATCH"):
      answer = self.fetch(self.base + "/", "--method", method, "--body-file", file,
                          "--header", "X-Mine: 1", "--header", "X-Mine:2")
      self.assert_body(answer, f"{method} ['1', '2'] ".encode() + body)
    self.assert_body(self.fetch(self.base + "/", "--method", "DELETE"), b"DELETE None ")

  def test_output_without_json(self):
    done = run(self.base + "/interim")
    self.assertEqual((done.returncode, done.stdout, done.stderr), (0, b"at last", b""))
    done = run(self.base + "/missing")
    self.assertEqual(done.returncode, 1)
    self.assertIn(b"404", done.stdout, "the body, also of an error")
    self.assertEqual(done.stderr, b"eyewall: HTTP 404: Not Found\n")

  def test_recorded_output_is_the_same(self):
    plain = run("--json", self.base + "/chunked")
    traced = run("--json", "--record", self.folder / "t.jsonl", self.base + "/chunked")
    same = [json.loads(done.stdout) for done in (plain, traced)]
    for answer in same:
      answer["headers"] = [pair for pair in answer["headers"] if pair[0] != "Date"]
    self.assertEqual(same[0], same[1])
    self.assertEqual((plain.returncode, plain.stderr), (traced.returncode, traced.stderr))


class Failures(Case):
  def answer_of(self, data, then, *options):
    server = servers.SocketServer(data, then)
    try:
      return self.fetch(server.url, *options)
    finally:
      server.close()

  def test_connection_refused(self):
    with socket.socket() as deaf:  # it has the port, lest somebody else takes it, and listens not
      deaf.bind(("127.0.0.1", 0))
      answer = self.fetch(f"http://127.0.0.1:{deaf.getsockname()[1]}/")
    self.assert_no_response(answer, "Connection refused")

  def test_reset(self):
    for data in (b"", b"HTTP/1.1 200 OK\r\n\r\nhalf",
                 b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf"):
      with self.subTest(data=data):
        self.assert_no_response(self.answer_of(data, "reset"), "Connection reset by peer")

  def test_reset_behind_a_whole_response(self):
    # Whether the kernel tells of the reset with the bytes, after them or before them.
    answer = self.answer_of(b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello", "reset")
    self.assert_body(answer, b"hello")

  def test_closed_early(self):
    for data in (b"", b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf"):
      self.assert_no_response(self.answer_of(data, "close"), "Connection closed")

  def test_not_http(self):
    self.assert_no_response(self.answer_of(b"220 mail ready\r\n\r\n", "close"),
                            "does not begin with HTTP/")

  def test_timeout(self):
    for data in (b"", b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf"):
      self.assert_no_response(self.answer_of(data, "wait", "--timeout", "0.3"), "Timeout")

  def test_an_unknown_host(self):
    # No name server is asked for a name that is too long to be one.
    answer = self.fetch("http://" + "x" * 300 + "/")
    self.assert_no_response(answer, "cannot resolve")

  def test_bad_urls(self):
    for url in ("ftp://127.0.0.1/", "nonsense", "http://127.0.0.1:0/", "http://a b/"):
      self.assert_no_response(self.fetch(url), "HTTP 599: ")

  def test_usage(self):
    url = "http://127.0.0.1:1/"
    for words in ([], ["--header", "no colon", url], ["--body-file", "/no/such/file", url],
                  ["--timeout", "0", url], ["--max-redirects", "-1", url], ["--nonsense", url],
                  [url, url]):
      done = run(*words)
      self.assertEqual((done.returncode, done.stdout), (2, b""), words)
      self.assertNotEqual(done.stderr, b"")

  def test_help_has_examples(self):
    done = run("--help")
    self.assertEqual(done.returncode, 0)
    for word in (b"--method", b"--body-file", b"--header", b"--max-redirects", b"--timeout",
                 b"--record", b"--json", b"Examples:", b"eyewall fetch --record"):
      self.assertIn(word, done.stdout)

  def test_ctrl_c_ends_it_and_its_trace(self):
    server = servers.SocketServer(b"HTTP/1.1 200 OK\r\n\r\nhalf", "wait")
    trace = self.folder / "interrupted.jsonl"
    try:
      process = subprocess.Popen([EYEWALL, "fetch", "--json", "--record", trace, server.url],
                                 stdout=subprocess.PIPE, stderr=subprocess.PIPE)
      while not server.held:  # until it is connected, and waits
        self.assertIsNone(process.poll())
      process.send_signal(signal.SIGINT)
      out, err = process.communicate(timeout=20)
    finally:
      server.close()
    self.assertEqual((process.returncode, out), (-signal.SIGINT, b""))
    self.assertEqual(err, b"eyewall: interrupted\n")
    info = subprocess.run([EYEWALL, "info", trace], capture_output=True, text=True, timeout=60)
    self.assertEqual(info.returncode, 0)
    self.assertIn("state     complete", info.stdout)


if __name__ == "__main__":
  unittest.main()
