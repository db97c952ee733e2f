#include "explain/pattern_names.h"

#include <algorithm>
#include <charconv>

#include "explain/pattern_text.h"
#include "explain/suggest.h"

namespace eyewall::explain {
namespace {

using trace::FieldType;

constexpr std::string_view kMasks[] = {"READ", "WRITE", "ERR", "HUP"};
constexpr std::int64_t kBits[] = {0x001, 0x004, 0x008, 0x010};  // epoll's

}  // namespace

std::vector<std::string_view> names_of_kinds(std::string_view beginning) {
  std::vector<std::string_view> names;
  for (const trace::KindInfo& kind : trace::kinds()) {
    if (kind.name.starts_with(beginning)) names.push_back(kind.name);
  }
  return names;
}

std::string kinds_like(std::string_view word) {
  if (nearest(word, names_of_kinds())) return suggestion(word, names_of_kinds());
  const std::string family = std::string(word.substr(0, word.find('.'))) + '.';
  if (const auto kin = names_of_kinds(family); !kin.empty()) return "there are " + listed(kin);
  std::vector<std::string_view> families;
  for (const std::string_view name : names_of_kinds()) {
    const std::string_view first = name.substr(0, name.find('.'));
    if (families.empty() || families.back() != first) families.push_back(first);
  }
  return "a kind begins with one of " + listed(families) + "; * is any";
}

std::vector<std::string_view> fields_of(const std::bitset<256>& kinds) {
  std::vector<std::string_view> names;
  for (std::size_t kind = 0; kind < trace::kinds().size(); ++kind) {
    if (!kinds[kind]) continue;
    for (const trace::Field field : trace::kinds()[kind].fields) {
      const std::string_view name = trace::info(field).name;
      if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
    }
  }
  return names;
}

bool looks_like_a_file(std::string_view name) {
  if (name.find('/') != std::string_view::npos) return true;
  const std::size_t dot = name.rfind('.');
  if (dot == std::string_view::npos) return false;
  constexpr std::string_view kEndings[] = {"c", "cc", "cpp", "cxx", "c++",
                                           "h", "hh", "hpp", "hxx", "def"};
  return std::find(std::begin(kEndings), std::end(kEndings), name.substr(dot + 1)) !=
         std::end(kEndings);
}

std::int64_t pattern_number(std::string_view word, FieldType type) {
  if (type == FieldType::Mask) {
    const auto found = std::find(std::begin(kMasks), std::end(kMasks), word);
    if (found != std::end(kMasks)) return kBits[found - std::begin(kMasks)];
    fail_pattern("no such descriptor event", word,
                 suggestion(word, {std::begin(kMasks), std::end(kMasks)}));
  }
  if (type == FieldType::Bool) {
    if (word == "true" || word == "false") return word == "true";
    fail_pattern("neither true nor false", word);
  }
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), value);
  if (error != std::errc() || end != word.data() + word.size()) fail_pattern("not a number", word);
  return value;
}

}  // namespace eyewall::explain
