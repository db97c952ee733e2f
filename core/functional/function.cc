#include "functional/function.h"

namespace eyewall {

template class Function<void()>;  // compiled here once, so that the header stands alone

}  // namespace eyewall
