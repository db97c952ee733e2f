"""Requests, and what a server must make of each: their bodies."""

from strict_cases import CONTROLS, HELLO, HOST, answered, fields, line, named, refused

POST = "POST /echo HTTP/1.1"
CHUNKED = "Transfer-Encoding: chunked\r\n"
GET = fields("")


def post(head, body="", start=POST):
  return fields(head, start) + body


def chunked(body, head=CHUNKED):
  return post(head, body)


# --- Content-Length: RFC 9112 section 6.3, RFC 9110 section 8.6 ---

GOOD_LENGTHS = ["5", "05", "0000000000000000000000000000000005", " \t5\t "]
BAD_LENGTHS = ["", "-5", "+5", "-0", "5 5", "5,6", "5, 6", "5;", "5a", "a5", "0x5", "5.0", "5e0",
               '"5"', "'5'", "five", "1_0", "\u00b2", "5 ,", "{5}", "5\\n", "5\x0b", "5\x00",
               "\x005", "5\x7f", "5\xa0"]
HUGE_LENGTHS = ["99999999999999999999", "18446744073709551616", "18446744073709551621",
                "18446744073709551615", "9223372036854775808", "9223372036854775807",
                "340282366920938463463374607431768211461", "1" + "0" * 400]


def length_cases():
  for value in GOOD_LENGTHS:
    yield answered(f"Content-Length {value!r}", "6.3",
                   post(f"Content-Length: {value}\r\n", "hello"), bodies=[b"hello"])
  for value in BAD_LENGTHS:
    yield refused(f"Content-Length {value!r}", "6.3",
                  post(f"Content-Length: {value}\r\n", "hello"))
  for value in HUGE_LENGTHS:
    yield refused(f"Content-Length {value[:40]}", "6.3",
                  post(f"Content-Length: {value}\r\n", "hello"), (400, 413))
  yield answered("no length, no body", "6.3", post(""), bodies=[b""])
  yield answered("a length of zero", "6.3", post("Content-Length: 0\r\n"), bodies=[b""])
  for other in ("5", "6", "-5", ""):
    yield refused(f"Content-Length twice, 5 and {other!r}", "6.3",
                  post(f"Content-Length: 5\r\nContent-Length: {other}\r\n", "hello"))
  yield refused("a length of 5 and one of 0", "6.3",
                post("Content-Length: 5\r\nContent-Length: 0\r\n", "hello"))
  yield answered("the same length twice in a list", "9110 8.6",
                 post("Content-Length: 5, 5\r\n", "hello"), [(200, 400)], closes=None)
  for method in ("GET", "DELETE", "OPTIONS", "HEAD", "FROB"):
    yield answered(f"{method} with a body", "6", post("Content-Length: 5\r\n", "hello",
                   f"{method} / HTTP/1.1") + GET, [(200, 400, 405, 501), (200,)])
  body = "GET /no HTTP/1.1\r\nHost: x\r\n\r\n"
  yield answered("a body that looks like a request", "6.3",
                 post(f"Content-Length: {len(body)}\r\n", body) + GET, (200, 200),
                 bodies=[body.encode(), HELLO])
  every = "".join(map(chr, range(256)))
  yield answered("a body of every byte", "6", post("Content-Length: 256\r\n", every),
                 bodies=[every.encode("latin-1")])
  yield answered("HTTP/1.0 with a length", "6.3",
                 post("Content-Length: 5\r\n", "hello", "POST /echo HTTP/1.0"), closes=True,
                 bodies=[b"hello"])
  yield answered("HTTP/1.0 without a length", "6.3", post("", "", "POST /echo HTTP/1.0"),
                 closes=True, bodies=[b""])
  yield answered("an empty line behind a body", "2.2",
                 post("Content-Length: 5\r\n", "hello\r\n") + GET, (200, 200))
  yield refused("a body longer than any", "9110 15.5.14",
                post("Content-Length: 2000000000\r\n"), (413,))


# --- Transfer-Encoding: RFC 9112 section 6.1 ---

BODY = "5\r\nhello\r\n0\r\n\r\n"
GOOD_CODINGS = ["chunked", "Chunked", "CHUNKED", " \tchunked\t "]
# 400: what ends it cannot be known. 501: it can, but the coding is not known.
BAD_CODINGS = ["", ",", "identity", "gzip", "chunked, gzip", "chunked, identity",
               "chunked, chunked", "xchunked", "chunkedx", "chunke", "chunked;", "chunked;q=1",
               "chunked; a=b", '"chunked"', "'chunked'", "chunked chunked", "chunked\x0b",
               "\x0bchunked", "chunked\x00", "chunked\x0c", "\xa0chunked", "chunk ed",
               "chunked=1", "{chunked}", "[chunked]", "c\u00ffunked", "gzip chunked",
               "chunked,gzip,chunked", "identity,", ", chunked", "chunked,", ",,chunked ,",
               "chunked\r\nTransfer-Encoding:"]
UNKNOWN_CODINGS = ["gzip, chunked", "identity, chunked", "x, chunked", "gzip,chunked",
                   "deflate, gzip, chunked", 'a;b="c", chunked']
REFUSALS = (400, 501)


def coding_cases():
  for value in GOOD_CODINGS:
    yield answered(f"Transfer-Encoding {value!r}", "6.1",
                   chunked(BODY, f"Transfer-Encoding: {value}\r\n"), bodies=[b"hello"])
  for value in BAD_CODINGS:
    yield refused(f"Transfer-Encoding {value!r}", "6.3",
                  chunked(BODY, f"Transfer-Encoding: {value}\r\n") + GET, REFUSALS)
  for value in UNKNOWN_CODINGS:
    yield refused(f"Transfer-Encoding {value!r}", "6.1",
                  chunked(BODY, f"Transfer-Encoding: {value}\r\n") + GET, (501,))
  for value in ("chunked", "identity", "gzip"):
    yield refused(f"Transfer-Encoding twice, {value!r} the second", "6.1",
                  chunked(BODY, CHUNKED + f"Transfer-Encoding: {value}\r\n") + GET, REFUSALS)
  yield refused("two fields, gzip and chunked", "6.1",
                chunked(BODY, "Transfer-Encoding: gzip\r\n" + CHUNKED), REFUSALS)
  for head in ("Content-Length: 5\r\n" + CHUNKED, CHUNKED + "Content-Length: 5\r\n",
               CHUNKED + "Content-Length: 0\r\n", CHUNKED + "Content-Length:\r\n",
               "Content-Length: 15\r\nTransfer-Encoding: xchunked\r\n",
               "Content-Length: 15\r\nTransfer-Encoding: identity\r\n",
               "content-length: 5\r\ntransfer-encoding: chunked\r\n"):
    yield refused(f"both: {head[:-2]!r}", "6.3", chunked(BODY, head) + GET, REFUSALS)
  yield refused("chunked in HTTP/1.0", "6.1", post(CHUNKED, BODY, "POST /echo HTTP/1.0"), REFUSALS)
  yield refused("chunked in HTTP/1.0, kept alive", "6.1",
                post(CHUNKED + "Connection: keep-alive\r\n", BODY, "POST /echo HTTP/1.0") + GET,
                REFUSALS)
  yield answered("chunked in HTTP/1.2", "2.3", post(CHUNKED, BODY, "POST /echo HTTP/1.2"),
                 bodies=[b"hello"])
  for method in ("GET", "HEAD", "DELETE", "FROB"):
    yield answered(f"{method} with a chunked body", "6", post(CHUNKED, BODY,
                   f"{method} / HTTP/1.1") + GET, [(200, 400, 405, 501), (200,)])
  yield answered("Content-Encoding is the body's own", "9110 8.4",
                 post("Content-Encoding: frob\r\nContent-Length: 5\r\n", "hello"),
                 [(200, 415)], bodies=None)


# --- chunks: RFC 9112 section 7.1 ---

GOOD_CHUNKS = [
    ("one", "5\r\nhello\r\n0\r\n\r\n"),
    ("five", "".join(f"1\r\n{c}\r\n" for c in "hello") + "0\r\n\r\n"),
    ("leading zeros", "0000000000000000000000000000005\r\nhello\r\n000\r\n\r\n"),
    ("an extension", "5;a\r\nhello\r\n0;b\r\n\r\n"),
    ("an extension with a value", "5;a=b\r\nhello\r\n0\r\n\r\n"),
    ("a quoted value", '5;a="b;c\\"d,\\\\"\r\nhello\r\n0\r\n\r\n'),
    ("an empty quoted value", '5;a=""\r\nhello\r\n0\r\n\r\n'),
    ("obs-text in a quoted value", '5;a="\xe4\t"\r\nhello\r\n0\r\n\r\n'),
    ("three extensions", "5;a;b=c;d=\"e\"\r\nhello\r\n0\r\n\r\n"),
    ("blanks around an extension", "5 ; a = b\t;\tc\r\nhello\r\n0\r\n\r\n"),
    ("an extension of 2,000 letters", f"5;{'a' * 2000}\r\nhello\r\n0\r\n\r\n"),
    ("a trailer", "5\r\nhello\r\n0\r\nA: b\r\n\r\n"),
    ("three trailers", "5\r\nhello\r\n0\r\nA: b\r\nC:\r\nD: \xe4\r\n\r\n"),
    ("a trailer that must be none", "5\r\nhello\r\n0\r\nContent-Length: 9\r\n\r\n"),
    ("a trailer for a Host", "5\r\nhello\r\n0\r\nHost: y\r\n\r\n"),
    ("a trailer for a coding", "5\r\nhello\r\n0\r\nTransfer-Encoding: gzip\r\n\r\n"),
    ("a trailer for a close", "5\r\nhello\r\n0\r\nConnection: close\r\n\r\n"),
]

BAD_SIZES = ["", " ", "-5", "+5", "0x5", "5h", "h5", "g", "5 5", " 5", "\t5", "5 ", "5\t", "5;",
             "5; ", "5;=b", "5;a=", "5;a=b c", "5;a b", '5;a="b', '5;a="b"c', "5;a=\"b\\", "5;;a",
             "5;a;", "5,", "5=", "5.0", "5\x00", "5\x0b", "\x0b5", "5;a\x00", "5;a\x0b", "5;\x7f",
             '5;a="\x00"', "5:a", "5;a=\x01", "\xb2", "5\xa0", "5;\xe4", "$5", "'5'", "5\r", "5\n",
             "5\r\r", "5\r;a", "5;a\r", "5;a\n", "5;a\rb", "5;a\nb", "5\n\n", "\r5", "\n5", "5_0"]
HUGE_SIZES = ["80000000", "ffffffff", "100000005", "7fffffffffffffff", "8000000000000000",
              "ffffffffffffffff", "10000000000000005", "f" * 40, "5" * 1000]


def chunk_cases():
  for name, body in GOOD_CHUNKS:
    yield answered(f"chunks: {name}", "7.1", chunked(body) + GET, (200, 200),
                   bodies=[b"hello", HELLO])
  for size in "0a", "0A", "a", "A":
    yield answered(f"chunk size {size}", "7.1", chunked(f"{size}\r\n0123456789\r\n0\r\n\r\n"),
                   bodies=[b"0123456789"])
  for size in "1f", "1F":
    yield answered(f"chunk size {size}", "7.1", chunked(f"{size}\r\n{'a' * 31}\r\n0\r\n\r\n"),
                   bodies=[b"a" * 31])
  yield answered("no chunk but the last", "7.1", chunked("0\r\n\r\n") + GET, (200, 200),
                 bodies=[b"", HELLO])
  for size in BAD_SIZES:
    yield refused(f"chunk size line {size!r}", "7.1",
                  chunked(f"{size}\r\nhello\r\n0\r\n\r\n") + GET)
  for size in HUGE_SIZES:
    yield refused(f"chunk size {size[:20]}", "7.1",
                  chunked(f"{size}\r\nhello\r\n0\r\n\r\n"), (400, 413))
  for name, body in BAD_CHUNKS:
    yield refused(f"chunks: {name}", "7.1", chunked(body) + GET)
  for char in [c for c in CONTROLS if c != "\t"]:
    yield refused(f"{named(char)} behind a chunk size", "7.1",
                  chunked(f"5{char}\r\nhello\r\n0\r\n\r\n") + GET)
    yield refused(f"{named(char)} in a trailer", "7.1.2",
                  chunked(f"5\r\nhello\r\n0\r\nA: b{char}c\r\n\r\n") + GET)
  yield refused("a chunk extension of 100,000 letters", "7.1.1",
                chunked(f"5;{'a' * 100_000}\r\nhello\r\n0\r\n\r\n"), (400, 413, 431))
  yield refused("100 extensions of 5,000 letters", "7.1.1",
                chunked(f"1;{'a' * 5000}\r\nx\r\n" * 100 + "0\r\n\r\n"), (400, 413, 431))
  yield refused("trailers of 100,000 letters", "7.1.2",
                chunked(f"0\r\nA: {'a' * 100_000}\r\n\r\n"), (400, 413, 431))


BAD_CHUNKS = [
    ("more data than the size says", "5\r\nhello!\r\n0\r\n\r\n"),
    ("less data than the size says", "5\r\nhell\r\n0\r\n\r\n"),
    ("no CRLF behind the data", "5\r\nhello0\r\n\r\n"),
    ("a bare LF behind the data", "5\r\nhello\n0\r\n\r\n"),
    ("a bare CR behind the data", "5\r\nhello\r0\r\n\r\n"),
    ("two LFs behind the data", "5\r\nhello\n\n0\r\n\r\n"),
    ("LF CR behind the data", "5\r\nhello\n\r0\r\n\r\n"),
    ("a bare LF behind the size", "5\nhello\r\n0\r\n\r\n"),
    ("bare LFs all over", "5\nhello\n0\n\n"),
    ("a bare LF behind the last size", "5\r\nhello\r\n0\n\r\n"),
    ("a bare LF at the end", "5\r\nhello\r\n0\r\n\n"),
    ("two bare LFs at the end", "5\r\nhello\r\n0\n\n"),
    ("an empty line behind the data", "5\r\nhello\r\n\r\n0\r\n\r\n"),
    ("a bare CR behind the last size", "5\r\nhello\r\n0\r\r\n\r\n"),
    ("a bare LF behind a trailer", "0\r\nA: b\n\r\n"),
    ("bare LFs behind a trailer", "0\r\nA: b\n\n"),
    ("a folded trailer", "0\r\nA: b\r\n c\r\n\r\n"),
    ("a space before a trailer", "0\r\n A: b\r\n\r\n"),
    ("a space before a trailer's colon", "0\r\nA : b\r\n\r\n"),
    ("a trailer without a colon", "0\r\nA\r\n\r\n"),
    ("a trailer without a name", "0\r\n: b\r\n\r\n"),
    ("a bare CR in a trailer", "0\r\nA: b\rc\r\n\r\n"),
    ("a bad last chunk", "5\r\nhello\r\n0x0\r\n\r\n"),
    ("a space behind the last size", "5\r\nhello\r\n0 \r\n\r\n"),
    ("a minus zero", "5\r\nhello\r\n-0\r\n\r\n"),
    ("a request for a trailer", "5\r\nhello\r\n0\r\nGET / HTTP/1.1\r\n\r\n"),
]


# --- Expect: RFC 9110 section 10.1.1 ---

def expect_cases():
  length = "Content-Length: 5\r\n"
  for value in ("100-continue", "100-Continue", "100-CONTINUE", "100-continue,",
                "100-continue, 100-continue"):
    yield answered(f"Expect {value!r}, the body at once", "9110 10.1.1",
                   post(f"Expect: {value}\r\n" + length, "hello"), bodies=[b"hello"])
  yield answered("Expect in chunks", "9110 10.1.1",
                 post("Expect: 100-continue\r\n" + CHUNKED, BODY), bodies=[b"hello"])
  yield answered("Expect of a request without a body", "9110 10.1.1",
                 fields("Expect: 100-continue\r\n"), bodies=[HELLO])
  yield answered("an empty Expect", "9110 10.1.1", post("Expect:\r\n" + length, "hello"),
                 bodies=[b"hello"])
  for value in ("miracles", "100-continue, miracles", "a=b", "100-continued", "200-ok"):
    yield refused(f"Expect {value!r}", "9110 10.1.1",
                  post(f"Expect: {value}\r\n" + length, "hello"), (417,))
  yield answered("Expect in HTTP/1.0", "9110 10.1.1",
                 post("Expect: 100-continue\r\n" + length, "hello", "POST /echo HTTP/1.0"),
                 closes=True, bodies=[b"hello"])
  yield refused("Expect and a body too long", "9110 10.1.1",
                post("Expect: 100-continue\r\nContent-Length: 2000000000\r\n"), (413,))
  yield refused("Expect without a Host", "9110 10.1.1",
                line(POST, "Expect: 100-continue\r\n" + length), (400,))


def cases():
  yield from length_cases()
  yield from coding_cases()
  yield from chunk_cases()
  yield from expect_cases()
