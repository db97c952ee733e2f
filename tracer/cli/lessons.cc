#include "cli/lessons.h"

#include <algorithm>
#include <filesystem>
#include <fstream>

namespace eyewall::cli {
namespace {

namespace fs = std::filesystem;

// The first heading of a README.
std::string title_of(const fs::path& readme) {
  std::ifstream file(readme);
  for (std::string line; std::getline(file, line);) {
    if (line.starts_with("# ")) return line.substr(2);
  }
  return {};
}

// build/PRESET/bin/eyewall -> build/PRESET/lessons
fs::path programs() {
  return fs::read_symlink("/proc/self/exe").parent_path().parent_path() / "lessons";
}

std::string_view without_zeros(std::string_view number) {
  return number.substr(std::min(number.find_first_not_of('0'), number.size()));
}

bool is_number(std::string_view word) {
  return !word.empty() && word.find_first_not_of("0123456789") == std::string_view::npos;
}

}  // namespace

std::vector<Lesson> lessons() {
  std::vector<Lesson> found;
  std::error_code error;
  for (const fs::directory_entry& folder : fs::directory_iterator(programs(), error)) {
    const std::string name = folder.path().filename();
    const fs::path program = folder.path() / name;
    if (!fs::is_regular_file(program, error)) continue;
    const fs::path texts = fs::path(EYEWALL_SOURCE_DIR) / "lessons" / name;
    const fs::path peer = texts / "peer.jsonl";
    const bool scripted = fs::exists(peer, error);
    found.push_back({name, program, scripted ? peer.string() : "", title_of(texts / "README.md")});
  }
  std::sort(found.begin(), found.end(),
            [](const Lesson& a, const Lesson& b) { return a.name < b.name; });
  return found;
}

bool means(std::string_view word, std::string_view lesson) {
  const std::size_t line = std::min(lesson.find('_'), lesson.size());
  const std::string_view number = lesson.substr(0, line);
  if (is_number(word)) return without_zeros(word) == without_zeros(number);
  return !word.empty() && lesson.find(word) != std::string_view::npos;
}

}  // namespace eyewall::cli
