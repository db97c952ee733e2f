#include "web/stock_handlers.h"

#include "core/web/web_fixture.h"

namespace eyewall::test {
namespace {

using ::testing::HasSubstr;

using StockHandlers = WebTest;

TEST_F(StockHandlers, ARedirectLeadsElsewhere) {
  host(web::Application({web::url("/old", web::handler<web::RedirectHandler>("/new")),
                         web::url("/now", web::handler<web::RedirectHandler>("/new", false))}));
  EXPECT_THAT(ask("GET /old"), HasSubstr("Location: /new\r\n"));
  EXPECT_EQ(status(ask("GET /old")), 301);
  EXPECT_EQ(status(ask("GET /now")), 302);
  EXPECT_EQ(status(ask("POST /now", "", "x")), 405);
}

TEST_F(StockHandlers, AnErrorIsAnErrorWhateverIsAsked) {
  host(web::Application({web::url("/.*", web::handler<web::ErrorHandler>(410))}));
  EXPECT_EQ(status(ask("GET /a")), 410);
  EXPECT_EQ(status(ask("POST /b", "", "x")), 410);
}

}  // namespace
}  // namespace eyewall::test
