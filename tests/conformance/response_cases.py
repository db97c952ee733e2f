"""Responses, and what a client must make of each: heads, and how a body ends.

A case says what a server sends to a GET, and how it ends the connection; and which code the client
must give, with which body. ERROR: it must give none, and say why."""

import collections
import gzip

from strict_cases import CONTROLS, SEPARATORS, TOKEN_MARKS, named

Case = collections.namedtuple("Case", "name section sends codes body method ends headers")

ERROR = 599
CLOSE, KEEP, RESET = "close", "keep", "reset"


def got(name, section, text, codes=200, body=b"hello", method="GET", ends=CLOSE, headers=None):
  codes = codes if isinstance(codes, tuple) else (codes,)
  data = text if isinstance(text, bytes) else text.encode("latin-1")
  return Case(name, section, data, codes, body, method, ends, headers)


def refused(name, section, text, ends=KEEP, **more):
  """Whatever the server does next, the client has seen enough."""
  return got(name, section, text, ERROR, None, ends=ends, **more)


LENGTH = "Content-Length: 5\r\n"
CHUNKED = "Transfer-Encoding: chunked\r\n"
OK = "HTTP/1.1 200 OK"


def response(head=LENGTH, body="hello", start=OK):
  return f"{start}\r\n{head}\r\n{body}"


# --- the status line: RFC 9112 section 4 ---

GOOD_STATUSES = [
    ("HTTP/1.0", "HTTP/1.0 200 OK", 200), ("a later minor version", "HTTP/1.2 200 OK", 200),
    ("the last minor version", "HTTP/1.9 200 OK", 200),
    ("an empty reason", "HTTP/1.1 200 ", 200),
    ("no space and no reason", "HTTP/1.1 200", (200, ERROR)),
    ("a long reason", "HTTP/1.1 200 " + "a b " * 500, 200),
    ("a reason with two spaces", "HTTP/1.1 200  OK", 200),
    ("a tab in the reason", "HTTP/1.1 200 O\tK", 200),
    ("obs-text in the reason", "HTTP/1.1 200 \xe4\xff", 200),
    ("a reason that does not fit", "HTTP/1.1 200 Not Found", 200),
    ("a number for a reason", "HTTP/1.1 200 404", 200),
]
CODES = [200, 201, 202, 203, 205, 206, 226, 299, 300, 305, 306, 400, 401, 402, 404, 405, 407, 413,
         416, 418, 451, 499, 500, 501, 503, 505, 599, 600, 999]
BAD_STATUSES = [
    "", "hello", "HTTP", "HTTP/", "HTTP/1", "HTTP/1.", "HTTP/1.1", "HTTP/1.1 ", "HTTP/1.1 2",
    "HTTP/1.1 20", "HTTP/1.1 20 OK", "HTTP/1.1 2000 OK", "HTTP/1.1 020 OK", "HTTP/1.1 000 OK",
    "HTTP/1.1 099 OK", "HTTP/1.1 -20 OK", "HTTP/1.1 +20 OK", "HTTP/1.1 2x0 OK", "HTTP/1.1 OK",
    "HTTP/1.1 200OK", "HTTP/1.1 0x200 OK", "HTTP/1.1 200.1 OK", "HTTP/1.1  200 OK",
    "HTTP/1.1\t200 OK", "HTTP/1.1 200\tOK", "HTTP/1.1200 OK", "HTTP/1.10 200 OK",
    "HTTP/11.1 200 OK", "HTTP/01.1 200 OK", "HTTP/1.x 200 OK", "HTTP/1,1 200 OK",
    "HTTP/1.1.1 200 OK", "HTTP/ 1.1 200 OK", "HTTP /1.1 200 OK", "http/1.1 200 OK",
    "Http/1.1 200 OK", "HTTPS/1.1 200 OK", "HTP/1.1 200 OK", "ICY 200 OK", " HTTP/1.1 200 OK",
    "\tHTTP/1.1 200 OK", "xHTTP/1.1 200 OK", "HTTP/0.9 200 OK", "HTTP/2.0 200 OK",
    "HTTP/2 200 OK", "HTTP/3.0 200 OK", "HTTP/9.9 200 OK", "200 OK", "GET / HTTP/1.1",
    "<html>", "SSH-2.0-OpenSSH", "HTTP/-1.1 200 OK", "HTTP/1.-1 200 OK", "HTTP/1.1 \xb2\xb9\xb0 OK",
]


def status_cases():
  for name, start, code in GOOD_STATUSES:
    yield got(f"status: {name}", "4", response(start=start), code,
              None if isinstance(code, tuple) else b"hello")
  for code in CODES:
    yield got(f"code {code}", "9110 15", response(start=f"HTTP/1.1 {code} So"), code)
  for start in BAD_STATUSES:
    yield refused(f"status line {start[:60]!r}", "4", response(start=start))
  for char in [c for c in CONTROLS if c not in "\t\n"]:
    yield refused(f"{named(char)} in the reason", "4", response(start=f"HTTP/1.1 200 O{char}K"))
  yield refused("nothing, and a close", "4", "", CLOSE)
  yield refused("nothing, and a reset", "4", "", RESET)
  yield refused("half a status line", "4", "HTTP/1.1 20", CLOSE)
  yield refused("half a head", "4", "HTTP/1.1 200 OK\r\nContent-", CLOSE)
  yield refused("a head without its empty line", "4", "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n",
                CLOSE)
  yield refused("HTTP/0.9", "4", "<html>hello</html>\n", CLOSE)
  yield got("bare LFs end the lines", "2.2", response().replace("\r\n", "\n"))
  yield got("a bare LF ends one line", "2.2", response("A: b\n" + LENGTH))
  yield got("no fields", "6.3", response(""))


# --- interim responses: RFC 9110 section 15.2 ---

def interim_cases():
  for code in (100, 102, 103, 199):
    yield got(f"{code} before the response", "9110 15.2",
              f"HTTP/1.1 {code} Wait\r\n\r\n" + response())
    yield got(f"{code} with fields", "9110 15.2", f"HTTP/1.1 {code} Wait\r\nLink: </a>\r\n"
              f"Content-Length: 9\r\n\r\n" + response())
  yield got("twenty interim ones", "9110 15.2", "HTTP/1.1 103 Hints\r\n\r\n" * 20 + response())
  yield got("an interim one of HTTP/1.0", "9110 15.2", "HTTP/1.0 100 Go\r\n\r\n" + response())
  yield refused("101 that nobody asked for", "9110 15.2.2", "HTTP/1.1 101 Switching Protocols\r\n"
                "Connection: upgrade\r\nUpgrade: x\r\n\r\n")
  yield refused("101, then a response", "9110 15.2.2",
                "HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\n\r\n" + response())
  yield refused("100 and a close", "9110 15.2", "HTTP/1.1 100 Continue\r\n\r\n", CLOSE)
  yield refused("100 and what is no response", "9110 15.2", "HTTP/1.1 100 Go\r\n\r\nhello\r\n\r\n")


# --- fields: RFC 9112 section 5 ---

GOOD_FIELDS = [
    ("no space behind the colon", "A:b", "b"), ("blanks around the value", "A: \t b\t ", "b"),
    ("an empty value", "A:", ""), ("a value of blanks", "A: \t ", ""),
    ("every mark of a token", TOKEN_MARKS + ": b", None), ("a name in capitals", "AA: b", None),
    ("a colon in the value", "A: b:c", "b:c"), ("a tab within", "A: b\tc", "b\tc"),
    ("obs-text, every byte", "A: " + "".join(map(chr, range(0x80, 0x100))),
     "".join(map(chr, range(0x80, 0x100)))),
    ("every printable byte", "A: " + "".join(map(chr, range(0x21, 0x7f))),
     "".join(map(chr, range(0x21, 0x7f)))),
    ("a folded line", "A: b\r\n c", "b c"), ("a line folded by a tab", "A: b\r\n\tc", "b c"),
    ("a line folded twice", "A: b\r\n c\r\n  d", "b c d"),
    ("a folded empty value", "A:\r\n b", "b"),
    ("a value of 100,000 letters", "A: " + "b" * 100_000, "b" * 100_000),
    ("500 fields", "\r\n".join(f"A{n}: b" for n in range(500)), None),
    ("a Date that is none", "Date: yesterday", None),
    ("Set-Cookie twice", "Set-Cookie: a=b\r\nSet-Cookie: c=d", None),
    ("Trailer", "Trailer: A", None), ("Upgrade", "Connection: upgrade\r\nUpgrade: h2", None),
    ("Connection: close", "Connection: close", None),
    ("Connection: keep-alive", "Connection: keep-alive\r\nKeep-Alive: timeout=5", None),
]
BAD_FIELDS = [
    ": b", "A", "A b", "A b: c", '"A": b', "\xe4: b", "A: b\rc", "A: b\r", "A: b\x00c", "A\x00: b",
    "A : b", "A\t: b", "Content-Length : 5", "Transfer-Encoding : chunked",
]


def field_cases():
  for name, text, value in GOOD_FIELDS:
    yield got(f"field: {name}", "5", response(text + "\r\n" + LENGTH),
              headers=None if value is None else [("A", value)])
  for text in BAD_FIELDS:
    yield refused(f"field {text!r}", "5", response(text + "\r\n" + LENGTH))
  for char in [c for c in CONTROLS if c not in "\t\n"]:
    yield refused(f"{named(char)} in a value", "5.5", response(f"A: b{char}c\r\n" + LENGTH))
  for char in [c for c in CONTROLS if c != "\n"] + [c for c in SEPARATORS if c != "\x7f"]:
    yield refused(f"{char!r} in a name", "5.1", response(f"A{char}B: c\r\n" + LENGTH))
  for blank in " \t":
    yield refused(f"{blank!r} before the first field", "2.2", response(f"{blank}A: b\r\n" + LENGTH))
    yield refused(f"{blank!r} alone before the first field", "2.2",
                  response(f"{blank}\r\n" + LENGTH))
  yield refused("2 MB of fields", "5.4", response("A: " + "b" * 2_000_000 + "\r\n" + LENGTH))
  yield refused("2 MB without an end", "5.4", OK + "\r\nA: " + "b" * 2_000_000)


# --- contents: RFC 9110 section 8.4 ---

def coding_cases():
  packed = gzip.compress(b"hello" * 1000)
  body = b"hello" * 1000

  def coded(data, coding="gzip", more=""):
    return response(f"Content-Encoding: {coding}\r\n{more}Content-Length: {len(data)}\r\n",
                    "").encode() + data

  for coding in ("gzip", "GZIP", "x-gzip", " gzip "):
    yield got(f"Content-Encoding {coding!r}", "9110 8.4.1.3", coded(packed, coding), body=body)
  yield got("gzip in two members", "9110 8.4.1.3", coded(packed + packed), body=body * 2)
  yield got("gzip of nothing", "9110 8.4.1.3", coded(gzip.compress(b"")), body=b"")
  yield got("gzip that is empty", "9110 8.4.1.3", coded(b""), body=b"")
  yield got("gzip until the close", "9110 8.4.1.3",
            response("Content-Encoding: gzip\r\n", "").encode() + packed, body=body)
  half = len(packed) // 2
  yield got("gzip in chunks", "9110 8.4.1.3",
            response("Content-Encoding: gzip\r\n" + CHUNKED, f"{half:x}\r\n").encode() +
            packed[:half] + f"\r\n{len(packed) - half:x}\r\n".encode() + packed[half:] +
            b"\r\n0\r\n\r\n", body=body)
  for coding in ("identity", "deflate", "br", "frob"):
    yield got(f"Content-Encoding {coding} is left as it is", "9110 8.4", coded(b"hello", coding))
  yield refused("gzip that is none", "9110 8.4.1.3", coded(b"hello"))
  yield refused("gzip that is cut off", "9110 8.4.1.3", coded(packed[:-9]))
  yield refused("gzip with a bad checksum", "9110 8.4.1.3", coded(packed[:-8] + b"x" * 8))
  yield got("HEAD of what is packed", "9110 9.3.2", response(
      "Content-Encoding: gzip\r\nContent-Length: 50\r\n", ""), body=b"", method="HEAD")


def cases():
  yield from status_cases()
  yield from interim_cases()
  yield from field_cases()
  yield from coding_cases()
