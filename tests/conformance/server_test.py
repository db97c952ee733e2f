"""Clients that nobody here wrote talk to our server: curl, Python's http.client, raw sockets by
the thousand; our own client too, and to nginx with TLS."""

import http.client
import os
import pathlib
import resource
import shutil
import socket
import subprocess
import tempfile
import time
import unittest

import fetch_servers
from classes import SANITIZED

ROOT = pathlib.Path(__file__).resolve().parents[2]
BUILD = pathlib.Path(os.environ.get("EYEWALL_BINARY_DIR", ROOT / "build/dev"))
PROGRAM = os.environ.get("EYEWALL_SERVER_PROGRAM", BUILD / "tests/conformance/server_program")
HELLO = b"Hello, world"


def raised_limit(wanted):
  """Descriptors that this process, and its children, may have from now on."""
  hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
  limit = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
  resource.setrlimit(resource.RLIMIT_NOFILE, (limit, hard))
  return limit


class Server:
  def __init__(self, *words, program=PROGRAM):
    self.process = subprocess.Popen([program, *words], stdin=subprocess.PIPE,
                                    stdout=subprocess.PIPE, text=True)
    self.port = int(self.process.stdout.readline())

  def close(self):
    self.process.communicate(timeout=60)
    return self.process.returncode


def curl(*words, data=b""):
  done = subprocess.run(["curl", "-sS", "--max-time", "60", *words], input=data,
                        capture_output=True, timeout=100)
  if done.returncode != 0:
    raise AssertionError(done.stderr.decode())
  return done.stdout


class Case(unittest.TestCase):
  words = ()

  def setUp(self):
    self.server = Server(*self.words)
    self.url = f"http://127.0.0.1:{self.server.port}"

  def tearDown(self):
    self.assertEqual(self.server.close(), 0)


class Curl(Case):

  def test_gets_and_heads(self):
    self.assertEqual(curl(self.url + "/"), HELLO)
    self.assertIn(b"Content-Length: 12\r\n", curl("--head", self.url + "/"))
    self.assertTrue(curl("-i", self.url + "/no").startswith(b"HTTP/1.1 404 Not Found\r\n"))
    self.assertEqual(curl("--http1.0", self.url + "/chunked"), b"one, two, three")
    self.assertEqual(curl(self.url + "/chunked"), b"one, two, three")

  def test_reaches_it_over_ipv6_on_the_same_port(self):
    if not socket.has_ipv6 or not pathlib.Path("/proc/net/if_inet6").exists():
      self.skipTest("no IPv6 here")
    self.assertEqual(curl("-g", f"http://[::1]:{self.server.port}/"), HELLO)

  def test_posts_small_and_large_with_a_length_and_in_chunks(self):
    for body in (b"", b"hello", os.urandom(20_000_000)):
      self.assertTrue(curl("--data-binary", "@-", self.url + "/echo", data=body) == body)
      chunked = curl("-H", "Transfer-Encoding: chunked", "--data-binary", "@-",
                     self.url + "/echo", data=body)
      self.assertTrue(chunked == body)

  def test_waits_for_a_continue_and_gets_one(self):
    told = curl("-v", "--stderr", "-", "-H", "Expect: 100-continue", "--expect100-timeout", "30",
                "--data-binary", "@-", self.url + "/echo", data=b"x" * 2000)
    self.assertIn(b"100 Continue", told)

  def test_uses_one_connection_for_many_requests(self):
    told = curl("-v", "--stderr", "-", *[self.url + "/"] * 20)
    self.assertEqual(told.count(b"Connected to"), 1)
    self.assertEqual(told.count(HELLO), 20)


class Python(Case):

  def test_http_client_asks_again_and_again(self):
    connection = http.client.HTTPConnection("127.0.0.1", self.server.port, timeout=60)
    for body in (b"one", iter([b"in ", b"chunks"])):
      connection.request("POST", "/echo", body, encode_chunked=True,
                         headers={} if isinstance(body, bytes) else
                         {"Transfer-Encoding": "chunked"})
      response = connection.getresponse()
      self.assertIn(response.read(), (b"one", b"in chunks"))
    connection.request("GET", "/chunked")
    self.assertEqual(connection.getresponse().read(), b"one, two, three")
    connection.close()


class Crowd(Case):

  def setUp(self):
    self.limit = raised_limit(25_000)  # ahead of the server, which inherits it
    super().setUp()

  def open(self, data=b""):
    client = socket.create_connection(("127.0.0.1", self.server.port))
    client.sendall(data)
    return client

  def test_a_request_among_thousands_of_idle_connections_is_answered_in_time(self):
    count = min(2_000 if SANITIZED else 10_000, self.limit - 200)
    crowd = [self.open(b"" if n % 2 else b"GET / HTTP/1.1\r\nHo") for n in range(count)]
    began = time.monotonic()
    self.assertEqual(curl(self.url + "/"), HELLO)
    self.assertLess(time.monotonic() - began, 5)
    for client in crowd:
      client.close()
    self.assertEqual(curl(self.url + "/"), HELLO)

  def test_a_client_that_never_reads_costs_nobody_else(self):
    greedy = self.open(b"POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 20000000\r\n\r\n" +
                       b"x" * 20_000_000)
    self.assertEqual(curl(self.url + "/"), HELLO)
    greedy.close()
    self.assertEqual(curl(self.url + "/"), HELLO)


class Tls(unittest.TestCase):

  @classmethod
  def setUpClass(cls):
    cls.folder = pathlib.Path(tempfile.mkdtemp(prefix="eyewall-tls-"))
    cls.pem = cls.folder / "host.pem"
    subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2",
                    "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost",
                    "-keyout", cls.folder / "key.pem", "-out", cls.folder / "cert.pem"],
                   check=True, capture_output=True)
    cls.pem.write_bytes((cls.folder / "cert.pem").read_bytes() +
                        (cls.folder / "key.pem").read_bytes())

  @classmethod
  def tearDownClass(cls):
    shutil.rmtree(cls.folder)

  def fetch(self, *words):
    return subprocess.run([BUILD / "bin/eyewall", "fetch", *words], capture_output=True, timeout=60)

  def fetched(self, url, trusted=True):
    environment = {**os.environ, "SSL_CERT_FILE": str(self.folder / "cert.pem")}
    return subprocess.run([BUILD / "bin/eyewall", "fetch", url], capture_output=True, timeout=60,
                          env=environment if trusted else None)

  def test_curl_and_our_client_fetch_from_our_server(self):
    server = Server(self.pem)
    url = f"https://localhost:{server.port}/"
    self.assertEqual(curl("--cacert", self.folder / "cert.pem", url), HELLO)
    self.assertTrue(self.fetched(url).stdout.endswith(HELLO))
    refused = self.fetched(url, trusted=False)
    self.assertNotEqual(refused.returncode, 0)
    self.assertIn(b"certificate verify failed", refused.stderr)
    body = os.urandom(5_000_000)
    self.assertTrue(curl("--cacert", self.folder / "cert.pem", "--data-binary", "@-",
                         url + "echo", data=body) == body)
    self.assertEqual(server.close(), 0)

  def test_fetch_refuses_a_certificate_that_nobody_vouches_for_and_says_the_way_out(self):
    server = Server(self.pem)
    url = f"https://localhost:{server.port}/"
    refused = self.fetch(url)
    self.assertEqual((refused.returncode, refused.stdout), (1, b""))
    self.assertIn(b"certificate verify failed", refused.stderr)
    for way in (b"--ca FILE", b"--insecure"):
      self.assertIn(way, refused.stderr)
    for way in (("--ca", self.folder / "cert.pem"), ("--insecure",)):
      taken = self.fetch(*way, url)
      self.assertEqual((taken.returncode, taken.stdout, taken.stderr), (0, HELLO, b""))
    # Trusted, but for another name.
    url = f"https://127.0.0.1:{server.port}/"
    self.assertEqual(self.fetch("--ca", self.folder / "cert.pem", url).returncode, 1)
    self.assertEqual(self.fetch("--insecure", url).stdout, HELLO)
    self.assertEqual(server.close(), 0)

  def test_fetch_takes_one_way_of_trust_and_a_file_that_holds_certificates(self):
    url = "https://localhost:1/"
    both = self.fetch("--ca", self.folder / "cert.pem", "--insecure", url)
    self.assertEqual(both.returncode, 2)
    self.assertEqual(self.fetch("--ca", self.folder / "not-there.pem", url).returncode, 2)
    (self.folder / "empty.pem").write_text("no certificate\n")
    empty = self.fetch("--ca", self.folder / "empty.pem", url)
    self.assertEqual(empty.returncode, 1)
    self.assertIn(b"empty.pem", empty.stderr)

  def test_our_client_fetches_from_nginx(self):
    site = fetch_servers.write_site(self.folder / "site")
    port = fetch_servers.free_port()
    (self.folder / "nginx.conf").write_text(f"""
      daemon off; master_process off; pid {self.folder}/pid; error_log stderr crit;
      events {{ }}
      http {{
        access_log off; client_body_temp_path {self.folder}/body;
        proxy_temp_path {self.folder}/p; fastcgi_temp_path {self.folder}/f;
        uwsgi_temp_path {self.folder}/u; scgi_temp_path {self.folder}/s;
        server {{
          listen 127.0.0.1:{port} ssl; server_name localhost; root {site};
          ssl_certificate {self.folder}/cert.pem; ssl_certificate_key {self.folder}/key.pem;
        }}
      }}""")
    nginx = subprocess.Popen([fetch_servers.NGINX, "-c", self.folder / "nginx.conf"])
    try:
      for _ in range(200):  # it may not be there yet
        if self.fetched(f"https://localhost:{port}/empty.txt").returncode == 0:
          break
      done = self.fetched(f"https://localhost:{port}/hello.txt")
      self.assertEqual((done.returncode, done.stdout[-13:]), (0, HELLO + b"\n"), done.stderr)
      large = self.fetched(f"https://localhost:{port}/large.bin")
      self.assertEqual(large.stdout[-fetch_servers.LARGE:], (site / "large.bin").read_bytes())
    finally:
      nginx.terminate()
      nginx.wait()


if __name__ == "__main__":
  unittest.main()
