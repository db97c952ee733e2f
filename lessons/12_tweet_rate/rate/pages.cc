#include "tweet_rate/pages.h"

#include <array>
#include <cstdio>
#include <nlohmann/json.hpp>

#include "gen/gen.h"
#include "http/client.h"
#include "web/escape.h"

namespace eyewall::lesson {
namespace {

// The second of the day in "Tue, 24 Nov 2026 10:15:59 +0000".
int second_of(const std::string& created_at) {
  int hour = 0;
  int minute = 0;
  int second = 0;
  if (std::sscanf(created_at.c_str(), "%*[^,], %*d %*s %*d %d:%d:%d", &hour, &minute, &second) != 3)
    throw web::HTTPError(502, "no time: " + created_at);
  return (hour * 60 + minute) * 60 + second;
}

double rate_of(const nlohmann::json& posts) {
  const int newest = second_of(posts.at(0).at("created_at"));
  const int oldest = second_of(posts.back().at("created_at"));
  if (newest <= oldest) throw web::HTTPError(502, "the posts are of one moment");
  return static_cast<double>(posts.size()) / (newest - oldest);
}

}  // namespace

std::string RateHandler::search_url() {
  return api_ + "/search.json?q=" + web::url_escape(get_argument("q"));
}

void RateHandler::write_rate(const http::HTTPResponse& response) {
  response.rethrow();
  const auto body = nlohmann::json::parse(response.body, nullptr, false);
  if (body.is_discarded() || !body.contains("results") || body["results"].empty())
    throw web::HTTPError(502, "the search API answers no posts");
  std::array<char, 32> rate{};
  std::snprintf(rate.data(), rate.size(), "%.2f", rate_of(body["results"]));
  write("<h1>" + web::xhtml_escape(get_argument("q")) + "</h1><p>" + rate.data() +
        " posts a second</p>");
}

void BlockingRate::get() {
  http::HTTPClient client;
  write_rate(client.fetch(search_url()));
}

web::Asynchronous CallbackRate::get() {
  const auto self = std::static_pointer_cast<CallbackRate>(shared_from_this());
  http::AsyncHTTPClient client(io_loop());
  client.fetch(http::HTTPRequest{.url = search_url()},
               named("on_response", [self](const http::HTTPResponse& response) {
                 self->write_rate(response);
                 self->finish();
               }));
  return {};
}

gen::Coroutine<void> CoroutineRate::get() {
  http::AsyncHTTPClient client(io_loop());
  write_rate(co_yield client.fetch(search_url()));
}

}  // namespace eyewall::lesson
