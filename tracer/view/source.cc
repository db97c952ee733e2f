#include "view/source.h"

#include <algorithm>
#include <filesystem>
#include <fstream>

namespace eyewall::view {
namespace {

namespace fs = std::filesystem;

// A trace may come from a stranger: a name that it gives opens C++ source, and nothing else.
bool is_source(const fs::path& file) {
  constexpr std::string_view suffixes[] = {".cc", ".cpp", ".cxx", ".h", ".hh", ".hpp", ".def"};
  return std::find(std::begin(suffixes), std::end(suffixes), file.extension()) !=
         std::end(suffixes);
}

}  // namespace

const Source::Lines& Source::lines(std::string_view file) {
  auto found = files_.find(file);
  if (found == files_.end()) {
    const std::string name(file);
    found = files_.emplace(name, read(name)).first;
  }
  return found->second;
}

std::string_view Source::line(std::string_view file, std::uint32_t number) {
  const Lines& all = lines(file);
  if (number == 0 || number > all.size()) return {};
  const std::string_view text = all[number - 1];
  return text.substr(std::min(text.find_first_not_of(" \t"), text.size()));
}

Source::Lines Source::read(const std::string& file) const {
  Lines lines;
  if (!is_source(file)) return lines;
  for (const std::string& root : roots_) {
    const fs::path path = fs::path(root) / file;
    std::error_code error;
    if (!fs::is_regular_file(path, error)) continue;
    std::ifstream in(path);
    for (std::string text; std::getline(in, text);) lines.push_back(text);
    break;
  }
  return lines;
}

}  // namespace eyewall::view
