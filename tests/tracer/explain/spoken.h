// A language, as long as it lives; then English again.
#pragma once

#include "explain/catalogue.h"

namespace eyewall::explain {

class Spoken {
 public:
  explicit Spoken(Language language) { speak(language); }
  ~Spoken() { speak(Language::en); }
  Spoken(const Spoken&) = delete;
  Spoken& operator=(const Spoken&) = delete;
};

}  // namespace eyewall::explain
