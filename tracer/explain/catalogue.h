// The sentences, language by language.
//
// What: for each language a catalogue: a sentence for every kind of event and every step and part
// of
//   the walkthrough, and the phrases around them. English stands in the tables of kinds and steps;
//   the others are data in catalogue/. Fields in braces are the same in all; what a catalogue lacks
//   is told in English.
// For: narrate.h, walk.h, and what writes a run as a story. notes/translating.md: a new language.
// Threads: any; a program chooses its language once, before it starts others.
// Ownership: sentences are constant and live for ever.
// Source: ours.
#pragma once

#include <cstdint>
#include <functional>
#include <initializer_list>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "explain/script.h"

namespace eyewall::explain {

enum class Language : std::uint8_t { en, zh };

struct LanguageInfo {
  Language language;
  std::string_view word;  // "zh": what --lang takes, and a locale's name begins with
  std::string_view name;  // in English
  std::string_view tag;   // of BCP 47, for pages
};

/// Every language, English first.
std::span<const LanguageInfo> languages();
const LanguageInfo& info(Language language);
/// The language of that word; empty where there is none.
std::optional<Language> language_named(std::string_view word);
/// What the environment asks for by LC_ALL, LC_MESSAGES or LANG: the first that is neither unset
/// nor empty counts. English where that names no language of ours.
Language language_of(const std::function<const char*(const char*)>& variable);

/// The language in which this process tells events: English until another is chosen.
Language language();
void speak(Language language);

/// The words around the sentences: see catalogue/phrases.def.
enum class Phrase : std::uint8_t {
#define EYEWALL_PHRASE(id, sentence) id,
#include "explain/catalogue/phrases.def"
#undef EYEWALL_PHRASE
};
inline constexpr std::size_t kPhrases = 0
#define EYEWALL_PHRASE(id, sentence) +1
#include "explain/catalogue/phrases.def"
#undef EYEWALL_PHRASE
    ;

/// The sentence itself, with its braces.
std::string_view sentence_of(trace::Kind kind, Language language = explain::language());
/// That of a step; of a part, its heading.
std::string_view sentence_of(const Step& step, Language language = explain::language());
std::string_view sentence_of(Phrase phrase, Language language = explain::language());

/// The phrase, with those values in the place of their names.
std::string said(Phrase phrase,
                 std::initializer_list<std::pair<std::string_view, std::string_view>> values = {});

}  // namespace eyewall::explain
