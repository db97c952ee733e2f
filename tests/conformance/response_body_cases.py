"""Responses, and what a client must make of each: where their bodies end, and where they lead."""

import collections

from request_body_cases import BAD_CHUNKS, BAD_SIZES, GOOD_CHUNKS, HUGE_LENGTHS, HUGE_SIZES
from response_cases import CHUNKED, CLOSE, ERROR, KEEP, LENGTH, OK, RESET
from response_cases import got, refused, response
from strict_cases import CONTROLS, named

# --- lengths: RFC 9112 section 6.3 ---

BAD_LENGTHS = ["", "-5", "+5", "5 5", "5,6", "5, 6", "5;", "5a", "a5", "0x5", "5.0", "5e0", '"5"',
               "five", "5_0", "\xb2", "5\x0b", "5\xa0", "5, x", "-0"]


def length_cases():
  yield got("a length", "6.3", response(), ends=KEEP)
  yield got("more than the length", "6.3", response(body="hello, world"), ends=KEEP)
  yield got("a length of 0", "6.3", response("Content-Length: 0\r\n", ""), body=b"", ends=KEEP)
  yield got("a length with zeros", "6.3", response("Content-Length: 0005\r\n"), ends=KEEP)
  yield got("a length with blanks", "6.3", response("Content-Length: \t5 \r\n"), ends=KEEP)
  yield got("the same length twice", "6.3", response(LENGTH * 2), (200, ERROR), None, ends=KEEP)
  yield got("the same length in a list", "6.3", response("Content-Length: 5, 5\r\n"),
            (200, ERROR), None, ends=KEEP)
  yield got("a length in HTTP/1.0", "6.3", response(start="HTTP/1.0 200 OK"), ends=KEEP)
  yield got("a large body", "6.3", response("Content-Length: 3000000\r\n", "x" * 3_000_000),
            body=b"x" * 3_000_000, ends=KEEP)
  every = "".join(map(chr, range(256)))
  yield got("a body of every byte", "6", response("Content-Length: 256\r\n", every),
            body=every.encode("latin-1"), ends=KEEP)
  for value in BAD_LENGTHS:
    yield refused(f"Content-Length {value!r}", "6.3", response(f"Content-Length: {value}\r\n"))
  for value in HUGE_LENGTHS:
    yield refused(f"Content-Length {value[:40]}", "6.3", response(f"Content-Length: {value}\r\n"))
  yield refused("two lengths", "6.3", response(LENGTH + "Content-Length: 6\r\n"))
  yield refused("a length and none", "6.3", response(LENGTH + "Content-Length: x\r\n"))
  yield refused("less than the length, and a close", "6.3", response(body="hell"), CLOSE)
  yield refused("less than the length, and a reset", "6.3", response(body="hell"), RESET)
  yield refused("nothing of the length, and a close", "6.3", response(body=""), CLOSE)
  yield got("until the close", "6.3", response(""))
  yield got("nothing until the close", "6.3", response("", ""), body=b"")
  yield got("until the close, in HTTP/1.0", "6.3", response("", start="HTTP/1.0 200 OK"))
  yield got("until the close, though kept alive", "6.3", response("Connection: keep-alive\r\n"))
  yield refused("until a reset", "6.3", response(""), RESET)


def bodiless_cases():
  for code in (204, 304):
    start = f"HTTP/1.1 {code} So"
    for name, head in (("", ""), (" with a length", LENGTH), (" in chunks", CHUNKED),
                       (" with a length of 0", "Content-Length: 0\r\n"),
                       (" with both", CHUNKED + LENGTH)):
      yield got(f"{code}{name}", "6.3", response(head, "", start), code, b"", ends=KEEP)
    yield got(f"{code} and bytes behind it", "6.3", response(LENGTH, "hello", start), code, b"",
              ends=KEEP)
  for name, head in (("", ""), (" with a length", LENGTH), (" in chunks", CHUNKED),
                     (" with a large length", "Content-Length: 99999999999\r\n"),
                     (" with both", CHUNKED + LENGTH)):
    yield got(f"HEAD{name}", "6.3", response(head, ""), 200, b"", "HEAD", KEEP)
    yield got(f"HEAD of what is not there{name}", "6.3", response(head, "", "HTTP/1.1 404 No"),
              404, b"", "HEAD", KEEP)
  yield got("205 has a length", "6.3", response("Content-Length: 0\r\n", "", "HTTP/1.1 205 Reset"),
            205, b"", ends=KEEP)


# --- Transfer-Encoding: RFC 9112 sections 6.1, 6.3 and 7 ---

BODY = "5\r\nhello\r\n0\r\n\r\n"
GOOD_CODINGS = ["chunked", "Chunked", "CHUNKED", " \tchunked ", ", chunked", "chunked,",
                "chunked\r\nTransfer-Encoding:"]
BAD_CODINGS = ["", "gzip", "xchunked", "chunkedx", "chunked, gzip", "gzip, chunked",
               "chunked, chunked", "chunked\r\nTransfer-Encoding: chunked", '"chunked"',
               "chunked;q=1", "chunked identity", "chunked\x0b", "\x0bchunked", "\xa0chunked",
               "chunked, identity", "x, chunked", "{chunked}", "chunked=1"]


def coding_cases():
  for value in GOOD_CODINGS:
    yield got(f"Transfer-Encoding {value!r}", "6.1",
              response(f"Transfer-Encoding: {value}\r\n", BODY), ends=KEEP)
  for value in BAD_CODINGS:
    yield refused(f"Transfer-Encoding {value!r}", "6.1",
                  response(f"Transfer-Encoding: {value}\r\n", BODY))
  for head in (CHUNKED + LENGTH, LENGTH + CHUNKED, CHUNKED + "Content-Length: 99\r\n",
               CHUNKED + "Content-Length: x\r\n", CHUNKED + "Content-Length: 0\r\n"):
    yield got(f"chunks and a length: {head[:-2]!r}", "6.3", response(head, BODY), (200, ERROR),
              None, ends=KEEP)
  yield got("chunks in HTTP/1.0", "6.1", response(CHUNKED, BODY, "HTTP/1.0 200 OK"), (200, ERROR),
            None)
  yield got("chunks in HTTP/1.2", "2.3", response(CHUNKED, BODY, "HTTP/1.2 200 OK"), ends=KEEP)


# What stands in the trailers, or behind the last chunk's size, does not change the body, and the
# connection ends with it: a client may leave it unread.
UNREAD = ("trailer", "at the end")


def chunk_cases():
  for name, body in GOOD_CHUNKS:
    yield got(f"chunks: {name}", "7.1", response(CHUNKED, body), ends=KEEP)
  for size in ("0a", "A", "a"):
    yield got(f"chunk size {size}", "7.1",
              response(CHUNKED, f"{size}\r\n0123456789\r\n0\r\n\r\n"), body=b"0123456789")
  yield got("no chunk but the last", "7.1", response(CHUNKED, "0\r\n\r\n"), body=b"", ends=KEEP)
  yield got("bytes behind the last chunk", "7.1", response(CHUNKED, BODY + "more"), ends=KEEP)
  yield got("chunks, kept alive", "7.1", response(CHUNKED + "Connection: keep-alive\r\n", BODY),
            ends=KEEP)
  for size in BAD_SIZES:
    yield refused(f"chunk size line {size!r}", "7.1",
                  response(CHUNKED, f"{size}\r\nhello\r\n0\r\n\r\n"))
  for size in HUGE_SIZES:
    yield refused(f"chunk size {size[:20]}", "7.1",
                  response(CHUNKED, f"{size}\r\nhello\r\n0\r\n\r\n"))
  for name, body in BAD_CHUNKS:
    if not any(word in name for word in UNREAD):
      yield refused(f"chunks: {name}", "7.1", response(CHUNKED, body))
  for char in [c for c in CONTROLS if c not in "\t"]:
    yield refused(f"{named(char)} behind a chunk size", "7.1",
                  response(CHUNKED, f"5{char}\r\nhello\r\n0\r\n\r\n"))
  for ends in (CLOSE, RESET):
    for name, body in (("before a chunk", ""), ("in a size line", "5"), ("in a chunk", "5\r\nhel"),
                       ("behind a chunk", "5\r\nhello\r\n"), ("behind its data", "5\r\nhello"),
                       ("in the last size line", "5\r\nhello\r\n0")):
      yield refused(f"{ends} {name}", "8", response(CHUNKED, body), ends)
  yield refused("a chunk extension of 100,000 letters", "7.1.1",
                response(CHUNKED, f"5;{'a' * 100_000}\r\nhello\r\n0\r\n\r\n"))


# --- redirects: RFC 9110 section 15.4 ---

# A chain: what each request must begin with, and what is answered. {url}: the server's own.
Chain = collections.namedtuple("Chain", "name section method exchanges codes")
LAST = response()


def moved(code, location="/next", more=""):
  return (f"HTTP/1.1 {code} Moved\r\nLocation: {location}\r\n{more}Content-Length: 3\r\n\r\n"
          "see")


def chain(name, section, method, exchanges, codes=200):
  return Chain(name, section, method, exchanges, codes if isinstance(codes, tuple) else (codes,))


def chains():
  for code in (301, 302, 303, 307, 308):
    for method in ("GET", "HEAD"):
      yield chain(f"{code} of {method}", "9110 15.4", method,
                  [(f"{method} / ", moved(code) if method == "GET" else moved(code)[:-3]),
                   (f"{method} /next ", LAST if method == "GET" else LAST[:-5])])
  for code, then in ((303, "GET"), (307, "POST"), (308, "POST")):
    yield chain(f"{code} of POST", "9110 15.4", "POST",
                [("POST / ", moved(code)), (f"{then} /next ", LAST)])
  for code in (301, 302):
    yield chain(f"{code} of POST may become GET", "9110 15.4", "POST",
                [("POST / ", moved(code)), (("GET /next ", "POST /next "), LAST)])
  for code in (301, 302, 307, 308):
    for method in ("PUT", "DELETE"):
      yield chain(f"{code} of {method} stays so", "9110 15.4", method,
                  [(f"{method} / ", moved(code)), (f"{method} /next ", LAST)])
  for location, path in (("next", "/next"), ("./next", "/next"), ("?a=b", "/?a=b"),
                         ("{url}/next", "/next"), ("{url}", "/"), ("//{host}/next", "/next"),
                         ("/a/../next", "/next"), ("/next#part", "/next"), ("", "/"),
                         ("HTTP:{url5}/next", "/next")):
    yield chain(f"Location {location!r}", "9110 10.2.2", "GET",
                [("GET / ", moved(302, location)), (f"GET {path} ", LAST)])
  yield chain("five in a row", "9110 15.4", "GET",
              [("GET ", moved(302, f"/{n}")) for n in range(5)] + [("GET /4 ", LAST)])
  yield chain("without end", "9110 15.4", "GET",
              [("GET ", moved(302, "/")) for n in range(6)], (302, ERROR))
  for code in (301, 302, 307):
    yield chain(f"{code} without Location", "9110 15.4", "GET",
                [("GET / ", response(start=f"HTTP/1.1 {code} So"))], code)
  for code in (300, 304, 305, 306, 399):
    yield chain(f"{code} leads nowhere", "9110 15.4", "GET",
                [("GET / ", response("Location: /next\r\nContent-Length: 0\r\n", "",
                                     f"HTTP/1.1 {code} So"))], code)
  for location in ("ftp://x/", "http://", "http://[::1/", "http://x:99999/", "mailto:a@b"):
    yield chain(f"Location {location!r} leads nowhere", "9110 10.2.2", "GET",
                [("GET / ", moved(302, location))], (302, ERROR))
  yield chain("201 with Location is the answer", "9110 15.3.2", "GET",
              [("GET / ", response("Location: /next\r\n" + LENGTH, start="HTTP/1.1 201 So"))], 201)


def cases():
  yield from length_cases()
  yield from bodiless_cases()
  yield from coding_cases()
  yield from chunk_cases()
