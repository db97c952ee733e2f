#include "explain/catalogue.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <map>
#include <regex>
#include <sstream>

#include "explain/narrate.h"
#include "explain/walk.h"
#include "explain/why.h"
#include "tracer/explain/given.h"
#include "tracer/explain/spoken.h"

namespace eyewall::explain {
namespace {

using testing::HasSubstr;

// Every sentence in one language, by what it is of.
std::map<std::string, std::string> sentences(Language language) {
  std::map<std::string, std::string> all;
  for (std::size_t i = 0; i < trace::kinds().size(); ++i) {
    const auto kind = static_cast<trace::Kind>(i);
    all["kind " + std::string(trace::info(kind).name)] = sentence_of(kind, language);
  }
  for (const Step& step : walkthrough()) {
    if (step.role == Role::label) continue;
    const std::string key = step.role == Role::part ? "part " + std::string(step.sentence)
                                                    : "step " + std::string(step.label);
    all[key] = sentence_of(step, language);
  }
  for (std::size_t i = 0; i < kPhrases; ++i) {
    all["phrase " + std::to_string(i)] = sentence_of(static_cast<Phrase>(i), language);
  }
  return all;
}

// What stands in braces, sorted: "{error|result}{fd}".
std::string fields(const std::string& sentence) {
  static const std::regex braces(R"(\{[a-z_|]+\})");
  std::vector<std::string> found;
  for (std::sregex_iterator it(sentence.begin(), sentence.end(), braces), end; it != end; ++it) {
    found.push_back(it->str());
  }
  std::sort(found.begin(), found.end());
  std::string all;
  for (const std::string& each : found) all += each;
  return all;
}

// The sentence without its fields.
std::string bare(const std::string& sentence) {
  return std::regex_replace(sentence, std::regex(R"(\{[a-z_|]+\})"), "");
}

bool has_han(const std::string& text) {
  // U+4E00 to U+9FFF are the bytes E4 B8 80 to E9 BF BF.
  return std::any_of(text.begin(), text.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte >= 0xe4 && byte <= 0xe9;
  });
}

TEST(Catalogue, OfEveryLanguageAsksForTheFieldsThatTheEnglishOneAsksFor) {
  const auto english = sentences(Language::en);
  for (const LanguageInfo& each : languages()) {
    for (const auto& [of, sentence] : sentences(each.language)) {
      EXPECT_EQ(fields(sentence), fields(english.at(of))) << each.name << ", " << of;
      EXPECT_FALSE(sentence.empty()) << each.name << ", " << of;
    }
  }
}

TEST(Catalogue, InChineseLeavesNothingInEnglish) {
  const std::regex code(
      "Future|Runner|yield|epoll_ctl|epoll_wait|epoll|TLS|HTTP|WebSocket|Tornado|EAGAIN|"
      "connect|socket|accept|recv|send|close|getaddrinfo|on_close|handle_response");
  const auto english = sentences(Language::en);
  for (const auto& [of, sentence] : sentences(Language::zh)) {
    const std::string words = bare(sentence);
    if (!std::regex_search(bare(english.at(of)), std::regex("[A-Za-z]"))) continue;
    EXPECT_TRUE(has_han(words)) << of << ": " << sentence;
    EXPECT_FALSE(std::regex_search(std::regex_replace(words, code, ""), std::regex("[A-Za-z]")))
        << of << " has English words: " << sentence;
  }
}

TEST(Catalogue, InChineseHasItsStopsAndBracketsInFullWidth) {
  for (const auto& [of, sentence] : sentences(Language::zh)) {
    EXPECT_FALSE(std::regex_search(sentence, std::regex("[.!?;:]"))) << of << ": " << sentence;
    const bool english_stop = sentence.ends_with(',');
    EXPECT_FALSE(english_stop) << of << ": " << sentence;
    const std::string calls =
        std::regex_replace(sentence, std::regex(R"([a-z_}]\([^)]*\)|\{[a-z_]+\}\([^)]*\))"), "");
    EXPECT_EQ(calls.find_first_of("(),"), std::string::npos) << of << ": " << sentence;
  }
}

TEST(Catalogue, HasASpaceBetweenChineseAndWhatIsNot) {
  const std::regex touching("[\xe4-\xe9][\x80-\xbf][\x80-\xbf][A-Za-z{]|[A-Za-z}][\xe4-\xe9]");
  for (const auto& [of, sentence] : sentences(Language::zh)) {
    EXPECT_FALSE(std::regex_search(sentence, touching)) << of << ": " << sentence;
  }
}

TEST(Language, IsNamedByItsWord) {
  EXPECT_EQ(language_named("zh"), Language::zh);
  EXPECT_EQ(language_named("en"), Language::en);
  for (const char* none : {"", "fr", "ZH", "zh_CN", "zhx"}) EXPECT_FALSE(language_named(none));
  EXPECT_EQ(info(Language::zh).tag, "zh-Hans");
}

Language chosen_in(std::map<std::string, std::string> environment) {
  return language_of([&](const char* name) {
    const auto found = environment.find(name);
    return found == environment.end() ? nullptr : found->second.c_str();
  });
}

TEST(Language, IsTheEnvironmentsInTheOrderOfPosix) {
  EXPECT_EQ(chosen_in({}), Language::en);
  EXPECT_EQ(chosen_in({{"LANG", "zh_CN.UTF-8"}}), Language::zh);
  EXPECT_EQ(chosen_in({{"LANG", "en_US.UTF-8"}, {"LC_MESSAGES", "zh_TW"}}), Language::zh);
  EXPECT_EQ(chosen_in({{"LC_ALL", "C"}, {"LC_MESSAGES", "zh_CN"}, {"LANG", "zh_CN"}}),
            Language::en);
  EXPECT_EQ(chosen_in({{"LC_ALL", ""}, {"LC_MESSAGES", ""}, {"LANG", "zh_CN"}}), Language::zh)
      << "an empty variable is as one that is not set";
}

TEST(Language, OfALocaleIsWhatStandsBeforeItsCountry) {
  for (const char* zh : {"zh", "zh_CN", "zh_SG.GB18030", "zh.UTF-8", "zh_CN.UTF-8@stroke"}) {
    EXPECT_EQ(chosen_in({{"LANG", zh}}), Language::zh) << zh;
  }
  for (const char* en : {"C", "POSIX", "C.UTF-8", "de_DE.UTF-8", "zhx", "Zh_CN", "azh_CN"}) {
    EXPECT_EQ(chosen_in({{"LANG", en}}), Language::en) << en;
  }
}

TEST(Spoken, IsWhatEventsAreToldIn) {
  Given given;
  given.event("poll.event", R"("fd":7,"who":"conn1","events":["READ"])");
  given.event("poll.event", R"("fd":7,"events":["READ"])");
  given.event("moon.rise", R"("text":"x")");
  const auto trace = given.trace();
  const auto& events = trace.events();
  EXPECT_EQ(sentence(events[0]), "Descriptor 7 (conn1) is ready: READ.");
  const Spoken spoken(Language::zh);
  EXPECT_EQ(sentence(events[0]), "描述符 7（conn1）就绪：READ。");
  EXPECT_EQ(sentence(events[1]), "描述符 7 就绪：READ。") << "parentheses go with what they held";
  EXPECT_EQ(sentence(events[2]), "moon.rise text=x") << "nobody has a sentence for it";
}

TEST(Spoken, IsWhatTheWalkIsToldIn) {
  const Spoken spoken(Language::zh);
  const auto trace = lesson();
  std::ostringstream out;
  print(out, walk(trace), 80);
  EXPECT_THAT(out.str(), HasSubstr("\n协程启动\n"));
  EXPECT_THAT(out.str(), HasSubstr("51 个步骤全部按次序出现。"));
}

TEST(Spoken, IsWhatCausesAreToldIn) {
  const Spoken spoken(Language::zh);
  const auto trace = lesson();
  std::string told;
  for (const Link& link : why(trace, 67)) told += link.text + "\n";
  EXPECT_THAT(told, testing::StartsWith("事件循环运行 on_connect。\n"
                                        "因为 on_connect 早已排入队列，编为回调 2。\n"
                                        "在对 handle_connect 的调用中。\n"));
  EXPECT_THAT(told, HasSubstr("在协程 1（download）中。\n"));
}

TEST(Said, PutsValuesInThePlaceOfTheirNames) {
  EXPECT_EQ(said(Phrase::some_steps, {{"matched", "3"}, {"steps", "{steps}"}}),
            "3 of the {steps} steps are there, in order.");
  EXPECT_EQ(said(Phrase::no_event), "No event is shown.");
}

}  // namespace
}  // namespace eyewall::explain
