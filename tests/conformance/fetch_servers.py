"""Servers that nobody here wrote, on loopback and on ports that the kernel chose: Python's
http.server, nginx, and a socket that resets, closes or stays silent. Used by fetch_test.py."""

import gzip
import hashlib
import http.server
import os
import pathlib
import shutil
import socket
import struct
import subprocess
import threading
import urllib.request

LARGE = 50_000_000


def large_body():
  block = hashlib.sha512(b"eyewall").digest() * 15625  # a million bytes
  return b"".join(block[i:] + block[:i] for i in range(LARGE // len(block)))


def write_site(folder):
  folder.mkdir(parents=True)
  (folder / "hello.txt").write_bytes(b"Hello, world\n")
  (folder / "empty.txt").write_bytes(b"")
  (folder / "page.html").write_bytes(b"<p>" + b"All work and no play. " * 500 + b"</p>\n")
  (folder / "large.bin").write_bytes(large_body())
  return folder


class Files(http.server.SimpleHTTPRequestHandler):
  """Static files, HTTP/1.0, as `python3 -m http.server` gives them."""

  def log_message(self, *_):
    pass


class Scripted(http.server.BaseHTTPRequestHandler):
  """Responses that a static server does not make: written with http.server's own calls."""
  protocol_version = "HTTP/1.1"

  def log_message(self, *_):
    pass

  def answer(self, body, **headers):
    self.send_response(200)
    for name, value in headers.items():
      self.send_header(name.replace("_", "-"), value)
    self.end_headers()
    if self.command != "HEAD":
      self.wfile.write(body)

  def do_GET(self):
    if self.path == "/chunked":
      body = b"".join(b"%x;n=%d\r\n%s\r\n" % (n, n, b"c" * n) for n in range(1, 200))
      self.answer(body + b"0\r\nX-Trailer: yes\r\n\r\n", Transfer_Encoding="chunked")
    elif self.path == "/gzip":
      body = gzip.compress(b"one ") + gzip.compress(b"two")
      self.answer(body, Content_Encoding="gzip", Content_Length=str(len(body)))
    elif self.path == "/until-close":
      self.answer(b"until the end", Connection="close")
      self.close_connection = True
    elif self.path == "/interim":
      self.send_response_only(103)
      self.end_headers()
      self.answer(b"at last", Content_Length="7")
    elif self.path.startswith("/redirect/"):
      left = int(self.path.rsplit("/", 1)[1])
      self.send_response(302)
      self.send_header("Location", f"../redirect/{left - 1}" if left > 1 else "/interim")
      self.send_header("Content-Length", "0")
      self.end_headers()
    else:
      self.send_error(404)

  do_HEAD = do_GET

  def do_POST(self):
    body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
    said = f"{self.command} {self.headers.get_all('X-Mine')} ".encode()
    self.answer(said + body, Content_Length=str(len(said) + len(body)))

  do_PUT = do_PATCH = do_DELETE = do_POST


class PythonServer:
  def __init__(self, handler):
    self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    self.url = f"http://127.0.0.1:{self.server.server_port}"
    threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.05},
                     daemon=True).start()

  def close(self):
    self.server.shutdown()
    self.server.server_close()


class SocketServer:
  """Accepts, reads the request, sends `data`, and then: "close", "reset" or "wait"."""

  def __init__(self, data, then):
    self.data, self.then, self.held = data, then, []
    self.listener = socket.create_server(("127.0.0.1", 0))
    self.url = f"http://127.0.0.1:{self.listener.getsockname()[1]}"
    self.thread = threading.Thread(target=self.run, daemon=True)
    self.thread.start()

  def run(self):
    try:
      while True:
        self.serve(self.listener.accept()[0])
    except OSError:
      pass  # closed: the test is over

  def serve(self, connection):
    request = b""
    while b"\r\n\r\n" not in request:
      request += connection.recv(65536)
    connection.sendall(self.data)
    if self.then == "wait":
      self.held.append(connection)
      return
    if self.then == "reset":
      connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    connection.close()

  def close(self):
    self.listener.shutdown(socket.SHUT_RDWR)  # a thread that accepts hears of this, not of a close
    self.thread.join()  # else it could accept for the next server, whose descriptor is the same
    self.listener.close()
    for connection in self.held:
      connection.close()


def free_port():
  with socket.create_server(("127.0.0.1", 0)) as taken:
    return taken.getsockname()[1]


NGINX = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin:/sbin:/usr/local/sbin")

NGINX_CONFIG = """
daemon off;
master_process off;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
events {{ }}
http {{
  access_log off;
  default_type application/octet-stream;
  types {{ text/plain txt; text/html html; }}
  client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy;
  fastcgi_temp_path {folder}/fastcgi; uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
  server {{
    listen 127.0.0.1:{port};
    root {site};
    location / {{ }}
    location /chunked/ {{ alias {site}/; ssi on; ssi_types *; }}
    location /gzip/ {{ alias {site}/; gzip on; gzip_types *; gzip_min_length 1; }}
    location /moved {{ return 301 /hello.txt; }}
    location /moved-again {{ return 308 http://127.0.0.1:{port}/moved; }}
    location /nothing {{ return 204; }}
    location /secret/ {{ alias {site}/; auth_basic eyewall; auth_basic_user_file {folder}/users; }}
  }}
}}
"""


class Nginx:
  """Debian's nginx with a prefix of its own. The port is free when it is chosen; should somebody
  take it before nginx does, another is tried."""

  def __init__(self, folder, site):
    folder.mkdir(parents=True)
    (folder / "users").write_text("user:{PLAIN}pa@ss\n")
    for _ in range(5):
      port = free_port()
      config = folder / "nginx.conf"
      config.write_text(NGINX_CONFIG.format(folder=folder, site=site, port=port))
      self.process = subprocess.Popen(
          [NGINX, "-p", folder, "-c", config, "-e", folder / "error.log"],
          stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
      self.url = f"http://127.0.0.1:{port}"
      if self.answers():
        return
      self.close()
    raise RuntimeError("nginx does not start: " + (folder / "error.log").read_text())

  def answers(self):
    while self.process.poll() is None:
      try:
        with urllib.request.urlopen(self.url + "/hello.txt", timeout=10):
          return True
      except ConnectionError:
        pass
      except urllib.error.URLError as error:
        if not isinstance(error.reason, ConnectionError):
          raise
    return False

  def close(self):
    self.process.terminate()
    self.process.wait()
