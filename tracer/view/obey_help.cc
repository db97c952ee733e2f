// Help: the words from their table, and what can be said to them.
#include <stdexcept>

#include "view/command.h"
#include "view/obey.h"
#include "view/words.h"

namespace eyewall::view::obey {
namespace {

constexpr std::size_t kNameWidth = 26;

constexpr std::string_view kPlaces = R"(A place is
  N          event N             +N  -N     N events on, or back
  N%         that far            start end  the first event, the last
  @12.5ms    what had happened by then (s, ms, us, ns)
  #NAME      where 'mark NAME' was said
)";

constexpr std::string_view kPatterns =
    R"(A pattern says which events are meant: a kind or a source line, then what its fields
shall be.
  future.resolve                     events of that kind
  poll.*                             every kind that begins so
  poll.event:fd=7,events=READ        with these values
  callback.begin:name=on_*           * stands for any text, ? for one character
  *.cc:42     core/gen/runner.cc     events of that source line, of that file
  seq>=100    t<2000000              of any kind; the time is in nanoseconds
  stream.want in callback.begin      inside of such an event; 'under': however deep
'print' shows the kind and the fields of an event; 'eyewall format' describes them all.
)";

constexpr std::string_view kExpressions =
    R"(An expression is something to read off the state, or compares it:
  future 5      ready > 2      fd 7.ready == READ      phase == poll && turn >= 2
Compare by == != < <= > >= with a number (12, 12.5ms), a word, "a text", or none, which is the value
of what is not there. A word that ends in * stands for all that begin so. && joins comparisons.
Besides event.FIELD, which is any field of the event, these can be read:
)";

std::string padded(std::string text, std::size_t width) {
  text.resize(std::max(text.size() + 1, width), ' ');
  return text;
}

// "step, s [N]"
std::string called(const Word& word) {
  std::string text(word.name);
  for (auto [alias, rest] = first_word(word.alias); !alias.empty();) {
    text.append(", ").append(alias);
    const auto next = first_word(rest);
    alias = next.first;
    rest = next.second;
  }
  return word.argument.empty() ? text : text + " " + std::string(word.argument);
}

std::string expressions() {
  std::string text(kExpressions);
  for (const ReadingInfo& info : readings()) {
    std::string name(info.name);
    if (info.numbered) name.insert(std::min(name.find('.'), name.size()), " N");
    text += "  " + padded(name, 20) + std::string(info.what) + "\n";
  }
  return text;
}

std::string all_words() {
  std::string text;
  const Word* before = nullptr;
  for (const Word& word : words()) {
    if (before == nullptr || before->group != word.group) {
      text.append(before == nullptr ? "" : "\n").append(title(word.group)).append("\n");
    }
    before = &word;
    text += "  " + padded(called(word), kNameWidth) + std::string(word.what) + "\n";
  }
  return text + R"(
A beginning of a word is enough where no other has it. An empty line repeats the last word.
'help WORD' says more; see also 'help places', 'help patterns', 'help expressions'.
)";
}

std::string about(const Word& word) {
  std::string text = called(word) + "\n" + std::string(word.what) + "\n";
  if (!word.more.empty()) text.append(word.more).append("\n");
  return text;
}

}  // namespace

Answer help(Session&, Text name) {
  Answer answer;
  const auto topic = [&](std::string_view whole) {
    return name.size() >= 3 && whole.starts_with(name);
  };
  if (name.empty()) {
    answer.text = all_words();
  } else if (topic("expressions")) {
    answer.text = expressions();
  } else if (topic("patterns")) {
    answer.text = kPatterns;
  } else if (topic("places")) {
    answer.text = kPlaces;
  } else {
    answer.text = about(word_named(name));
  }
  return answer;
}

Answer quit(Session&) {
  Answer answer;
  answer.quit = true;
  return answer;
}

}  // namespace eyewall::view::obey
