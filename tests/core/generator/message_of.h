// What an act throws, as text.
//
// For: tests of errors whose message is part of what they promise. Threads: any.
#pragma once

#include <string>

namespace eyewall::test {

/// The message of the Error that act() throws; "nothing was thrown" if none.
template <class Error, class F>
std::string message_of(F&& act) {
  try {
    act();
  } catch (const Error& error) {
    return error.what();
  }
  return "nothing was thrown";
}

}  // namespace eyewall::test
