// y and p: why something happened, and what happens next.
#include "explain/narrate.h"
#include "explain/quiz.h"
#include "explain/why.h"
#include "screen/app.h"

namespace eyewall::screen {

void App::why() {
  const read::Trace& trace = navigator_.trace();
  const std::size_t digits = std::to_string(navigator_.at()).size();
  std::vector<PageLine> lines;
  for (const explain::Link& link : explain::why(trace, navigator_.at())) {
    std::string text = link.seq == 0 ? "" : std::to_string(link.seq);
    if (text.size() < digits) text.insert(0, digits - text.size(), ' ');
    text += "  " + link.text;
    if (const read::Event* event = trace.by_seq(link.seq)) {
      if (const std::string site = explain::site(*event); !site.empty()) text += "  [" + site + "]";
    }
    lines.push_back({std::move(text), link.seq, Style::plain, static_cast<int>(digits) + 2});
  }
  page_.emplace("Why event " + std::to_string(navigator_.at()), std::move(lines));
}

void App::predict() {
  const auto seed = static_cast<std::uint64_t>(score_.asked);
  auto question = explain::next_question(navigator_.timeline(), navigator_.at(), seed);
  if (!question) return say("Nobody has to choose anything behind this event.");
  playing_.stop();
  navigator_.go(question->at);
  predict_.emplace(std::move(*question));
}

}  // namespace eyewall::screen
