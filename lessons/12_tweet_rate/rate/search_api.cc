#include "tweet_rate/search_api.h"

#include <array>
#include <cstdio>
#include <nlohmann/json.hpp>

namespace eyewall::lesson {
namespace {

constexpr int kPosts = 15;
constexpr int kSecondsBetween = 4;

// Posts of one minute, the newest first.
nlohmann::json post(const std::string& words, int number) {
  const int second = 59 - kSecondsBetween * number;
  std::array<char, 40> time{};
  std::snprintf(time.data(), time.size(), "Tue, 24 Nov 2026 10:15:%02d +0000", second);
  return {{"id", 1000 - number},
          {"created_at", time.data()},
          {"from_user", "user" + std::to_string(number)},
          {"text", "post " + std::to_string(number) + " of " + words}};
}

}  // namespace

web::Asynchronous SearchHandler::get() {
  const auto self = std::static_pointer_cast<SearchHandler>(shared_from_this());
  io_loop().add_timeout(delay_, named("search_is_done", [self] { self->answer(); }));
  return {};
}

void SearchHandler::answer() {
  const std::string words = get_argument("q", "");
  nlohmann::json posts = nlohmann::json::array();
  for (int number = 0; number < kPosts; ++number) posts.push_back(post(words, number));
  write_json({{"query", words}, {"results", posts}});
  finish();
}

}  // namespace eyewall::lesson
