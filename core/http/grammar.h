// The small words of HTTP's grammar: tokens, whitespace, case, lists; and how bad input is quoted.
//
// What: predicates on characters and views, and ProtocolError, the base of what bad bytes throw.
// For: the parsers of this layer (headers, message, url, request_text). No sockets, no loop.
// Threads: pure functions; any thread.
// Owns: nothing; the views returned point into their argument.
// Source: RFC 9110 section 5.6; Tornado 3.1.1 leaves this to Python's str and re.
#pragma once

#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace eyewall::http {

/// The peer sent bytes that the protocol forbids; what() says which rule they break.
class ProtocolError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// One character of a token (method, header name): letters, digits and !#$%&'*+-.^_`|~
bool is_token_char(char c);
/// At least one character, and all of them token characters.
bool is_token(std::string_view text);
/// RFC 3986's unreserved and sub-delims: what the name of a host may hold as it is.
bool is_name_char(char c);
/// ASCII digits and hexadecimal digits, whatever the locale.
bool is_digit(char c);
/// The value of a hexadecimal digit, -1 for any other character.
int hex_value(char c);
/// A control character (0..31, 127) other than the tab.
bool is_control(char c);
/// Optional whitespace: a space or a tab.
bool is_blank(char c);

/// `text` without the spaces and tabs around it.
std::string_view trim(std::string_view text);
/// Compares as HTTP compares names: ASCII letters without case.
bool equal_ignoring_case(std::string_view a, std::string_view b);
/// The pieces between commas, trimmed, empty ones included. No commas in quoted strings.
std::vector<std::string_view> split_list(std::string_view text);
/// `text` in quotes with control and non-ASCII bytes escaped, for a message; cut after 80 bytes.
std::string quoted(std::string_view text);

}  // namespace eyewall::http
