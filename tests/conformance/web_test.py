"""Handlers of all kinds, asked by clients that nobody here wrote: curl, Python's http.client, and
its http.cookies for what a browser does with cookies."""

import base64
import hashlib
import hmac
import http.client
import http.cookies
import json
import os
import pathlib
import socket
import tempfile
import time
import unittest
import urllib.parse

import server_test
from server_test import BUILD, curl

PROGRAM = os.environ.get("EYEWALL_WEB_PROGRAM", BUILD / "tests/conformance/web_program")
SECRET = b"a secret of this test"
LARGE = bytes(range(256)) * 4096 * 5  # 5 MiB


def signed(name, value, secret=SECRET, when=None):
  """What Tornado 3.1.1 would have signed."""
  parts = [base64.b64encode(value), str(int(when or time.time())).encode()]
  code = hmac.new(secret, name.encode() + b"".join(parts), hashlib.sha1).hexdigest()
  return b"|".join([*parts, code.encode()]).decode()


class Case(unittest.TestCase):

  @classmethod
  def setUpClass(cls):
    cls.scratch = tempfile.TemporaryDirectory(prefix="eyewall-web-")
    cls.folder = pathlib.Path(cls.scratch.name) / "served"
    (cls.folder / "sub").mkdir(parents=True)
    (cls.folder / "sub/index.html").write_text("<p>index</p>")
    (cls.folder / "large.bin").write_bytes(LARGE)
    (cls.folder.parent / "secret.txt").write_text("secret")
    cls.server = server_test.Server(cls.folder, program=PROGRAM)
    cls.url = f"http://127.0.0.1:{cls.server.port}"

  @classmethod
  def tearDownClass(cls):
    code = cls.server.close()
    cls.scratch.cleanup()
    if code != 0:
      raise AssertionError(f"web_program ended with {code}")

  def ask(self, method, path, body=None, **headers):
    """The answer, its body read into `body`."""
    connection = http.client.HTTPConnection("127.0.0.1", self.server.port, timeout=60)
    connection.request(method, path, body,
                       {name.replace("_", "-"): value for name, value in headers.items()})
    answer = connection.getresponse()
    answer.body = answer.read()
    connection.close()
    return answer


class Answers(Case):

  def test_what_was_not_changed_is_not_sent_again(self):
    first = self.ask("GET", "/")
    self.assertEqual((first.status, first.body), (200, b"Hello, world"))
    etag = first.headers["Etag"]
    self.assertEqual(etag, f'"{hashlib.sha1(first.body).hexdigest()}"')
    for known in (etag, f'"x", W/{etag}', "*"):
      again = self.ask("GET", "/", If_None_Match=known)
      self.assertEqual((again.status, again.body), (304, b""))
    self.assertEqual(self.ask("GET", "/", If_None_Match='"x"').status, 200)

  def test_curl_keeps_an_etag_and_asks_with_it(self):
    file = self.folder.parent / "etag"
    words = ("--etag-save", file, "--etag-compare", file, "-w", "%{http_code}", self.url + "/")
    self.assertEqual(curl(*words), b"Hello, world200")
    self.assertEqual(curl(*words), b"304")

  def test_redirects_and_errors(self):
    self.assertEqual(curl("-L", self.url + "/old"), b"Hello, world")
    self.assertEqual(self.ask("GET", "/old").headers["Location"], "/")
    for method, path, status in (("GET", "/no", 404), ("GET", "/gone", 410), ("POST", "/gone", 410),
                                 ("GET", "/fails", 500), ("POST", "/fails", 409),
                                 ("PUT", "/", 405), ("GET", "/arguments", 400)):
      answer = self.ask(method, path)
      self.assertEqual(answer.status, status, path)
      self.assertNotIn(b"on purpose", answer.body)
    self.assertEqual(self.ask("PUT", "/").headers["Allow"], "GET, HEAD")


class Arguments(Case):

  def values(self, query):
    answer = self.ask("GET", "/arguments?" + query)
    return json.loads(answer.body)["values"]

  def test_a_query_is_what_python_encoded(self):
    for values in (["1"], ["a b", "c&d=e", "100%", "+"], ["h\u00e9\u4e2d\U0001f300"],
                   ["", "x", ""]):
      query = urllib.parse.urlencode([("name", value) for value in values])
      self.assertEqual(self.values(query), values)

  def test_a_form_is_what_curl_encoded(self):
    told = curl("--data-urlencode", "name=a b&c=d", "--data-urlencode", "name=h\u00e9",
                self.url + "/arguments?name=query")
    self.assertEqual(json.loads(told),
                     {"values": ["query", "a b&c=d", "h\u00e9"], "last": "h\u00e9"})

  def test_a_body_that_is_no_form_has_no_arguments(self):
    answer = self.ask("POST", "/arguments", "name=x", Content_Type="text/plain")
    self.assertEqual(answer.status, 400)

  def test_too_many_are_refused(self):
    answer = self.ask("POST", "/arguments", "a&" * 10_001,
                      Content_Type="application/x-www-form-urlencoded")
    self.assertEqual(answer.status, 400)

  def test_files_are_what_curl_uploads(self):
    told = curl("-F", f"one=@{self.folder}/large.bin;type=image/png;filename=\"h\u00e9; x.png\"",
                "-F", f"two=@{self.folder}/sub/index.html", "-F", "name=x\r\n--y", "-F", "name=",
                self.url + "/upload")
    self.assertEqual(json.loads(told), {
        "files": [["one", "h\u00e9; x.png", "image/png", len(LARGE)],
                  ["two", "index.html", "text/html", 12]],
        "name": ["x\r\n--y", ""]})

  def test_an_uploaded_file_comes_back_byte_by_byte(self):
    back = curl("-F", f"one=@{self.folder}/large.bin", self.url + "/upload/one")
    self.assertTrue(back == LARGE)

  def test_a_form_that_is_cut_off_has_no_arguments(self):
    body = b"--b\r\nContent-Disposition: form-data; name=\"name\"\r\n\r\nx\r\n--"
    answer = self.ask("POST", "/upload", body, Content_Type="multipart/form-data; boundary=b")
    self.assertEqual(json.loads(answer.body), {"files": [], "name": []})


class Cookies(Case):

  def test_curl_keeps_them(self):
    jar = self.folder.parent / "jar"
    words = ("-b", jar, "-c", jar, self.url + "/visits")
    self.assertEqual(curl(*words), b"1 nobody")
    self.assertEqual(curl(*words), b"2 nobody")
    curl("-d", "name=al; ice\u4e2d", *words)
    self.assertEqual(curl(*words), "3 al; ice\u4e2d".encode())

  def test_python_understands_them(self):
    cookie = http.cookies.SimpleCookie(self.ask("GET", "/visits").headers["Set-Cookie"])["visits"]
    self.assertEqual((cookie.value, cookie["path"], cookie["httponly"]), ("1", "/", True))

  def user(self, cookie):
    return self.ask("GET", "/visits", Cookie="user=" + cookie).body.split(b" ", 1)[1]

  def test_what_tornado_signed_is_believed(self):
    self.assertEqual(self.user(signed("user", b"alice")), b"alice")
    quoted = http.cookies.SimpleCookie({"user": signed("user", b"alice")}).output(header="")
    self.assertEqual(self.user(quoted.strip().partition("=")[2]), b"alice")

  def test_what_was_forged_is_not(self):
    now = int(time.time())
    for forged in (signed("user", b"alice", b"another secret"), signed("other", b"alice"),
                   signed("user", b"alice", when=now - 32 * 86400), "", "x", "|||",
                   signed("user", b"alice", when=now + 32 * 86400),
                   signed("user", b"alice").replace("=|", "=" + "|0")):
      self.assertEqual(self.user(forged), b"nobody", forged)

  def test_cookies_of_others_are_no_harm(self):
    for header in ("visits=4; {json}=[1,2]; x", 'a="; visits=4', "=; ;visits=4"):
      self.assertEqual(self.ask("GET", "/visits", Cookie=header).body, b"5 nobody")


class Files(Case):

  def test_curl_fetches_them_whole_in_part_and_resumed(self):
    url = self.url + "/static/large.bin"
    self.assertTrue(curl(url) == LARGE)
    self.assertTrue(curl("-r", "1000-99999", url) == LARGE[1000:100_000])
    self.assertTrue(curl("-r", "-5", url) == LARGE[-5:])
    begun = self.folder.parent / "begun"
    begun.write_bytes(LARGE[:300_000])
    curl("-C", "-", "-o", begun, url)
    self.assertTrue(begun.read_bytes() == LARGE)
    self.assertEqual(curl("-o", "/dev/null", "-w", "%{http_code}", "-r", "99999999-", url), b"416")

  def test_curl_asks_by_date(self):
    url = self.url + "/static/sub/index.html"
    words = ("-w", "%{http_code}", "-z", self.folder / "sub/index.html", url)
    self.assertEqual(curl(*words), b"304")
    os.utime(self.folder / "sub/index.html", (0, time.time() + 10))
    self.assertEqual(curl("-z", "1 Jan 2020", url), b"<p>index</p>")

  def test_a_folder_is_its_index(self):
    self.assertEqual(curl("-L", self.url + "/static/sub"), b"<p>index</p>")
    head = self.ask("HEAD", "/static/sub/")
    self.assertEqual((head.headers["Content-Length"], head.body), ("12", b""))

  def test_nothing_outside_is_sent(self):
    (self.folder / "link").symlink_to(self.folder.parent / "secret.txt")
    for path in ("../secret.txt", "%2e%2e/secret.txt", "sub/../../secret.txt", "link",
                 "..%2Fsecret.txt", "sub/%2e%2e/%2e%2e/secret.txt"):
      answer = self.ask("GET", "/static/" + path)
      self.assertEqual(answer.status, 403, path)
      self.assertNotIn(b"secret", answer.body)
    self.assertEqual(self.ask("GET", "/static//etc/passwd").status, 404)
    self.assertEqual(self.ask("GET", "/static/large.bin%00.html").status, 404)

  def test_a_client_that_does_not_read_costs_nobody_else(self):
    with open(self.folder / "huge.bin", "wb") as huge:
      huge.truncate(1 << 36)  # of holes: more than there is memory
    with socket.create_connection(("127.0.0.1", self.server.port)) as greedy:
      greedy.sendall(b"GET /static/huge.bin HTTP/1.1\r\nHost: x\r\n\r\n")
      self.assertIn(b"200 OK", greedy.recv(65536))
      self.assertEqual(curl(self.url + "/"), b"Hello, world")
      size = pathlib.Path(f"/proc/{self.server.process.pid}/statm").read_text().split()[1]
      self.assertLess(int(size) * os.sysconf("SC_PAGE_SIZE"), 1 << 29)


if __name__ == "__main__":
  unittest.main()
