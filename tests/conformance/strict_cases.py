"""What a case of a server's suite is.

It says what is sent and which statuses may come. A request that is refused ends its connection;
behind any other one the connection serves on, unless the case says that it closes. Where RFC 9112
leaves a choice, this is ours: what two readers could understand in two ways is refused."""

import collections

Case = collections.namedtuple("Case", "name section sends statuses closes bodies")

HELLO = b"Hello, world"
HOST = "Host: x\r\n"
REFUSED = (400,)


def answered(name, section, text, statuses=(200,), closes=False, bodies=None):
  """Each of `statuses` is that of one answer, or several to choose from; bodies: theirs."""
  return Case(name, section, text.encode("latin-1"), statuses, closes, bodies)


def refused(name, section, text, statuses=REFUSED):
  return Case(name, section, text.encode("latin-1"), (statuses,), True, None)


def named(char):
  return f"{ord(char):#04x}"


CONTROLS = [chr(code) for code in [*range(32), 127]]
TOKEN_MARKS = "!#$%&'*+-.^_`|~"
SEPARATORS = "\"(),/;<=>?@[\\]{} \x7f\x80\xff"


def line(text, rest=HOST):
  """A head of that request line."""
  return f"{text}\r\n{rest}\r\n"


def fields(text, start="GET / HTTP/1.1"):
  """A head with those field lines, and a Host."""
  return line(start, HOST + text)
