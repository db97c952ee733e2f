#include "read/json.h"

#include <limits>

namespace eyewall::read::json {
namespace {

constexpr std::size_t kDeepest = 64;

}  // namespace

std::string shown(unsigned char c) {
  if (c >= 0x20 && c < 0x7f) return std::string("'") + static_cast<char>(c) + "'";
  constexpr char hex[] = "0123456789abcdef";
  return std::string("byte 0x") + hex[c >> 4] + hex[c & 15];
}

void Cursor::fail(std::size_t offset, std::string reason) const {
  throw Bad{offset, std::move(reason), false};
}

void Cursor::fail(std::size_t offset, const char* reason) const {
  throw Bad{offset, reason, false};
}

void Cursor::fail(std::string reason) const {
  fail(at_, std::move(reason));
}

void Cursor::ran_out() const {
  throw Bad{at_, "the line ends too early", true};
}

void Cursor::not_expected(char c) const {
  fail(std::string("expected '") + c + "', not " + shown(byte()));
}

void Cursor::finish() {
  skip_space();
  if (!done()) fail("nothing may follow the object, not " + shown(byte()));
}

std::uint64_t Cursor::more_digits(std::size_t first, std::uint64_t value) {
  constexpr std::uint64_t most = std::numeric_limits<std::uint64_t>::max();
  for (; !done() && digit(byte()); ++at_) {
    const std::uint64_t next = number_of(line_[at_]);
    if (value > (most - next) / 10) fail(first, "the number does not fit in 64 bits");
    value = value * 10 + next;
  }
  return value;
}

void Cursor::no_digit() const {
  const unsigned char found = need();
  fail("expected an integer, not " + shown(found));
}

void Cursor::word(std::string_view text) {
  const std::size_t first = at_;
  for (const char c : text) {
    if (need() != static_cast<unsigned char>(c)) fail(first, "expected a value");
    ++at_;
  }
}

bool Cursor::boolean() {
  const char c = peek();
  if (c != 't' && c != 'f') fail("expected true or false, not " + shown(byte()));
  word(c == 't' ? "true" : "false");
  return c == 't';
}

void Cursor::number() {
  const auto run = [this] {
    if (!digit(need())) fail("expected a digit, not " + shown(byte()));
    while (!done() && digit(byte())) ++at_;
  };
  if (need() == '-') ++at_;
  if (need() == '0') {
    ++at_;
  } else {
    run();
  }
  if (need() == '.') {
    ++at_;
    run();
  }
  if (need() == 'e' || byte() == 'E') {
    ++at_;
    if (need() == '+' || byte() == '-') ++at_;
    run();
  }
}

// A value that is no list and no object.
void Cursor::scalar() {
  const char c = peek();
  if (c == '"') {
    string();
  } else if (c == 't' || c == 'f') {
    boolean();
  } else if (c == 'n') {
    word("null");
  } else if (c == '-' || digit(byte())) {
    number();
  } else {
    fail("expected a value, not " + shown(byte()));
  }
}

void Cursor::key() {
  string();
  expect(':');
}

// Behind a value: what closes, and the comma in front of the next value.
void Cursor::leave(std::string& open) {
  while (!open.empty() && accept(open.back())) open.pop_back();
  if (open.empty()) return;
  expect(',');
  if (open.back() == '}') key();
}

void Cursor::skip() {
  std::string open;  // the closing brackets that are still to come
  do {
    const char c = peek();
    if (c != '{' && c != '[') {
      scalar();
      leave(open);
      continue;
    }
    if (open.size() == kDeepest) fail("nested too deeply");
    ++at_;
    open.push_back(c == '{' ? '}' : ']');
    if (peek() == open.back()) {
      leave(open);
    } else if (c == '{') {
      key();
    }
  } while (!open.empty());
}

}  // namespace eyewall::read::json
