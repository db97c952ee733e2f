#include "fakeloop/coroutine.h"

namespace eyewall::fakeloop {

SecondYield::SecondYield(const std::string& function)
    : std::logic_error("generator " + function +
                       " yielded a second time, but fakeloop's coroutine sends only once") {}

}  // namespace eyewall::fakeloop
