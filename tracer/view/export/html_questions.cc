#include "export/html_questions.h"

#include <algorithm>

#include "explain/quiz.h"

namespace eyewall::exports {
namespace {

constexpr std::uint64_t kSeed = 1;  // that of `predict` in the players

std::string told(const explain::Question& question, TextTable& texts) {
  JsonList options;
  for (const explain::Option& option : question.options) {
    JsonList one;
    one.add(texts.number(option.text));
    one.add(std::uint64_t{option.right});
    one.add(texts.number(option.feedback));
    options.raw(std::move(one).take());
  }
  JsonList why;
  for (const explain::Link& link : question.why) {
    JsonList one;
    one.add(link.seq);
    one.add(texts.number(link.text));
    why.raw(std::move(one).take());
  }
  JsonList all;
  all.add(question.at);
  all.add(question.answer);
  all.add(texts.number(question.text));
  all.raw(std::move(options).take());
  all.raw(std::move(why).take());
  return std::move(all).take();
}

}  // namespace

std::string questions_told(const read::Trace& trace, Span span, TextTable& texts) {
  JsonList list;
  model::Timeline timeline(trace);
  const std::uint64_t count = span.last - span.first + 1;
  trace::Seq from = span.first;
  for (std::uint64_t asked = 1; count != 0 && asked <= kPageQuestions; ++asked) {
    const auto question = explain::next_question(timeline, from, kSeed);
    if (!question || question->answer > span.last) break;
    list.raw(told(*question, texts));
    from = std::max(question->at + 1, span.first + asked * count / kPageQuestions);
  }
  return std::move(list).take();
}

}  // namespace eyewall::exports
