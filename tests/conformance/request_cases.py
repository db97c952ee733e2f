"""Requests, and what a server must make of each: their first lines, and what stands before."""

from strict_cases import CONTROLS, HELLO, SEPARATORS, TOKEN_MARKS
from strict_cases import answered, fields, line, named, refused

# --- the request line: RFC 9112 section 3 ---

GOOD_LINES = [
    ("a path", "3.2.1", "GET / HTTP/1.1"),
    ("a query", "3.2.1", "GET /?a=b&c=d?e/f HTTP/1.1"),
    ("an empty query", "3.2.1", "GET /? HTTP/1.1"),
    ("absolute form", "3.2.2", "GET http://x/ HTTP/1.1"),
    ("absolute form of another host than Host's", "3.2.2", "GET http://other/ HTTP/1.1"),
    ("absolute form with a port", "3.2.2", "GET http://x:8000/ HTTP/1.1"),
    ("absolute form without a path", "3.2.2", "GET http://x HTTP/1.1"),
    ("absolute form with a query and no path", "3.2.2", "GET http://x?a=b HTTP/1.1"),
    ("absolute form, the scheme in capitals", "3.2.2", "GET HTTP://x/ HTTP/1.1"),
    ("absolute form of an IPv6 address", "3.2.2", "GET http://[::1]:80/ HTTP/1.1"),
    ("absolute form, https", "3.2.2", "GET https://x/ HTTP/1.1"),
    ("a later minor version", "2.3", "GET / HTTP/1.2"),
    ("the last minor version", "2.3", "GET / HTTP/1.9"),
]

OTHER_TARGETS = [
    ("percent encoded letters", "/%61%62"),
    ("a percent encoded slash", "/a%2Fb"),
    ("a percent encoded NUL", "/%00"),
    ("bad percent encoding", "/%zz"),
    ("percent at the end", "/%"),
    ("two slashes", "//"),
    ("two slashes and a name", "//x/y"),
    ("dots", "/../../etc/passwd"),
    ("a URL in the query", "/no?http://y/"),
    ("a URL in the path", "/http://y/"),
    ("all that a path may hold", "/-._~!$&'()*+,;=:@"),
    ("a long path", "/" + "a" * 8000),
    ("a backslash", "/a\\b"),
]

BAD_LINES = [
    ("nothing but a method", "3", "GET"),
    ("no version, as HTTP/0.9", "3", "GET /"),
    ("no target", "3", "GET HTTP/1.1"),
    ("no method", "3", "/ HTTP/1.1"),
    ("a space before the method", "3", " GET / HTTP/1.1"),
    ("two spaces before the target", "3", "GET  / HTTP/1.1"),
    ("two spaces behind the target", "3", "GET /  HTTP/1.1"),
    ("a space at the end", "3", "GET / HTTP/1.1 "),
    ("a tab at the end", "3", "GET / HTTP/1.1\t"),
    ("tabs between", "3", "GET\t/\tHTTP/1.1"),
    ("a vertical tab between", "3", "GET\x0b/ HTTP/1.1"),
    ("a form feed between", "3", "GET / \x0cHTTP/1.1"),
    ("a bare CR between", "2.2", "GET\r/ HTTP/1.1"),
    ("a bare CR behind the target", "2.2", "GET /\rHTTP/1.1"),
    ("a bare CR at the end", "2.2", "GET / HTTP/1.1\r"),
    ("a space in the target", "3", "GET /a b HTTP/1.1"),
    ("a tab in the target", "3.2", "GET /a\tb HTTP/1.1"),
    ("a word behind the version", "3", "GET / HTTP/1.1 x"),
    ("a target that is no path", "3.2", "GET a HTTP/1.1"),
    ("a target that begins with a question mark", "3.2", "GET ?a HTTP/1.1"),
    ("a dot for a target", "3.2", "GET ../a HTTP/1.1"),
    ("asterisk form for GET", "3.2.4", "GET * HTTP/1.1"),
    ("asterisk form with a path", "3.2.4", "OPTIONS */ HTTP/1.1"),
    ("authority form for GET", "3.2.3", "GET x:80 HTTP/1.1"),
    ("CONNECT to a path", "3.2.3", "CONNECT / HTTP/1.1"),
    ("CONNECT to a URL", "3.2.3", "CONNECT http://x/ HTTP/1.1"),
    ("CONNECT without a port", "3.2.3", "CONNECT x HTTP/1.1"),
    ("CONNECT with an empty port", "3.2.3", "CONNECT x: HTTP/1.1"),
    ("CONNECT with a port of letters", "3.2.3", "CONNECT x:http HTTP/1.1"),
    ("CONNECT with user information", "3.2.3", "CONNECT u@x:80 HTTP/1.1"),
    ("CONNECT without a host", "3.2.3", "CONNECT :80 HTTP/1.1"),
    ("absolute form without a host", "3.2.2", "GET http:/// HTTP/1.1"),
    ("absolute form with a port and no host", "3.2.2", "GET http://:80/ HTTP/1.1"),
    ("absolute form with a port of letters", "3.2.2", "GET http://x:a/ HTTP/1.1"),
    ("absolute form with user information", "3.2.2", "GET http://u@x/ HTTP/1.1"),
    ("absolute form without slashes", "3.2.2", "GET http:x HTTP/1.1"),
    ("absolute form without a scheme", "3.2.2", "GET ://x/ HTTP/1.1"),
    ("a fragment", "3.2", "GET /a#b HTTP/1.1"),
    ("a fragment in absolute form", "3.2", "GET http://x/#b HTTP/1.1"),
    ("a lower-case version", "2.3", "GET / http/1.1"),
    ("a version without a minor", "2.3", "GET / HTTP/1"),
    ("a version with an empty minor", "2.3", "GET / HTTP/1."),
    ("a version of two digits", "2.3", "GET / HTTP/1.10"),
    ("a version with a leading zero", "2.3", "GET / HTTP/01.1"),
    ("a version with a trailing digit", "2.3", "GET / HTTP/1.1.1"),
    ("a version with a letter", "2.3", "GET / HTTP/1.x"),
    ("a version with a comma", "2.3", "GET / HTTP/1,1"),
    ("a version with a plus", "2.3", "GET / HTTP/+1.1"),
    ("a version with a dash", "2.3", "GET / HTTP-1.1"),
    ("a version with spaces in it", "2.3", "GET / HTTP/ 1.1"),
    ("another protocol", "2.3", "GET / HTTPS/1.1"),
    ("half a protocol", "2.3", "GET / HTT/1.1"),
    ("ICY", "2.3", "GET / ICY/1.1"),
    ("an empty version", "2.3", "GET / "),
    ("quotes around the target", "3.2", 'GET "/" HTTP/1.1'),
    ("a method in quotes", "3.1", '"GET" / HTTP/1.1'),
    ("a header line for a request line", "3", "Host: x"),
    ("a status line", "3", "HTTP/1.1 200 OK"),
]

OTHER_VERSIONS = ["0.9", "0.0", "2.0", "2.1", "3.0", "9.9"]

METHODS = ["POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PROPFIND", "get", "Get", "GETX",
           "G", "M-SEARCH", TOKEN_MARKS, "0123456789", "A" * 200]


def request_line_cases():
  for name, section, text in GOOD_LINES:
    yield answered(name, section, line(text), bodies=[HELLO])
  for name, target in OTHER_TARGETS:
    yield answered("target: " + name, "3.2.1", line(f"GET {target} HTTP/1.1"),
                   [(200, 301, 400, 404)], closes=None)
  for name, section, text in BAD_LINES:
    yield refused("request line: " + name, section, line(text))
  for version in OTHER_VERSIONS:
    yield refused(f"version {version}", "2.3", line(f"GET / HTTP/{version}"), (400, 505))
  for method in METHODS:
    yield answered(f"method {method}", "3.1", line(f"{method} /no HTTP/1.1"),
                   [(200, 404, 405, 501)])
  for char in [c for c in CONTROLS if c not in "\n"] + ["\x80", "\xe4", "\xff"]:
    yield refused(f"{named(char)} in the target", "3.2", line(f"GET /a{char}b HTTP/1.1"))
    yield refused(f"{named(char)} in the method", "3.1", line(f"G{char}T / HTTP/1.1"))
    yield refused(f"{named(char)} in the version", "2.3", line(f"GET / HTTP/1.1{char}"))
  for char in SEPARATORS:
    yield refused(f"separator {char!r} in the method", "3.1", line(f"G{char}T / HTTP/1.1"))


def start_cases():
  get = line("GET / HTTP/1.1")
  yield answered("an empty line before the request", "2.2", "\r\n" + get, bodies=[HELLO])
  yield answered("three empty lines before the request", "2.2", "\r\n" * 3 + get, bodies=[HELLO])
  yield answered("four empty lines before the request", "2.2", "\r\n" * 4 + get, bodies=[HELLO])
  yield answered("an empty line between requests", "2.2", get + "\r\n" + get, (200, 200))
  yield answered("two empty lines between requests", "2.2", get + "\r\n\r\n" + get, (200, 200))
  yield refused("a space before an empty line", "2.2", " \r\n" + get)
  yield refused("a bare CR before the request", "2.2", "\r" + get)
  yield refused("NUL before the request", "2.2", "\0" + get)
  yield refused("bare LFs end the lines", "2.2", get.replace("\r\n", "\n"))
  yield refused("a bare LF ends the request line", "2.2", get.replace("\r\n", "\n", 1))
  yield refused("a bare LF ends the head", "2.2", get[:-2] + "\n")
  yield refused("bare CRs end the lines", "2.2", get.replace("\r\n", "\r") + "\r\n\r\n")
  yield refused("bare CRs end the lines, and no LF comes", "2.2", get.replace("\r\n", "\r"))
  yield refused("CR CR LF ends a line", "2.2", get.replace("\r\n", "\r\r\n", 1))
  yield refused("LF CR ends the lines", "2.2", get.replace("\r\n", "\n\r") + "\r\n\r\n")
  yield refused("HTTP/0.9", "2.3", "GET /\r\n")
  yield refused("words", "3", "Hello there, server\r\n")
  yield refused("one long word and no space", "3", "hello\r\n")
  yield refused("a TLS hello", "3", "\x16\x03\x01\x00\xa5\x01\x00\x00\xa1\x03\x03\r\n\r\n")
  yield refused("a TLS hello without a line", "3", "\x16\x03\x01\x00\xa5\x01\x00\x00\xa1\x03\x03")
  yield refused("HTTP/2's preface", "2.3", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", (400, 505))
  yield refused("a target of 70,000 bytes", "3", line("GET /" + "a" * 70_000 + " HTTP/1.1"),
                (414,))
  yield refused("a method of 70,000 bytes", "3", line("A" * 70_000 + " / HTTP/1.1"),
                (400, 414, 431, 501))
  yield refused("70,000 bytes without an end", "3", "GET /" + "a" * 70_000, (414,))


def cases():
  yield from request_line_cases()
  yield from start_cases()
