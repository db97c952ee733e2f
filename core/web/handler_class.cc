#include "web/handler_class.h"

#include "stack_context/stack_context.h"
#include "web/request_handler.h"

namespace eyewall::web {
namespace {

struct VerbRow {
  std::string_view method;  // as a request says it
  std::string_view name;    // as a class has it
};
constexpr std::array<VerbRow, kHttpVerbs + 1> kVerbRows = {{{"GET", "get"},
                                                            {"HEAD", "head"},
                                                            {"POST", "post"},
                                                            {"DELETE", "delete_"},
                                                            {"PATCH", "patch"},
                                                            {"PUT", "put"},
                                                            {"OPTIONS", "options"},
                                                            {"", "prepare"}}};

}  // namespace

bool verb_named(std::string_view method, Verb& verb) {
  for (std::size_t i = 0; i < kHttpVerbs; ++i) {
    if (kVerbRows[i].method != method) continue;
    verb = static_cast<Verb>(i);
    return true;
  }
  return false;
}

std::string_view verb_name(Verb verb) {
  return kVerbRows[static_cast<std::size_t>(verb)].name;
}

std::string HandlerClass::allowed() const {
  std::string list;
  for (std::size_t i = 0; i < kHttpVerbs; ++i) {
    if (methods[i] == nullptr) continue;
    list.append(list.empty() ? "" : ", ").append(kVerbRows[i].method);
  }
  return list;
}

namespace detail {

void throw_path_args(Verb verb, std::size_t wanted, std::size_t given) {
  throw HTTPError(500, std::string(verb_name(verb)) + " takes " + std::to_string(wanted) +
                           " groups of the route, which has " + std::to_string(given));
}

void in_context_of(RequestHandler& handler, const std::function<void()>& call) {
  const auto show = [self = handler.shared_from_this()](std::exception_ptr error) {
    self->handle_request_exception(std::move(error));
    return true;
  };
  stack_context::with(stack_context::ExceptionStackContext{show}, call);
}

}  // namespace detail

}  // namespace eyewall::web
