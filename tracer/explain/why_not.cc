// What has not happened, and why: the door to inquiry.h.
#include <algorithm>
#include <charconv>
#include <stdexcept>

#include "explain/inquiry.h"
#include "explain/ledgers.h"
#include "explain/why.h"

namespace eyewall::explain {
namespace {

using model::Ref;
using model::Sort;

constexpr std::size_t kListed = 20;          // objects that a message names
constexpr trace::Id kHighestTried = 100000;  // numbers of objects that are looked for

struct Word {
  std::string_view text;
  Sort sort;
};

// The first of each sort is the one that we say ourselves.
constexpr Word kWords[] = {
    {"future", Sort::future},       {"callback", Sort::callback}, {"cb", Sort::callback},
    {"timer", Sort::timer},         {"fd", Sort::handler},        {"handler", Sort::handler},
    {"coroutine", Sort::coroutine}, {"gen", Sort::coroutine},     {"generator", Sort::coroutine},
    {"runner", Sort::runner},       {"stream", Sort::stream},     {"exchange", Sort::exchange},
    {"call", Sort::exchange},       {"task", Sort::task},         {"thread", Sort::thread},
};

std::string_view word_for(Sort sort) {
  return std::find_if(std::begin(kWords), std::end(kWords),
                      [&](const Word& word) { return word.sort == sort; })
      ->text;
}

// "it has future 1, 2, 3": the objects of that sort.
std::string there_are(const model::State& state, Sort sort) {
  std::string text;
  std::size_t found = 0;
  with_ledger(state, sort, [&](const auto& ledger) {
    for (trace::Id id = 0; found < ledger.size() && id < kHighestTried; ++id) {
      if (ledger.find(id) == nullptr) continue;
      if (++found <= kListed) text += (text.empty() ? "" : ", ") + std::to_string(id);
    }
    if (found > kListed) text += " and " + std::to_string(ledger.size() - kListed) + " more";
    return 0;
  });
  if (text.empty()) return "it has none";
  return "it has " + std::string(word_for(sort)) + " " + text;
}

}  // namespace

std::vector<Link> why_not(model::Timeline& timeline, trace::Seq now, Ref object) {
  const model::State& state = timeline.at(now);
  if (!is_known(state, object)) {
    throw std::invalid_argument("the trace has no " + std::string(word_for(object.sort)) + " " +
                                std::to_string(object.id) + " by event " +
                                std::to_string(state.seq()) + "; " + there_are(state, object.sort));
  }
  Inquiry inquiry(state);
  inquiry.about(object);
  inquiry.about_loop();
  return inquiry.links();
}

Ref parse_object(std::string_view text) {
  const auto fail = [&] {
    std::string words;
    for (const Word& word : kWords) {
      if (word.text == word_for(word.sort))
        words.append(words.empty() ? "" : ", ").append(word.text);
    }
    throw std::invalid_argument("no object: '" + std::string(text) + "'; say one of " + words +
                                " and its number, as in 'future 5'");
  };
  const std::size_t first = std::min(text.find_first_not_of(" \t"), text.size());
  const std::size_t end = std::min(text.find_first_of(" \t:=#0123456789", first), text.size());
  const std::string_view word = text.substr(first, end - first);
  std::size_t at = std::min(text.find_first_not_of(" \t:=#", end), text.size());
  Ref object{};
  const auto [stop, error] =
      std::from_chars(text.data() + at, text.data() + text.size(), object.id);
  at = std::min(text.find_first_not_of(" \t", static_cast<std::size_t>(stop - text.data())),
                text.size());
  const auto found = std::find_if(std::begin(kWords), std::end(kWords),
                                  [&](const Word& each) { return each.text == word; });
  if (found == std::end(kWords) || error != std::errc() || at != text.size()) fail();
  object.sort = found->sort;
  return object;
}

}  // namespace eyewall::explain
