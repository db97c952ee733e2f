"""Requests, and what a server must make of each: their fields, and the connection's life."""

from strict_cases import CONTROLS, HELLO, HOST, SEPARATORS, TOKEN_MARKS
from strict_cases import answered, fields, line, named, refused

GET = "GET / HTTP/1.1"

# --- the grammar: RFC 9112 section 5, RFC 9110 section 5 ---

GOOD_FIELDS = [
    ("no space behind the colon", "A:b"),
    ("spaces and tabs around the value", "A: \t b \t "),
    ("an empty value", "A:"),
    ("a value of blanks", "A: \t "),
    ("a tab within", "A: b\tc"),
    ("many spaces within", "A: b    c"),
    ("every mark of a token in the name", TOKEN_MARKS + ": b"),
    ("digits for a name", "0123: b"),
    ("one letter twice", "A: b\r\nA: c"),
    ("colons in the value", "A: b:c::d"),
    ("a value that begins with a colon", "A:: b"),
    ("quotes", 'A: "b, \\"c'),
    ("UTF-8", "A: gr\xc3\xbc\xc3\x9fe"),
    ("obs-text, every byte", "A: " + "".join(map(chr, range(0x80, 0x100)))),
    ("every printable byte", "A: " + "".join(map(chr, range(0x21, 0x7f)))),
    ("a name of 1,000 letters", "A" * 1000 + ": b"),
    ("a value of 30,000 letters", "A: " + "b" * 30_000),
    ("100 fields", "\r\n".join(f"A{n}: b" for n in range(100))),
    ("a cookie", "Cookie: a=b; c=\"d\"; e"),
    ("Accept and its like", "Accept: */*;q=0.8\r\nAccept-Encoding: gzip, br;q=0\r\nTE: trailers"),
    ("a bad date", "If-Modified-Since: yesterday"),
    ("a bad range", "Range: bytes=z-"),
    ("a range of another unit", "Range: lines=1-2"),
    ("an upgrade that nobody knows", "Connection: upgrade\r\nUpgrade: frob/2"),
    ("an upgrade to h2c", "Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\n"
                          "HTTP2-Settings: AAMAAABkAAQAAP__"),
    ("Max-Forwards", "Max-Forwards: 0"),
    ("Proxy-Connection", "Proxy-Connection: close"),
]

BAD_FIELDS = [
    ("a space before the colon", "A : b"),
    ("a tab before the colon", "A\t: b"),
    ("a space before Content-Length's colon", "Content-Length : 5"),
    ("a space before Transfer-Encoding's colon", "Transfer-Encoding : chunked"),
    ("a space before Host's colon", "Host : x"),
    ("an empty name", ": b"),
    ("a colon alone", ":"),
    ("no colon", "A"),
    ("no colon but a value", "A b"),
    ("a space in the name", "A b: c"),
    ("a folded line", "A: b\r\n c"),
    ("a line folded by a tab", "A: b\r\n\tc"),
    ("a folded line of blanks", "A: b\r\n  "),
    ("a folded Content-Length", "Content-Length:\r\n 5"),
    ("a folded Transfer-Encoding", "Transfer-Encoding:\r\n chunked"),
    ("a bare CR in the value", "A: b\rc"),
    ("a bare CR before a name", "A: b\rB: c"),
    ("CR CR LF", "A: b\r"),
    ("a bare LF", "A: b\nB: c"),
    ("a bare LF and a blank", "A: b\n c"),
    ("a bare LF before Content-Length", "A: b\nContent-Length: 5"),
    ("a quoted name", '"A": b'),
    ("UTF-8 in the name", "gr\xc3\xbcn: b"),
    ("a byte order mark", "\xef\xbb\xbfA: b"),
    ("a second request line", "GET / HTTP/1.1"),
]


def grammar_cases():
  for name, text in GOOD_FIELDS:
    yield answered("field: " + name, "5", fields(text + "\r\n"), bodies=[HELLO])
  for name, text in BAD_FIELDS:
    yield refused("field: " + name, "5", fields(text + "\r\n"))
  for char in [c for c in CONTROLS if c not in "\t\n"]:
    yield refused(f"{named(char)} in a value", "5.5", fields(f"A: b{char}c\r\n"))
  for char in [c for c in CONTROLS if c not in "\n\x7f"] + list(SEPARATORS):
    yield refused(f"{char!r} in a name", "5.1", fields(f"A{char}B: c\r\n"))
  for char in "\x00\x0b\x0c\x1f\xa0":
    yield refused(f"{named(char)} before a name", "5.1", fields(f"{char}A: b\r\n"))
    yield refused(f"{named(char)} behind a name", "5.1", fields(f"A{char}: b\r\n"))
  for blank in " \t":
    yield refused(f"{blank!r} before the first field", "2.2", line(GET, f"{blank}A: b\r\n{HOST}"))
    yield refused(f"{blank!r} alone before the first field", "2.2", line(GET, f"{blank}\r\n{HOST}"))
  yield refused("80,000 bytes of fields", "5.4", fields("A: " + "b" * 80_000 + "\r\n"), (431,))
  yield refused("80,000 bytes of fields without an end", "5.4",
                GET + "\r\nA: " + "b" * 80_000, (431,))
  yield refused("5,000 fields", "5.4", fields("A: b\r\n" * 5000), (431,))


# --- Host: RFC 9112 section 3.2 ---

GOOD_HOSTS = ["", "x", "x:80", "x:", "X.EXAMPLE", "127.0.0.1", "127.0.0.1:8000", "[::1]",
              "[::1]:8000", "[v1.a]", "a-b_c.example.", "%41", "~!$&'()*+,;=", " x ", "x:65535"]

BAD_HOSTS = ["a b", "a/b", "http://x", "u@x", "x:a", "x:80:80", "x:-1", "x:+80", "x: 80", "[::1",
             "::1", "[::1]x", "[::1]:a", "[]", "[g]", "x#y", "x?y", "a\\b", "<x>", '"x"', "x^",
             "%4", "%zz", "a, b", "\xe4", "x\ty", "a`b", "{x}", "a|b", "x:80 y"]


def host_cases():
  for host in GOOD_HOSTS:
    yield answered(f"Host {host!r}", "3.2", line(GET, f"Host: {host}\r\n"), bodies=[HELLO])
  for host in BAD_HOSTS:
    yield refused(f"Host {host!r}", "3.2", line(GET, f"Host: {host}\r\n"))
  yield refused("no Host", "3.2", line(GET, ""))
  yield refused("no Host in a later version", "3.2", line("GET / HTTP/1.2", ""))
  yield refused("no Host beside absolute form", "3.2.2", line("GET http://x/ HTTP/1.1", ""))
  yield refused("a Host of another name", "3.2", line(GET, "Hosts: x\r\n"))
  yield refused("Host twice", "3.2", line(GET, HOST + "Host: y\r\n"))
  yield refused("Host twice, the same", "3.2", line(GET, HOST + HOST))
  yield refused("Host twice, one empty", "3.2", line(GET, "Host:\r\n" + HOST))
  yield refused("Host twice, in two cases", "3.2", line(GET, HOST + "hOST: x\r\n"))
  yield refused("a bad Host in HTTP/1.0", "3.2", line("GET / HTTP/1.0", "Host: a b\r\n"))
  yield refused("two Hosts in HTTP/1.0", "3.2", line("GET / HTTP/1.0", HOST + HOST))
  yield answered("no Host in HTTP/1.0", "3.2", line("GET / HTTP/1.0", ""), closes=True)
  yield answered("a Host behind other fields", "3.2", line(GET, f"A: b\r\nhost:x\r\nC: d\r\n"))
  yield answered("HOST in capitals", "5.1", line(GET, "HOST: x\r\n"))


# --- the life of a connection: RFC 9112 section 9 ---

# (version, Connection, whether the connection closes)
CONNECTIONS = [
    ("1.1", None, False), ("1.1", "close", True), ("1.1", "Close", True), ("1.1", "CLOSE", True),
    ("1.1", "keep-alive", False), ("1.1", "keep-alive, close", True),
    ("1.1", "close, keep-alive", True), ("1.1", "x, close", True), ("1.1", "x,close ,y", True),
    ("1.1", ",close,", True), ("1.1", " , ,, close", True), ("1.1", "closed", False),
    ("1.1", "not-close", False), ("1.1", "x", False), ("1.1", "", False), ("1.1", ",", False),
    ("1.1", "te", False), ("1.1", "x\r\nConnection: close", True),
    ("1.1", "close\r\nConnection: x", True), ("1.1", "keep-alive\r\nKeep-Alive: timeout=5", False),
    ("1.2", None, False), ("1.2", "close", True),
    ("1.0", None, True), ("1.0", "keep-alive", False), ("1.0", "Keep-Alive", False),
    ("1.0", "close", True), ("1.0", "x, keep-alive", False), ("1.0", "keep-alive, close", True),
    ("1.0", "x", True), ("1.0", "", True),
]


def connection_cases():
  for version, value, closes in CONNECTIONS:
    connection = "" if value is None else f"Connection: {value}\r\n"
    yield answered(f"HTTP/{version}, Connection {value!r}", "9.3",
                   fields(connection, f"GET / HTTP/{version}"), closes=closes, bodies=[HELLO])
  get = fields("")
  last = fields("Connection: close\r\n")
  yield answered("two at once", "9.3.2", get * 2, (200,) * 2, bodies=[HELLO] * 2)
  yield answered("a hundred at once", "9.3.2", get * 100, (200,) * 100)
  yield answered("nothing behind a close is answered", "9.6", get + last + get, (200, 200), True)
  yield answered("nothing behind an HTTP/1.0 request", "9.3", line("GET / HTTP/1.0") + get,
                 closes=True)
  yield answered("a bad one behind a good one", "9.3.2", get + fields("A : b\r\n") + get,
                 (200, 400), True)
  yield answered("nothing behind a bad one", "9.3.2", fields("A : b\r\n") + get, (400,), True)
  yield answered("HEAD, GET and HEAD at once", "9.3.2",
                 fields("", "HEAD / HTTP/1.1") + get + fields("", "HEAD / HTTP/1.1"),
                 (200, 200, 200), bodies=[b"", HELLO, b""])
  yield answered("HEAD of what is not there", "9110 9.3.2", fields("", "HEAD /no HTTP/1.1"),
                 (404,), bodies=[b""])
  for text in ("A : b\r\n", "Host: y\r\n", "Content-Length: x\r\n", "Expect: miracles\r\n"):
    yield answered(f"a refused HEAD has no body: {text[:-2]}", "9110 9.3.2",
                   fields(text, "HEAD / HTTP/1.1"), [(400, 417)], True, [b""])


def cases():
  yield from grammar_cases()
  yield from host_cases()
  yield from connection_cases()
