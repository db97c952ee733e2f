#include "web/application.h"

#include <re2/re2.h>

#include "http/grammar.h"
#include "trace/emit.h"
#include "web/escape.h"
#include "web/request_handler.h"

namespace eyewall::web {

namespace f = trace::f;

namespace {

// A pattern that is its own text is compared, which is some ten times as fast.
bool is_literal(const std::string& pattern) {
  return pattern.find_first_of("\\^$.|?*+()[]{}") == std::string::npos;
}

std::unique_ptr<re2::RE2> compiled(const std::string& pattern) {
  auto regex = std::make_unique<re2::RE2>(pattern, re2::RE2::Quiet);
  if (!regex->ok()) throw RouteError("route " + http::quoted(pattern) + ": " + regex->error());
  return regex;
}

struct Route {
  explicit Route(URLSpec given)
      : spec(std::move(given)),
        regex(is_literal(spec.pattern) ? nullptr : compiled(spec.pattern)) {}

  // The groups of the match, decoded; false: the path is another.
  bool match(std::string_view path, PathArgs& args) const {
    if (!regex) return path == spec.pattern;
    std::vector<re2::StringPiece> groups(
        static_cast<std::size_t>(regex->NumberOfCapturingGroups()) + 1);
    const re2::StringPiece text(path.data(), path.size());
    if (!regex->Match(text, 0, text.size(), re2::RE2::ANCHOR_BOTH, groups.data(),
                      static_cast<int>(groups.size()))) {
      return false;
    }
    for (std::size_t i = 1; i < groups.size(); ++i)
      args.push_back(url_unescape({groups[i].data(), groups[i].size()}, false));
    return true;
  }

  URLSpec spec;
  std::unique_ptr<re2::RE2> regex;  // null: the pattern is its own text
};

std::vector<Route> routes_of(std::vector<URLSpec> specs) {
  std::vector<Route> routes;
  routes.reserve(specs.size());
  for (URLSpec& spec : specs) routes.emplace_back(std::move(spec));
  return routes;
}

// Where no route is; and "OPTIONS *", which asks the server and no page of it (RFC 9110 section
// 9.3.7). Source: Tornado 3.1.1 web.ErrorHandler.
class NoRoute : public RequestHandler {
 public:
  void prepare() {
    if (request().uri() != "*") throw HTTPError(404);
    set_header("Allow", "GET, HEAD, POST, DELETE, PATCH, PUT, OPTIONS");
    finish();
  }
  void get() {}
};

std::string host_name(const http::HTTPServerRequest& request) {
  std::string host = request.host();
  const std::size_t colon = host.rfind(':');
  if (colon != std::string::npos && host.find(']', colon) == std::string::npos) host.erase(colon);
  return host;
}

}  // namespace

struct Application::Routes {
  struct Host {
    std::unique_ptr<re2::RE2> pattern;
    std::vector<Route> routes;
  };
  std::vector<Host> hosts;    // the last that was added first
  std::vector<Route> others;  // for every host
  HandlerClassPtr no_route = handler<NoRoute>();

  static HandlerClassPtr find(const std::vector<Route>& routes, std::string_view path,
                              PathArgs& args) {
    for (const Route& route : routes) {
      if (route.match(path, args)) return route.spec.handler_class;
    }
    return nullptr;
  }

  HandlerClassPtr find(const http::HTTPServerRequest& request, PathArgs& args) const {
    const std::string_view path = request.path();
    const std::string name = hosts.empty() ? std::string() : host_name(request);
    for (const Host& host : hosts) {
      if (!re2::RE2::FullMatch(name, *host.pattern)) continue;
      if (HandlerClassPtr found = find(host.routes, path, args)) return found;
    }
    const HandlerClassPtr found = find(others, path, args);
    return found ? found : no_route;
  }
};

Application::Application(std::vector<URLSpec> handlers, Settings settings)
    : routes_(std::make_shared<Routes>()),
      settings_(std::make_shared<const Settings>(std::move(settings))) {
  routes_->others = routes_of(std::move(handlers));
}

void Application::add_handlers(const std::string& host_pattern, std::vector<URLSpec> handlers) {
  routes_->hosts.insert(routes_->hosts.begin(),
                        {compiled("(?i)" + host_pattern), routes_of(std::move(handlers))});
}

void Application::operator()(std::shared_ptr<http::HTTPServerRequest> request) const {
  PathArgs args;
  const HandlerClassPtr type = routes_->find(*request, args);
  trace::emit<trace::Kind::web_route>(trace::Site::current(), 0, f::call(request->id),
                                      f::name(type->name), f::url(request->uri()));
  const std::shared_ptr<RequestHandler> handler = type->make();
  handler->execute(settings_, std::move(request), type, std::move(args));
}

}  // namespace eyewall::web
