"""Finds coroutines in C++ text, by their braces: each with its captures and its parameters."""

import dataclasses
import re

KEYWORD = re.compile(r"[{}]|\bco_(?:yield|await|return)\b")
STATEMENT = re.compile(r"\b(if|if\s+constexpr|for|while|switch|catch)$")


@dataclasses.dataclass
class Coroutine:
  offset: int      # of its opening brace
  captures: str    # what stands between the brackets of a lambda; "" for a function
  parameters: str  # what stands between its parentheses


def opening(text, closing):
  """Offset of the bracket that the one at `closing` closes; -1 if there is none."""
  depth = 0
  for at in range(closing, -1, -1):
    if text[at] in ")]":
      depth += 1
    elif text[at] in "([":
      depth -= 1
      if depth == 0:
        return at
  return -1


def head(text, brace):
  """(captures, parameters) of the function whose body opens at `brace`; None if none does."""
  before = text[:brace].rstrip()
  tail = re.search(r"[)\]](?:\s*(?:const|noexcept|mutable|override|final|->[^(){};]*))*$", before)
  if not tail:
    return None
  close = tail.start()
  start = opening(before, close)
  if before[close] == "]":
    return before[start + 1:close], ""
  owner = before[:start].rstrip()
  if STATEMENT.search(owner):
    return None
  captures = ""
  if owner.endswith("]"):
    captures = owner[opening(owner, len(owner) - 1) + 1:-1]
  return captures, before[start + 1:close]


def coroutines(text):
  """Every coroutine in C++ text that is bare of comments and strings, once, in order."""
  open_blocks, found = [], {}
  for match in KEYWORD.finditer(text):
    word = match.group()
    if word == "{":
      open_blocks.append((match.start(), head(text, match.start())))
    elif word == "}":
      if open_blocks:
        open_blocks.pop()
    else:
      for offset, owner in reversed(open_blocks):
        if owner:
          found.setdefault(offset, Coroutine(offset, owner[0].strip(), owner[1].strip()))
          break
  return [found[offset] for offset in sorted(found)]


def keeps_a_reference(parameters):
  """Whether one of the parameters is a reference, at any depth but a function type's."""
  flat = re.sub(r"\([^()]*\)", "", parameters)
  return "&" in re.sub(r"<[^<>]*>", "", re.sub(r"<[^<>]*>", "", flat))
