#include "sys/result.h"

#include <cstring>

namespace eyewall::sys {

std::int64_t check(Result result, const char* attempt) {
  if (!result.ok()) throw Error(result.error, attempt);
  return result.value;
}

std::string error_name(int error) {
  if (error == 0) return {};
  const char* name = strerrorname_np(error);
  return name != nullptr ? std::string(name) : "errno " + std::to_string(error);
}

std::string error_text(int error) {
  return std::generic_category().message(error);
}

}  // namespace eyewall::sys
