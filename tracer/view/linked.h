// A chain of reasons as an answer.
//
// For: the words that explain. Threads: one at a time. Source: ours.
#pragma once

#include <vector>

#include "explain/why.h"
#include "view/answer.h"

namespace eyewall::view {

/// As `eyewall why` prints it; in data, "links".
Answer linked(Session& session, const std::vector<explain::Link>& links);

}  // namespace eyewall::view
