#include "view/locale.h"

#include <algorithm>
#include <cctype>
#include <clocale>
#include <cstdlib>
#include <string>

namespace eyewall::view {
namespace {

// The name of the locale that the environment asks for.
std::string asked() {
  for (const char* const name : {"LC_ALL", "LC_CTYPE", "LANG"}) {
    const char* const value = std::getenv(name);
    if (value != nullptr && *value != '\0') return value;
  }
  return {};
}

bool says_utf8(std::string name) {
  std::transform(name.begin(), name.end(), name.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return name.find("utf-8") != std::string::npos || name.find("utf8") != std::string::npos;
}

}  // namespace

void take_locale() {
  if (std::setlocale(LC_CTYPE, "") == nullptr && says_utf8(asked())) {
    std::setlocale(LC_CTYPE, "C.UTF-8");
  }
}

}  // namespace eyewall::view
