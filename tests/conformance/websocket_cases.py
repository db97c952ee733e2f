"""Cases of the Autobahn test suite's list, by their numbers: bytes to send, what must come back.

A case is (number, what is sent, the frames that come back, the close code; None: no code at all).
A frame is (opcode, payload). A case that does not end by itself is ended with a close of 1000.
"""

import struct

CONTINUATION, TEXT, BINARY, CLOSE, PING, PONG = 0, 1, 2, 8, 9, 10
MASK = b"\x37\xfa\x21\x3d"
KOSME = "\u03ba\u1f79\u03c3\u03bc\u03b5".encode()


def xor(data, key=MASK):
  size = len(data)
  repeated = (key * (size // 4 + 1))[:size]
  return (int.from_bytes(data, "big") ^ int.from_bytes(repeated, "big")).to_bytes(size, "big")


def frame(opcode, payload=b"", fin=True, rsv=0):
  head = bytes([fin << 7 | rsv << 4 | opcode])
  size = len(payload)
  if size < 126:
    head += bytes([0x80 | size])
  elif size < 65536:
    head += b"\xfe" + struct.pack(">H", size)
  else:
    head += b"\xff" + struct.pack(">Q", size)
  return head + MASK + xor(payload)


def text(payload, fin=True):
  return frame(TEXT, payload, fin)


def more(payload, fin=True):
  return frame(CONTINUATION, payload, fin)


def closing(code, reason=b""):
  return frame(CLOSE, struct.pack(">H", code) + reason)


def echoes():
  for number, opcode, unit in ((1, TEXT, b"*"), (2, BINARY, b"\xfe")):
    for part, size in enumerate((0, 125, 126, 127, 128, 65535, 65536), 1):
      payload = unit * size
      yield f"1.{number}.{part}", frame(opcode, payload), [(opcode, payload)], 1000
  ping = bytes(range(125))
  yield "2.1", frame(PING), [(PONG, b"")], 1000
  yield "2.2", frame(PING, b"hello"), [(PONG, b"hello")], 1000
  yield "2.4", frame(PING, ping), [(PONG, ping)], 1000
  yield "2.5", frame(PING, ping + b"x"), [], 1002
  yield "2.7", frame(PONG), [], 1000
  yield "2.9", frame(PONG, b"x") + frame(PING, b"y"), [(PONG, b"y")], 1000
  yield "2.10", b"".join(frame(PING, b"%d" % n) for n in range(10)), [
      (PONG, b"%d" % n) for n in range(10)], 1000


def reserved():
  hello = [(TEXT, b"Hello")]
  yield "3.1", frame(TEXT, b"x", rsv=1), [], 1002
  for number, rsv in (("3.2", 2), ("3.3", 3), ("3.4", 4)):
    yield number, text(b"Hello") + frame(TEXT, b"x", rsv=rsv) + frame(PING), hello, 1002
  yield "3.5", frame(BINARY, b"\xfe", rsv=5), [], 1002
  yield "3.6", frame(PING, b"x", rsv=6), [], 1002
  yield "3.7", frame(CLOSE, rsv=7), [], 1002
  for opcode in (3, 4, 5, 6, 7, 11, 12, 13, 14, 15):
    yield f"4 ({opcode})", text(b"Hello") + frame(opcode, b"x") + frame(PING), hello, 1002


def fragments():
  both = [(TEXT, b"fragment1fragment2")]
  one, two = text(b"fragment1", False), more(b"fragment2")
  yield "5.1", frame(PING, b"a", fin=False) + frame(CONTINUATION, b"b"), [], 1002
  yield "5.2", frame(PONG, b"a", fin=False) + frame(CONTINUATION, b"b"), [], 1002
  yield "5.3", one + two, both, 1000
  yield "5.6", one + frame(PING, b"p") + two, [(PONG, b"p")] + both, 1000
  yield "5.9", more(b"x") + text(b"Hello"), [], 1002
  yield "5.12", more(b"x", False) + text(b"Hello"), [], 1002
  yield "5.15", one + two + more(b"x", False) + text(b"Hello"), both, 1002
  yield "5.18", one + text(b"fragment2"), [], 1002
  yield "5.19", (text(b"f1", False) + more(b"f2", False) + frame(PING, b"1") + more(b"f3", False) +
                 more(b"f4", False) + frame(PING, b"2") + more(b"f5")), [
                     (PONG, b"1"), (PONG, b"2"), (TEXT, b"f1f2f3f4f5")], 1000


def utf8():
  good = [b"", b"Hello-\xc2\xb5@\xc3\x9f\xc3\xb6\xc3\xa4\xc3\xbc\xc3\xa0\xc3\xa1-UTF-8!!", KOSME,
          b"\x00", b"\xc2\x80", b"\xe0\xa0\x80", b"\xf0\x90\x80\x80", b"\x7f", b"\xdf\xbf",
          b"\xef\xbf\xbf", b"\xf4\x8f\xbf\xbf", b"\xed\x9f\xbf", b"\xee\x80\x80", b"\xef\xbf\xbd",
          b"\xef\xbf\xbe", b"\xf0\x9f\xbf\xbf"]
  bad = [KOSME + b"\xed\xa0\x80edited", b"\xf8\x88\x80\x80\x80", b"\xfc\x84\x80\x80\x80\x80",
         b"\xf7\xbf\xbf\xbf", b"\xfb\xbf\xbf\xbf\xbf", b"\xf4\x90\x80\x80", b"\x80", b"\xbf",
         b"\x80\xbf\x80", b"\xc0 ", b"\xe0 ", b"\xc0", b"\xe0\x80", b"\xf0\x80\x80", b"\xfe",
         b"\xff", b"\xc0\xaf", b"\xe0\x80\xaf", b"\xf0\x80\x80\xaf", b"\xc1\xbf", b"\xe0\x9f\xbf",
         b"\xed\xa0\x80", b"\xed\xbf\xbf", b"\xed\xa0\x80\xed\xb0\x80", b"\xce", KOSME[:-1]]
  for number, payload in enumerate(good):
    pieces = b"".join(more(bytes([byte]), False) for byte in payload)
    yield f"6 good {number}", text(payload), [(TEXT, payload)], 1000
    yield f"6 in bytes {number}", text(b"", False) + pieces + more(b""), [(TEXT, payload)], 1000
  for number, payload in enumerate(bad):
    yield f"6 bad {number}", text(payload), [], 1007
  # A byte that cannot be right ends it, before the frame, or the message, has ended.
  cut = text(KOSME + b"\xf4\x90\x80\x80" + b"x" * 100)
  yield "6.4.2", text(KOSME + b"\xf4\x90", False), [], 1007
  yield "6.4.3", cut[:-100], [], 1007


def closes():
  hello = [(TEXT, b"Hello")]
  yield "7.1.1", text(b"Hello") + closing(1000), hello, 1000
  yield "7.1.2", closing(1000) + closing(1000), [], 1000
  yield "7.1.3", closing(1000) + frame(PING), [], 1000
  yield "7.1.4", closing(1000) + text(b"late"), [], 1000
  yield "7.1.5", text(b"f1", False) + closing(1000) + more(b"f2"), [], 1000
  yield "7.3.1", frame(CLOSE), [], None
  yield "7.3.2", frame(CLOSE, b"a"), [], 1002
  yield "7.3.4", closing(1000, b"Hello"), [], 1000
  yield "7.3.5", closing(1000, b"x" * 123), [], 1000
  yield "7.3.6", closing(1000, b"x" * 124), [], 1002
  yield "7.5.1", closing(1000, KOSME + b"\xed\xa0\x80edited"), [], 1007
  for code in (1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 3000, 3999, 4000, 4999):
    yield f"7.7 ({code})", closing(code), [], code
  for code in (0, 999, 1004, 1005, 1006, 1016, 1100, 2000, 2999, 5000, 65535):
    yield f"7.9 and 7.13 ({code})", closing(code), [], 1002


def sizes():
  for opcode, name in ((TEXT, "1"), (BINARY, "2")):
    for size in (64, 256, 1024, 4096, 8192, 16384):
      payload = b"*" * (size * 1024)
      yield f"9.{name} ({size} KiB)", frame(opcode, payload), [(opcode, payload)], 1000
  payload = b"*" * (4 << 20)
  for piece in (64, 1024, 65536, 1 << 20):
    cut = [payload[at:at + piece] for at in range(0, len(payload), piece)]
    sent = frame(BINARY, b"", fin=False) + b"".join(more(each, False) for each in cut) + more(b"")
    yield f"9.4 ({piece})", sent, [(BINARY, payload)], 1000
  payload = b"*" * 65536
  sent = b"".join(frame(CONTINUATION if at else TEXT, payload[at:at + 1300], at + 1300 >= 65536)
                  for at in range(0, 65536, 1300))
  yield "10.1.1", sent, [(TEXT, payload)], 1000
