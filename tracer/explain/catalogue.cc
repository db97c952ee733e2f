#include "explain/catalogue.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <unordered_map>
#include <vector>

namespace eyewall::explain {
namespace {

constexpr LanguageInfo kLanguages[] = {
    {Language::en, "en", "English", "en"},
    {Language::zh, "zh", "Chinese", "zh-Hans"},
};

// A catalogue's own keys: a kind's name, a step's label, a part's English heading.
struct KeyedSentence {
  char sort;  // k, s or p: no key of one sort is looked for among those of another
  std::string_view key;
  std::string_view sentence;
};

constexpr KeyedSentence kChinese[] = {
#define EYEWALL_SENTENCE(kind, sentence) {'k', kind, sentence},
#define EYEWALL_STEP(label, sentence) {'s', label, sentence},
#define EYEWALL_PART(heading, sentence) {'p', heading, sentence},
#define EYEWALL_PHRASE(id, sentence)
#include "explain/catalogue/zh.def"
#undef EYEWALL_PHRASE
#undef EYEWALL_PART
#undef EYEWALL_STEP
#undef EYEWALL_SENTENCE
};

using Phrases = std::array<std::string_view, kPhrases>;

constexpr Phrases kEnglishPhrases = {
#define EYEWALL_PHRASE(id, sentence) sentence,
#include "explain/catalogue/phrases.def"
#undef EYEWALL_PHRASE
};

constexpr Phrases kChinesePhrases = [] {
  Phrases phrases = kEnglishPhrases;
#define EYEWALL_SENTENCE(kind, sentence)
#define EYEWALL_STEP(label, sentence)
#define EYEWALL_PART(heading, sentence)
#define EYEWALL_PHRASE(id, sentence) phrases[static_cast<std::size_t>(Phrase::id)] = sentence;
#include "explain/catalogue/zh.def"
#undef EYEWALL_PHRASE
#undef EYEWALL_PART
#undef EYEWALL_STEP
#undef EYEWALL_SENTENCE
  return phrases;
}();

// What catalogue/ holds of one language, by key; and by the number of a kind, for those are asked
// for once an event.
class Catalogue {
 public:
  explicit Catalogue(std::span<const KeyedSentence> rows) {
    std::unordered_map<std::string_view, std::string_view> kinds;
    for (const KeyedSentence& row : rows) {
      (row.sort == 'k' ? kinds : row.sort == 's' ? steps_ : parts_).emplace(row.key, row.sentence);
    }
    for (const trace::KindInfo& kind : trace::kinds()) {
      const auto found = kinds.find(kind.name);
      kinds_.push_back(found == kinds.end() ? kind.sentence : found->second);
    }
  }

  std::string_view kind(trace::Kind kind) const { return kinds_[static_cast<std::size_t>(kind)]; }
  std::string_view step(const Step& step) const {
    const bool part = step.role == Role::part;
    const auto& rows = part ? parts_ : steps_;
    const auto found = rows.find(part ? step.sentence : step.label);
    return found == rows.end() ? step.sentence : found->second;
  }

 private:
  std::vector<std::string_view> kinds_;
  std::unordered_map<std::string_view, std::string_view> steps_;
  std::unordered_map<std::string_view, std::string_view> parts_;
};

const Catalogue& chinese() {
  static const Catalogue catalogue(kChinese);
  return catalogue;
}

std::atomic<Language> spoken = Language::en;

}  // namespace

std::span<const LanguageInfo> languages() {
  return kLanguages;
}

const LanguageInfo& info(Language language) {
  return kLanguages[static_cast<std::size_t>(language)];
}

std::optional<Language> language_named(std::string_view word) {
  for (const LanguageInfo& each : kLanguages) {
    if (each.word == word) return each.language;
  }
  return std::nullopt;
}

Language language_of(const std::function<const char*(const char*)>& variable) {
  for (const char* const name : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
    const char* const value = variable(name);
    if (value == nullptr || *value == '\0') continue;
    const std::string_view locale(value);  // "zh_CN.UTF-8"
    return language_named(locale.substr(0, locale.find_first_of("_.@"))).value_or(Language::en);
  }
  return Language::en;
}

Language language() {
  return spoken.load(std::memory_order_relaxed);
}

void speak(Language language) {
  spoken.store(language, std::memory_order_relaxed);
}

std::string_view sentence_of(trace::Kind kind, Language language) {
  return language == Language::zh ? chinese().kind(kind) : trace::info(kind).sentence;
}

std::string_view sentence_of(const Step& step, Language language) {
  return language == Language::zh ? chinese().step(step) : step.sentence;
}

std::string_view sentence_of(Phrase phrase, Language language) {
  const Phrases& phrases = language == Language::zh ? kChinesePhrases : kEnglishPhrases;
  return phrases[static_cast<std::size_t>(phrase)];
}

std::string said(Phrase phrase,
                 std::initializer_list<std::pair<std::string_view, std::string_view>> values) {
  std::string_view sentence = sentence_of(phrase);
  std::string text;
  while (true) {
    const std::size_t open = sentence.find('{');
    text += sentence.substr(0, open);
    if (open == std::string_view::npos) return text;
    const std::size_t close = sentence.find('}', open);
    const std::string_view name = sentence.substr(open + 1, close - open - 1);
    for (const auto& [key, value] : values) {
      if (key == name) text += value;
    }
    sentence.remove_prefix(close + 1);
  }
}

}  // namespace eyewall::explain
