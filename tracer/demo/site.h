// The demo site: the routes of every lesson, in one Application.
//
// What: "/" "Hello, world", "/later" the same after 50 ms, "/echo", "/headers", "/sleep",
//   "/justnow".
// For: `eyewall demo-server`, and whoever tries a client on it.
// Threads: the loop's own. Ownership: the Application owns all of it.
// Source: the seeds' servers; the lessons 10 to 14 say more of each.
#pragma once

#include "web/application.h"

namespace eyewall::demo {

web::Application site(IOLoop& loop, web::Settings settings = {});

}  // namespace eyewall::demo
