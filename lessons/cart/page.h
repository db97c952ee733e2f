// The shop's page.
//
// For: DetailHandler. Threads: a pure function; any thread. Owns: its text.
// Source: the page of the book's shopping cart (seeds), written anew without jQuery.
#pragma once

#include <string>

namespace eyewall::lesson {

/// count: articles in stock; news: "poll" (long polling) or "socket" (WebSocket).
std::string page(int count, const std::string& news);

}  // namespace eyewall::lesson
