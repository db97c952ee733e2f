// The lessons that this build has.
//
// What: finds their programs beside the eyewall binary, and their texts in the checkout.
// For: eyewall lesson. Threads: the main one. Source: ours.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace eyewall::cli {

struct Lesson {
  std::string name;     // "09_async_client"
  std::string program;  // path of its program
  std::string peer;     // path of its scripted peer; empty when it has none
  std::string title;    // the first line of its README; empty when it has none
};

/// Every lesson, in order.
std::vector<Lesson> lessons();

/// Whether `word` means the lesson: its number ("9", "09"), its topic or a part of it, or its
/// name.
bool means(std::string_view word, std::string_view lesson);

}  // namespace eyewall::cli
