#include "web/content_type.h"

#include <gtest/gtest.h>

namespace eyewall::web {
namespace {

TEST(ContentType, IsToldByTheEnding) {
  EXPECT_EQ(content_type_of("/var/www/index.html"), "text/html");
  EXPECT_EQ(content_type_of("a.b.CSS"), "text/css");
  EXPECT_EQ(content_type_of(".js"), "text/javascript");
}

TEST(ContentType, OfAnUnknownEndingIsBytes) {
  for (const char* path : {"", "a", "a.", "a.unknown", "/a.html/b", "html", "a.html~", "a.htmlx"}) {
    EXPECT_EQ(content_type_of(path), "application/octet-stream") << path;
  }
}

}  // namespace
}  // namespace eyewall::web
