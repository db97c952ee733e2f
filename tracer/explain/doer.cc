#include "explain/doer.h"

#include <algorithm>

#include "explain/text.h"

namespace eyewall::explain {
namespace {

using trace::Kind;

struct ScopeWords {
  Kind kind;
  std::string_view text;  // see fill()
};

constexpr ScopeWords kScopeNames[] = {
    {Kind::callback_begin, "the callback {name}"},
    {Kind::handler_begin, "the handler {name} of descriptor {fd} ({who})"},
    {Kind::executor_begin, "the task {name}"},
    {Kind::call_begin, "the call of {name}"},
    {Kind::gen_send, "coroutine {gen}"},
    {Kind::gen_throw, "coroutine {gen}"},
};

}  // namespace

std::string scope_name(const read::Event& begin) {
  const auto words = std::find_if(std::begin(kScopeNames), std::end(kScopeNames),
                                  [&](const ScopeWords& each) { return begin.is(each.kind); });
  return words == std::end(kScopeNames) ? read::printable(begin.kind_name)
                                        : fill(words->text, begin);
}

std::string doer(const read::Trace& trace, const read::Event& event) {
  const read::Event* const inside = trace.by_seq(event.in);
  return inside == nullptr ? "the program" : scope_name(*inside);
}

const read::Event* turn_of(const read::Trace& trace, const read::Event& event) {
  const read::Event* at = &event;
  for (int depth = 0; at != nullptr && depth < read::kDeepestNesting; ++depth) {
    if (at->is(Kind::callback_begin) || at->is(Kind::handler_begin) ||
        at->is(Kind::executor_begin)) {
      return at;
    }
    at = trace.by_seq(at->in);
  }
  return nullptr;
}

bool own_line(const read::Event& event) {
  return !event.file.empty() && !event.file.starts_with("core/") &&
         !event.file.starts_with("tracer/");
}

}  // namespace eyewall::explain
