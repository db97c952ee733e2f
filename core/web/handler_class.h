// handler<T>(): a class of handlers, as a route needs it.
//
// What: how to make a T for a request, and its methods by their HTTP names. A method's result says
//   when its request is finished: void, when it returns; Asynchronous, when the program calls
//   finish(); gen::Coroutine<void> or Future<void>, when that is done. Its parameters, strings, are
//   the groups of the route.
// For: url(), in application.h.
// Threads: the loop's own.
// Ownership: a HandlerClass owns what initialize() is given; requests share it.
// Errors: a method that is missing is a null pointer, answered 405.
// Source: Tornado 3.1.1 web.URLSpec's handler_class and kwargs, web.asynchronous; Python finds the
//   methods by getattr. A class without head() answers HEAD by its get(), for RFC 9110 section 9.1
//   wants both of every server; Tornado answers 405.
#pragma once

#include <array>
#include <functional>
#include <memory>
#include <string>
#include <tuple>
#include <typeinfo>
#include <variant>
#include <vector>

#include "gen/coroutine.h"
#include "trace/exception_text.h"
#include "web/http_error.h"

namespace eyewall::web {

class RequestHandler;

/// The result of a method whose request is finished by finish(), later.
struct Asynchronous {};

/// What a method said when it returned.
using Outcome = std::variant<std::monostate, Asynchronous, Future<void>>;
using PathArgs = std::vector<std::string>;
using Method = Outcome (*)(RequestHandler&, const PathArgs&);

enum class Verb : std::uint8_t { get, head, post, delete_, patch, put, options, prepare };
inline constexpr std::size_t kHttpVerbs = 7;  // prepare is none

/// The verb of a request's method, by its name; false: it is none of ours.
bool verb_named(std::string_view method, Verb& verb);
/// "get"; a literal.
std::string_view verb_name(Verb verb);

struct HandlerClass {
  std::string name;
  std::function<std::shared_ptr<RequestHandler>()> make;
  std::array<Method, kHttpVerbs + 1> methods{};

  Method method(Verb verb) const { return methods[static_cast<std::size_t>(verb)]; }
  /// "GET, HEAD", for an Allow header.
  std::string allowed() const;
};
using HandlerClassPtr = std::shared_ptr<const HandlerClass>;

namespace detail {

// One struct a verb: whether a T has the method, and a call of it. There is no way to go from a
// name to a member but to write it.
#define EYEWALL_WEB_VERB(verb)                               \
  struct Call_##verb {                                       \
    static constexpr Verb kVerb = Verb::verb;                \
    template <class T, class... A>                           \
    static auto call(T& handler, A... a) requires requires { \
      handler.verb(a...);                                    \
    }                                                        \
    { return handler.verb(std::move(a)...); }                \
  };
EYEWALL_WEB_VERB(get)
EYEWALL_WEB_VERB(head)
EYEWALL_WEB_VERB(post)
EYEWALL_WEB_VERB(delete_)
EYEWALL_WEB_VERB(patch)
EYEWALL_WEB_VERB(put)
EYEWALL_WEB_VERB(options)
EYEWALL_WEB_VERB(prepare)
#undef EYEWALL_WEB_VERB

template <class Call, class T, class... A>
concept Has = requires(T& handler, A... a) {
  Call::call(handler, a...);
};

/// The most groups that a method may take.
inline constexpr std::size_t kMaxPathArgs = 4;

/// How many strings the method takes; kMaxPathArgs + 1: there is no such method.
template <class Call, class T, class... A>
constexpr std::size_t path_args_of() {
  if constexpr (Has<Call, T, A...>)
    return sizeof...(A);
  else if constexpr (sizeof...(A) < kMaxPathArgs)
    return path_args_of<Call, T, A..., std::string>();
  else
    return kMaxPathArgs + 1;
}

[[noreturn]] void throw_path_args(Verb verb, std::size_t wanted, std::size_t given);
/// Runs call(), in a context in which what its callbacks throw reaches the handler.
void in_context_of(RequestHandler& handler, const std::function<void()>& call);

template <class Call, class T, std::size_t... I>
auto call_with(T& handler, const PathArgs& args, std::index_sequence<I...>) {
  return Call::call(handler, std::string(args[I])...);
}

/// Calls the method as its result wants to be called.
template <class Call, class T>
Outcome invoke(RequestHandler& base, const PathArgs& args) {
  constexpr std::size_t kArgs = path_args_of<Call, T>();
  using Indices = std::make_index_sequence<kArgs>;
  if (args.size() < kArgs) throw_path_args(Call::kVerb, kArgs, args.size());
  T& handler = static_cast<T&>(base);
  using R = decltype(call_with<Call>(handler, args, Indices()));
  if constexpr (gen::kIsCoroutine<R>) {
    const auto run = [](T* self, const PathArgs* groups) {
      return call_with<Call>(*self, *groups, Indices());
    };
    return gen::coroutine(run, verb_name(Call::kVerb).data())(&handler, &args);
  } else if constexpr (std::is_same_v<R, Asynchronous>) {
    in_context_of(base, [&] { call_with<Call>(handler, args, Indices()); });
    return Asynchronous();
  } else if constexpr (kIsFuture<R>) {
    return call_with<Call>(handler, args, Indices());
  } else {
    static_assert(std::is_void_v<R>,
                  "a method returns void, Asynchronous, Future<void> or gen::Coroutine<void>");
    call_with<Call>(handler, args, Indices());
    return {};
  }
}

template <class Call, class T>
void enter(HandlerClass& type) {
  if constexpr (path_args_of<Call, T>() <= kMaxPathArgs) {
    type.methods[static_cast<std::size_t>(Call::kVerb)] = &invoke<Call, T>;
  }
}

}  // namespace detail

/// The class T as a route's handler. args: kept, and given to the T's initialize(args...) for each
/// request; std::ref() for what is shared.
template <class T, class... Args>
HandlerClassPtr handler(Args... args) {
  auto type = std::make_shared<HandlerClass>();
  type->name = type_name(typeid(T));
  type->make = [kept = std::make_tuple(std::move(args)...)] {
    auto made = std::make_shared<T>();
    if constexpr (sizeof...(Args) != 0)
      std::apply([&](const Args&... a) { made->initialize(a...); }, kept);
    return made;
  };
  using namespace detail;
  enter<Call_get, T>(*type);
  enter<Call_head, T>(*type);
  enter<Call_post, T>(*type);
  enter<Call_delete_, T>(*type);
  enter<Call_patch, T>(*type);
  enter<Call_put, T>(*type);
  enter<Call_options, T>(*type);
  enter<Call_prepare, T>(*type);
  Method& head = type->methods[static_cast<std::size_t>(Verb::head)];
  if (head == nullptr) head = type->method(Verb::get);
  return type;
}

}  // namespace eyewall::web
