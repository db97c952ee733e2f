// thrown<Error>(f): what() of the Error that f throws; a sentence that fails any match when it does
// not.
#pragma once

#include <exception>
#include <string>

namespace eyewall {

template <class Error, class F>
std::string thrown(F f) {
  try {
    f();
  } catch (const Error& error) {
    return error.what();
  } catch (const std::exception& error) {
    return std::string("(an error of another type: ") + error.what() + ")";
  }
  return "(nothing was thrown)";
}

}  // namespace eyewall
