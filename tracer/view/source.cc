#include "view/source.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

namespace eyewall::view {
namespace {

namespace fs = std::filesystem;

// A trace may come from a stranger: a name that it gives opens C++ source, and nothing else.
bool is_source(const fs::path& file) {
  constexpr std::string_view suffixes[] = {".cc", ".cpp", ".cxx", ".h", ".hh", ".hpp", ".def"};
  return std::find(std::begin(suffixes), std::end(suffixes), file.extension()) !=
         std::end(suffixes);
}

// Whether the path, its links followed, lies below the folder.
bool lies_below(const fs::path& path, const fs::path& folder) {
  std::error_code error;
  const fs::path real = fs::canonical(path, error);
  if (error) return false;
  const fs::path root = fs::canonical(folder, error);
  if (error) return false;
  return std::mismatch(root.begin(), root.end(), real.begin(), real.end()).first == root.end();
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

std::optional<std::string> Source::whole(std::string_view file, std::size_t limit) const {
  if (!is_source(file)) return std::nullopt;
  for (const std::string& root : roots_) {
    const fs::path path = fs::path(root) / file;
    std::error_code error;
    if (!fs::is_regular_file(path, error) || !lies_below(path, root)) continue;
    if (fs::file_size(path, error) > limit || error) return std::nullopt;
    std::ifstream in(path, std::ios::binary);
    return std::string(std::istreambuf_iterator<char>(in), {});
  }
  return std::nullopt;
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
