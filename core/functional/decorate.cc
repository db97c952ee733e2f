#include "functional/decorate.h"

namespace eyewall {

NotCallable::NotCallable(const std::string& name)
    : std::invalid_argument("function " + name + " was made of nothing that can be called") {}

std::string repr(const Metadata& metadata) {
  return "<function " + metadata.name + ">";
}

}  // namespace eyewall
