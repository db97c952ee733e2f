// Questions and verdicts, in words and as JSON.
#include <charconv>
#include <iostream>
#include <nlohmann/json.hpp>

#include "cli/quiz.h"
#include "explain/narrate.h"
#include "view/panes.h"

namespace eyewall::cli {
namespace {

using Json = nlohmann::ordered_json;

std::size_t right_of(const explain::Question& question) {
  std::size_t at = 0;
  while (at + 1 < question.options.size() && !question.options[at].right) ++at;
  return at;
}

}  // namespace

void print_question(std::ostream& out, const read::Trace& trace,
                    const explain::Question& question) {
  const std::string site = explain::site(*trace.by_seq(question.at));
  out << "After event " << question.at << (site.empty() ? "" : " [" + site + "]") << ":\n"
      << question.text << '\n';
  for (std::size_t i = 0; i < question.options.size(); ++i) {
    out << "  " << i + 1 << "  " << question.options[i].text << '\n';
  }
}

void print_verdict(std::ostream& out, const read::Trace& trace, const explain::Question& question,
                   std::size_t chosen) {
  const explain::Option& option = question.options[chosen];
  const std::size_t right = right_of(question);
  if (option.right) {
    out << "Right.\n";
  } else {
    out << "No. " << (option.misconception.empty() ? "" : "(" + option.misconception + ") ")
        << option.feedback << "\nRight is " << right + 1 << ": " << question.options[right].text
        << ".\n";
  }
  out << "Why:\n";
  explain::print(out, trace, question.why);
}

void print_panes(std::ostream& out, const model::State& state) {
  for (const view::PaneInfo& info : view::pane_names()) {
    const view::Pane pane = view::pane(state, info.pane);
    if (pane.rows.empty()) continue;
    out << info.title << '\n';
    for (const view::Row& row : pane.rows) out << "  " << row.text << '\n';
    if (pane.more > 0) out << "  and " << pane.more << " more\n";
  }
}

Json json_of(const read::Trace& trace, const explain::Question& question) {
  Json options = Json::array();
  for (const explain::Option& option : question.options) {
    Json each = {{"text", option.text}, {"right", option.right}};
    if (!option.misconception.empty()) each["misconception"] = option.misconception;
    if (!option.feedback.empty()) each["feedback"] = option.feedback;
    options.push_back(std::move(each));
  }
  Json why = Json::array();
  for (const explain::Link& link : question.why) {
    why.push_back({{"seq", link.seq}, {"text", link.text}});
  }
  return {{"at", question.at},
          {"decision", trace.by_seq(question.at)->kind_name},
          {"answer", question.answer},
          {"text", question.text},
          {"options", std::move(options)},
          {"right", right_of(question) + 1},
          {"why", std::move(why)}};
}

std::optional<std::size_t> option_named(const std::string& text,
                                        const explain::Question& question) {
  std::size_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  const bool whole = error == std::errc() && end == text.data() + text.size();
  if (!whole || number == 0 || number > question.options.size()) return std::nullopt;
  return number - 1;
}

}  // namespace eyewall::cli
