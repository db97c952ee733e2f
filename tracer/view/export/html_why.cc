#include "export/html_why.h"

#include "explain/doer.h"

namespace eyewall::exports {

void WhyTold::add(const read::Event& event) {
  const auto behind = reasons_.behind(event);
  back_.add(behind ? event.seq - behind->event->seq : 0);
  text_.add(behind ? texts_.number(reasons_.text(*behind)) : 0);
  if (explain::own_line(event)) ends_.add(event.seq);
  if (behind && behind->event->seq < first_) tell_before(*behind->event);
}

void WhyTold::tell_before(const read::Event& event) {
  const read::Event* at = &event;
  while (!before_.contains(at->seq)) {
    if (explain::own_line(*at)) ends_.add(at->seq);
    const auto behind = reasons_.behind(*at);
    JsonList link;
    link.add(behind ? behind->event->seq : at->seq);
    link.add(behind ? texts_.number(reasons_.text(*behind)) : 0);
    before_.emplace(at->seq, std::move(link).take());
    if (!behind) break;
    at = behind->event;
  }
}

std::string WhyTold::members() && {
  std::string before;
  for (const auto& [seq, link] : before_) {
    before += (before.empty() ? "\"" : ",\"") + std::to_string(seq) + "\":" + link;
  }
  Members members;
  members.add("whyBack", back_);
  members.add("whyText", text_);
  members.add("whyEnds", ends_);
  members.raw("whyBefore", '{' + before + '}');
  return std::move(members).take();
}

}  // namespace eyewall::exports
